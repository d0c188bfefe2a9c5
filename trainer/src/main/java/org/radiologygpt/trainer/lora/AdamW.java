package org.radiologygpt.trainer.lora;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;

/** AdamW (Loshchilov and Hutter 2019) with clipping by global norm; its state lives in native memory. */
final class AdamW {
    static final double BETA1 = 0.9;
    static final double BETA2 = 0.98;
    static final double EPSILON = 1e-8;

    private final TorchScript script;
    private final Map<String, NDArray> parameters;
    private final Map<String, NDArray> first = new LinkedHashMap<>();
    private final Map<String, NDArray> second = new LinkedHashMap<>();
    private final double decay;
    private final double maxNorm;

    AdamW(TorchScript script, NDManager manager, Map<String, NDArray> parameters, TrainSettings.Optimizer settings) {
        this.script = script;
        this.parameters = parameters;
        this.decay = settings.weightDecay();
        this.maxNorm = settings.maxNorm();
        parameters.forEach((name, parameter) -> {
            first.put(name, manager.zeros(parameter.getShape()));
            second.put(name, manager.zeros(parameter.getShape()));
        });
    }

    /**
     * One update from the gradients that have gathered, which are then set to zero. Where their norm is no number nothing
     * is updated: one such step would make every weight NaN for ever.
     *
     * @param number of this step, from 1
     * @return norm of the gradients before clipping
     */
    double step(NDManager parent, int number, double learningRate) {
        try (NDManager manager = parent.newSubManager()) {
            Map<String, NDArray> gradients = gradients(manager);
            double norm = norm(gradients);
            if (!Double.isFinite(norm)) {
                return norm;
            }
            double clip = norm > maxNorm ? maxNorm / norm : 1;
            NDArray decayed = hyper(manager, number, learningRate, clip, decay);
            NDArray kept = hyper(manager, number, learningRate, clip, 0);
            gradients.forEach((name, gradient) -> {
                NDArray parameter = parameters.get(name);
                NDArray step = parameter.getShape().dimension() > 1 ? decayed : kept;
                script.call("adamw", step, parameter, gradient, first.get(name), second.get(name));
                script.call("zero", gradient);
            });
            return norm;
        }
    }

    /** {@code [clip, rate, keep, bias]} as the script's {@code adamw} takes them. */
    private static NDArray hyper(NDManager manager, int number, double rate, double clip, double decay) {
        double correction1 = 1 - Math.pow(BETA1, number);
        double correction2 = 1 - Math.pow(BETA2, number);
        return manager.create(new float[] {
            (float) clip, (float) (rate / correction1), (float) (1 - rate * decay), (float) (1 / Math.sqrt(correction2))
        });
    }

    private Map<String, NDArray> gradients(NDManager manager) {
        Map<String, NDArray> gradients = new LinkedHashMap<>();
        parameters.forEach((name, parameter) -> {
            NDArray gradient = parameter.getGradient();
            gradient.attach(manager);
            gradients.put(name, gradient);
        });
        return gradients;
    }

    private double norm(Map<String, NDArray> gradients) {
        double sum = 0;
        for (NDArray gradient : gradients.values()) {
            sum += script.call("squares", gradient).getFloat();
        }
        return Math.sqrt(sum);
    }

    /** First moments by parameter name. */
    Map<String, NDArray> first() {
        return first;
    }

    /** Second moments by parameter name. */
    Map<String, NDArray> second() {
        return second;
    }
}
