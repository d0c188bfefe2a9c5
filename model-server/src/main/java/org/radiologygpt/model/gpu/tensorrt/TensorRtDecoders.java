package org.radiologygpt.model.gpu.tensorrt;

import ai.djl.engine.EngineException;
import ai.djl.util.Utils;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.radiologygpt.model.decode.Decoder;
import org.radiologygpt.model.decode.DecoderException;
import org.radiologygpt.model.decode.DecoderOptions;
import org.radiologygpt.model.decode.DecoderSource;
import org.radiologygpt.model.decode.Djl;
import org.radiologygpt.model.gpu.Device;
import org.radiologygpt.model.gpu.GpuDecoder;
import org.radiologygpt.model.gpu.GpuOptions;
import org.radiologygpt.model.graph.Readout;
import org.radiologygpt.model.quantize.Precision;
import org.radiologygpt.model.tensorrt.Gpu;
import org.radiologygpt.model.tensorrt.GpuProbe;
import org.radiologygpt.model.tensorrt.device.LocalGpus;
import org.radiologygpt.model.tensorrt.plan.Plans;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.LlamaWeights;
import org.radiologygpt.model.weights.LoraAdapter;

/** Opens a decoder on each of some GPUs with TensorRT; every one holds the whole model. */
public final class TensorRtDecoders implements DecoderSource {
    private final List<Integer> gpus;
    private final Supplier<IntFunction<Device>> machine;

    /** @param machine looked at when a model is opened */
    TensorRtDecoders(List<Integer> gpus, Supplier<IntFunction<Device>> machine) {
        this.gpus = List.copyOf(gpus);
        this.machine = machine;
    }

    /**
     * GPUs of this machine, which is looked at when a model is opened.
     *
     * @param environment as {@code System.getenv()}
     * @param gpus the driver's numbers of them
     * @param planCache where plans are kept; else DJL's cache directory
     */
    public static TensorRtDecoders ofThisMachine(
            Map<String, String> environment, List<Integer> gpus, Optional<Path> planCache) {
        return ofThisMachine(environment, gpus, planCache, true);
    }

    /**
     * The same.
     *
     * @param capturing whether steps are replayed from CUDA graphs; they are but to see what that brings
     */
    public static TensorRtDecoders ofThisMachine(
            Map<String, String> environment, List<Integer> gpus, Optional<Path> planCache, boolean capturing) {
        return new TensorRtDecoders(
                gpus, () -> devices(LocalGpus.open(GpuProbe.ofThisMachine(environment)), planCache, capturing));
    }

    private static IntFunction<Device> devices(LocalGpus local, Optional<Path> planCache, boolean capturing) {
        Plans plans = new Plans(local.installed());
        Path directory = planCache
                .orElseGet(() -> Utils.getCacheDir().resolve("tensorrt"))
                .toAbsolutePath();
        return number -> {
            Gpu gpu = local.gpu(number);
            return new TensorRtDevice(
                    number, LocalGpus.calls(gpu), new CachedPlans(local, plans, gpu, directory), capturing);
        };
    }

    @Override
    public List<Decoder> open(Path directory, DecoderOptions options, Supplier<String> digest) {
        GpuOptions onGpu = new GpuOptions(
                options.slots(), options.maxTokens(), type(options.precision()), Readout.WHOLE, options.adapters());
        Djl.offline();
        LlamaWeights base = LlamaWeights.open(directory);
        LlamaWeights weights =
                options.adapter().map(LoraAdapter::read).map(base::merge).orElse(base);
        List<Decoder> opened = new ArrayList<>();
        try {
            IntFunction<Device> devices = machine.get();
            for (int gpu : gpus) {
                opened.add(GpuDecoder.open(weights, onGpu, devices.apply(gpu)));
            }
            return opened;
        } catch (EngineException e) {
            opened.forEach(Decoder::close);
            throw new DecoderException(e.getMessage(), e);
        } catch (RuntimeException | Error e) {
            opened.forEach(Decoder::close);
            throw e;
        }
    }

    private static DType type(Precision precision) {
        if (precision.equals(Precision.F16)) {
            return DType.F16;
        }
        if (precision.equals(Precision.BF16)) {
            return DType.BF16;
        }
        if (precision.equals(Precision.F32)) {
            return DType.F32;
        }
        throw new IllegalArgumentException("precision " + precision + " is for CPUs, a GPU takes f16, bf16 or f32");
    }
}
