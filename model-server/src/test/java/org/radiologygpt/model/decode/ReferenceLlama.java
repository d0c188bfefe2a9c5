package org.radiologygpt.model.decode;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.RotaryScaling;
import org.radiologygpt.model.weights.Safetensors;

/**
 * LLaMA in plain loops and 64 bits, straight from the paper's formulas: no cache, no batch, every position from scratch.
 * Shares with the product only the reading of files.
 */
public final class ReferenceLlama {
    private final LlamaConfig config;
    private final Map<String, float[]> weights = new HashMap<>();

    public ReferenceLlama(Path directory) {
        config = LlamaConfig.read(directory);
        Safetensors.openDirectory(directory).tensors().forEach((name, tensor) -> weights.put(name, tensor.toFloats()));
    }

    /** Changes a weight, for tests that merge by hand. */
    public void put(String name, float[] values) {
        weights.put(name, values);
    }

    public float[] weight(String name) {
        return weights.get(name);
    }

    /** Logits after the last token. */
    public double[] logits(int... tokens) {
        int width = config.hiddenSize();
        double[][] x = new double[tokens.length][width];
        for (int t = 0; t < tokens.length; t++) {
            for (int i = 0; i < width; i++) {
                x[t][i] = weights.get("model.embed_tokens.weight")[tokens[t] * width + i];
            }
        }
        for (int layer = 0; layer < config.layers(); layer++) {
            layer(x, "model.layers." + layer + ".");
        }
        String output = weights.containsKey("lm_head.weight") ? "lm_head.weight" : "model.embed_tokens.weight";
        return multiply(output, norm(x[tokens.length - 1], "model.norm.weight"));
    }

    private void layer(double[][] x, String prefix) {
        int length = x.length;
        double[][] q = new double[length][];
        double[][] k = new double[length][];
        double[][] v = new double[length][];
        for (int t = 0; t < length; t++) {
            double[] normed = norm(x[t], prefix + "input_layernorm.weight");
            q[t] = rotate(linear(prefix + "self_attn.q_proj", normed), t);
            k[t] = rotate(linear(prefix + "self_attn.k_proj", normed), t);
            v[t] = linear(prefix + "self_attn.v_proj", normed);
        }
        for (int t = 0; t < length; t++) {
            add(x[t], linear(prefix + "self_attn.o_proj", attend(q[t], k, v, t)));
            double[] normed = norm(x[t], prefix + "post_attention_layernorm.weight");
            double[] gate = linear(prefix + "mlp.gate_proj", normed);
            double[] up = linear(prefix + "mlp.up_proj", normed);
            for (int i = 0; i < gate.length; i++) {
                gate[i] = gate[i] / (1 + Math.exp(-gate[i])) * up[i];
            }
            add(x[t], linear(prefix + "mlp.down_proj", gate));
        }
    }

    private double[] attend(double[] q, double[][] k, double[][] v, int last) {
        int width = config.headDim();
        double[] out = new double[q.length];
        for (int head = 0; head < config.heads(); head++) {
            int shared = head / (config.heads() / config.kvHeads());
            double[] scores = new double[last + 1];
            double max = Double.NEGATIVE_INFINITY;
            for (int s = 0; s <= last; s++) {
                for (int i = 0; i < width; i++) {
                    scores[s] += q[head * width + i] * k[s][shared * width + i] / Math.sqrt(width);
                }
                max = Math.max(max, scores[s]);
            }
            double sum = 0;
            for (int s = 0; s <= last; s++) {
                scores[s] = Math.exp(scores[s] - max);
                sum += scores[s];
            }
            for (int s = 0; s <= last; s++) {
                for (int i = 0; i < width; i++) {
                    out[head * width + i] += scores[s] / sum * v[s][shared * width + i];
                }
            }
        }
        return out;
    }

    private double[] rotate(double[] x, int position) {
        int width = config.headDim();
        double[] out = new double[x.length];
        for (int head = 0; head < x.length / width; head++) {
            for (int i = 0; i < width / 2; i++) {
                double angle = position * frequency(1 / Math.pow(config.ropeTheta(), 2.0 * i / width));
                double a = x[head * width + i];
                double b = x[head * width + i + width / 2];
                out[head * width + i] = a * Math.cos(angle) - b * Math.sin(angle);
                out[head * width + i + width / 2] = b * Math.cos(angle) + a * Math.sin(angle);
            }
        }
        return out;
    }

    /** As transformers' modeling_rope_utils writes it: by wavelengths. */
    private double frequency(double frequency) {
        if (config.scaling() instanceof RotaryScaling.Linear linear) {
            return frequency / linear.factor();
        }
        if (!(config.scaling() instanceof RotaryScaling.Llama3 llama)) {
            return frequency;
        }
        double length = 2 * Math.PI / frequency;
        if (length < llama.originalPositions() / llama.highFactor()) {
            return frequency;
        }
        if (length > llama.originalPositions() / llama.lowFactor()) {
            return frequency / llama.factor();
        }
        double smooth =
                (llama.originalPositions() / length - llama.lowFactor()) / (llama.highFactor() - llama.lowFactor());
        return (1 - smooth) * frequency / llama.factor() + smooth * frequency;
    }

    private double[] norm(double[] x, String gamma) {
        double squares = 0;
        for (double value : x) {
            squares += value * value;
        }
        double scale = 1 / Math.sqrt(squares / x.length + config.normEpsilon());
        double[] out = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            out[i] = x[i] * scale * weights.get(gamma)[i];
        }
        return out;
    }

    private double[] linear(String module, double[] x) {
        double[] out = multiply(module + ".weight", x);
        float[] bias = weights.get(module + ".bias");
        for (int i = 0; bias != null && i < out.length; i++) {
            out[i] += bias[i];
        }
        return out;
    }

    private double[] multiply(String matrix, double[] x) {
        float[] w = weights.get(matrix);
        double[] out = new double[w.length / x.length];
        for (int row = 0; row < out.length; row++) {
            for (int i = 0; i < x.length; i++) {
                out[row] += w[row * x.length + i] * x[i];
            }
        }
        return out;
    }

    private static void add(double[] x, double[] delta) {
        for (int i = 0; i < x.length; i++) {
            x[i] += delta[i];
        }
    }
}
