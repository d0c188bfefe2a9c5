package org.radiologygpt.model.gpu.tensorrt;

import ai.djl.engine.EngineException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.radiologygpt.model.decode.DecoderSource;

/** A machine with some GPUs, also for tests of other packages. */
public final class FakeMachine {
    private final List<FakeGpu> gpus;
    private final Path plans;

    public FakeMachine(int gpus, Path plans) {
        this.gpus = IntStream.range(0, gpus).mapToObj(i -> new FakeGpu()).toList();
        this.plans = plans;
    }

    public FakeGpu gpu(int number) {
        return gpus.get(number);
    }

    /** On these GPUs; one that is not there fails. */
    public DecoderSource decoders(Integer... numbers) {
        CopiedPlans copied = new CopiedPlans(plans);
        return new TensorRtDecoders(List.of(numbers), () -> number -> {
            if (number >= gpus.size()) {
                throw new EngineException("there is no GPU " + number);
            }
            return new TensorRtDevice(number, gpus.get(number), copied, true);
        });
    }
}
