package org.radiologygpt.model.tensorrt.plan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorrt.global.nvinfer;
import org.bytedeco.tensorrt.global.nvinfer.BuilderFlag;
import org.bytedeco.tensorrt.global.nvinfer.MemoryPoolType;
import org.bytedeco.tensorrt.global.nvinfer.NetworkDefinitionCreationFlag;
import org.bytedeco.tensorrt.global.nvinfer.OptProfileSelector;
import org.bytedeco.tensorrt.global.nvonnxparser;
import org.bytedeco.tensorrt.nvinfer.Dims64;
import org.bytedeco.tensorrt.nvinfer.IBuilder;
import org.bytedeco.tensorrt.nvinfer.IBuilderConfig;
import org.bytedeco.tensorrt.nvinfer.IHostMemory;
import org.bytedeco.tensorrt.nvinfer.INetworkDefinition;
import org.bytedeco.tensorrt.nvinfer.IOptimizationProfile;
import org.bytedeco.tensorrt.nvinfer.ITensor;
import org.bytedeco.tensorrt.nvinfer.ITimingCache;
import org.bytedeco.tensorrt.nvonnxparser.IParser;
import org.radiologygpt.model.tensorrt.binding.Address;
import org.radiologygpt.model.tensorrt.binding.Libraries;
import org.radiologygpt.model.tensorrt.binding.LogLines;
import org.radiologygpt.model.tensorrt.binding.NativeLog;

/**
 * TensorRT's builder through JavaCPP. Every object is a field: TensorRT reads the parser's weights until the plan is built,
 * and nothing here is freed before the process ends.
 */
final class BoundBuilder implements NativeBuilder {
    private static final int INFORMATION = 3;
    private static final int CHUNK = 1 << 28;

    private final LogLines said = new LogLines(BoundBuilder::toStandardError);
    private final List<IOptimizationProfile> profiles = new ArrayList<>();
    private NativeLog log;
    private IBuilder builder;
    private INetworkDefinition network;
    private IParser parser;
    private IBuilderConfig config;
    private ITimingCache timingCache;

    @Override
    public void open(BuildRequest request, boolean stronglyTyped) throws BuildException {
        var failure = Libraries.open(request.libraries());
        if (failure.isPresent()) {
            throw new BuildException(failure.get());
        }
        check(cudart.cudaSetDevice(request.device()) == 0, "CUDA does not let GPU " + request.device() + " be used");
        log = new NativeLog(said);
        builder = there(nvinfer.createInferBuilder(log), "TensorRT made no builder");
        int flags = stronglyTyped ? 1 << NetworkDefinitionCreationFlag.kSTRONGLY_TYPED.value : 0;
        network = there(builder.createNetworkV2(flags), "TensorRT made no network");
        config = there(builder.createBuilderConfig(), "TensorRT made no builder configuration");
    }

    @Override
    public List<GraphInput> parse(Path onnx) throws BuildException {
        parser = there(nvonnxparser.createParser(network, log), "TensorRT made no ONNX parser");
        if (!parser.parseFromFile(onnx.toString(), INFORMATION)) {
            throw new BuildException(said.failure("the ONNX parser refused the model" + firstError()));
        }
        List<GraphInput> inputs = new ArrayList<>();
        for (int i = 0; i < network.getNbInputs(); i++) {
            ITensor input = network.getInput(i);
            inputs.add(new GraphInput(input.getName(), dimensions(input.getDimensions())));
        }
        return inputs;
    }

    @Override
    public void configure(PlanOptions options) {
        config.setBuilderOptimizationLevel(options.optimizationLevel());
        options.workspaceMiB()
                .ifPresent(mebibytes -> config.setMemoryPoolLimit(MemoryPoolType.kWORKSPACE, (long) mebibytes << 20));
        config.clearFlag(BuilderFlag.kTF32);
        for (Precision precision : options.precision()) {
            switch (precision) {
                case TF32 -> config.setFlag(BuilderFlag.kTF32);
                case FP16 -> config.setFlag(BuilderFlag.kFP16);
                case BF16 -> config.setFlag(BuilderFlag.kBF16);
                case INT8 -> config.setFlag(BuilderFlag.kINT8);
                // A property of the network.
                case STRONG -> {}
            }
        }
    }

    @Override
    public void add(Profile profile) throws BuildException {
        IOptimizationProfile made = there(builder.createOptimizationProfile(), "TensorRT made no profile");
        for (var entry : profile.ranges().entrySet()) {
            ShapeRange range = entry.getValue();
            boolean taken = made.setDimensions(entry.getKey(), OptProfileSelector.kMIN, dims(range.min()))
                    && made.setDimensions(entry.getKey(), OptProfileSelector.kOPT, dims(range.opt()))
                    && made.setDimensions(entry.getKey(), OptProfileSelector.kMAX, dims(range.max()));
            check(taken, "TensorRT refused the range of input " + entry.getKey());
        }
        profiles.add(made);
        check(config.addOptimizationProfile(made) >= 0, "TensorRT refused the profile " + profile);
    }

    @Override
    public boolean times(byte[] times) throws BuildException {
        if (times.length > 0 && setTimes(new BytePointer(times), times.length)) {
            return true;
        }
        check(setTimes(new BytePointer((Pointer) null), 0), "TensorRT made no timing cache");
        return times.length == 0;
    }

    private boolean setTimes(BytePointer bytes, long length) {
        timingCache = config.createTimingCache(bytes, length);
        return !isNull(timingCache) && config.setTimingCache(timingCache, false);
    }

    @Override
    public String build(Path plan) throws BuildException, IOException {
        IHostMemory memory =
                there(builder.buildSerializedNetwork(network, config), "TensorRT could not build the engine");
        BytePointer bytes = new BytePointer(memory.data());
        FileDigest.Running digest = new FileDigest.Running();
        try (FileChannel file = FileChannel.open(plan, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (long at = 0, size = memory.size(); at < size; at += CHUNK) {
                ByteBuffer chunk =
                        bytes.position(at).limit(Math.min(size, at + CHUNK)).asByteBuffer();
                digest.add(chunk.duplicate());
                while (chunk.hasRemaining()) {
                    file.write(chunk);
                }
            }
            file.force(true);
        }
        return digest.hex();
    }

    @Override
    public byte[] times() throws BuildException {
        IHostMemory memory = there(timingCache.serialize(), "TensorRT gave no timing cache");
        byte[] times = new byte[Math.toIntExact(memory.size())];
        new BytePointer(memory.data()).capacity(times.length).get(times);
        return times;
    }

    private String firstError() {
        return parser.getNbErrors() > 0 ? " (" + parser.getError(0).desc() + ")" : "";
    }

    private static Dims64 dims(List<Integer> shape) {
        Dims64 dims = new Dims64();
        dims.nbDims(shape.size());
        for (int i = 0; i < shape.size(); i++) {
            dims.d(i, shape.get(i));
        }
        return dims;
    }

    private static List<Integer> dimensions(Dims64 dims) {
        List<Integer> shape = new ArrayList<>();
        for (int i = 0; i < dims.nbDims(); i++) {
            shape.add(Math.toIntExact(dims.d(i)));
        }
        return shape;
    }

    private <T extends Pointer> T there(T made, String otherwise) throws BuildException {
        check(!isNull(made), otherwise);
        return made;
    }

    private static boolean isNull(Pointer made) {
        return made == null || Address.isNull(made.address());
    }

    private void check(boolean done, String otherwise) throws BuildException {
        if (!done) {
            throw new BuildException(said.failure(otherwise));
        }
    }

    private static void toStandardError(int severity, String line) {
        if (severity <= INFORMATION) {
            System.err.println((severity <= 1 ? "TensorRT error: " : "TensorRT: ") + line);
        }
    }
}
