package org.radiologygpt.model.tensorrt.engine;

import ai.djl.engine.EngineException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.bytedeco.tensorrt.global.nvinfer.ExecutionContextAllocationStrategy;
import org.bytedeco.tensorrt.global.nvinfer.OptProfileSelector;
import org.bytedeco.tensorrt.global.nvinfer.TensorIOMode;
import org.bytedeco.tensorrt.global.nvinfer.TensorLocation;
import org.bytedeco.tensorrt.nvinfer.Dims64;
import org.bytedeco.tensorrt.nvinfer.ICudaEngine;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;
import org.bytedeco.tensorrt.nvinfer.IRuntime;
import org.radiologygpt.model.tensorrt.binding.Cuda;
import org.radiologygpt.model.tensorrt.binding.LogLines;
import org.radiologygpt.model.tensorrt.binding.PlanRuntime;
import org.radiologygpt.model.tensorrt.plan.ShapeRange;

/** A plan that TensorRT read, through JavaCPP. The runtime is a field because the engine calls it. */
final class BoundEngine implements NativeTensorRt.Engine {
    private final IRuntime runtime;
    private final LogLines said;
    private final ICudaEngine engine;
    private final int device;
    private final Cuda cuda;

    BoundEngine(IRuntime runtime, ICudaEngine engine, LogLines said, int device) {
        this.runtime = runtime;
        this.said = said;
        this.engine = engine;
        this.device = device;
        cuda = new Cuda();
    }

    @Override
    public List<Port> ports() {
        List<Port> ports = new ArrayList<>();
        for (int i = 0; i < engine.getNbIOTensors(); i++) {
            ports.add(port(engine.getIOTensorName(i)));
        }
        return ports;
    }

    private Port port(String name) {
        if (engine.getTensorLocation(name).value == TensorLocation.kHOST.value) {
            throw new EngineException("tensor " + name + " holds a shape in main memory; that is not served: let the"
                    + " graph take shapes from its inputs' own");
        }
        return new Port(
                name,
                engine.getTensorIOMode(name).value == TensorIOMode.kINPUT.value,
                TensorType.of(engine.getTensorDataType(name).value, name),
                BoundContext.shape(engine.getTensorShape(name)));
    }

    @Override
    public List<Map<String, ShapeRange>> profiles() {
        List<Port> dynamic = ports().stream()
                .filter(port -> port.input() && port.isDynamic())
                .toList();
        List<Map<String, ShapeRange>> profiles = new ArrayList<>();
        for (int i = 0; i < engine.getNbOptimizationProfiles(); i++) {
            Map<String, ShapeRange> ranges = new HashMap<>();
            for (Port port : dynamic) {
                ranges.put(port.name(), range(port.name(), i));
            }
            profiles.add(ranges);
        }
        return profiles;
    }

    private ShapeRange range(String input, int profile) {
        return new ShapeRange(
                integers(engine.getProfileShape(input, profile, OptProfileSelector.kMIN)),
                integers(engine.getProfileShape(input, profile, OptProfileSelector.kOPT)),
                integers(engine.getProfileShape(input, profile, OptProfileSelector.kMAX)));
    }

    private static List<Integer> integers(Dims64 dims) {
        long[] shape = BoundContext.shape(dims).getShape();
        return LongStream.of(shape).mapToObj(Math::toIntExact).toList();
    }

    @Override
    public NativeTensorRt.Context context(int profile) {
        IExecutionContext context =
                engine.createExecutionContext(ExecutionContextAllocationStrategy.kON_PROFILE_CHANGE);
        if (PlanRuntime.isNull(context)) {
            throw new EngineException(said.failure("TensorRT made no execution context on GPU " + device));
        }
        BoundContext bound = new BoundContext(context, said, cuda);
        bound.profile(profile);
        return bound;
    }

    @Override
    public void use() {
        Cuda.use(device);
    }

    @Override
    public long allocate(long bytes) {
        return cuda.allocate(bytes);
    }

    @Override
    public void free(long address) {
        cuda.free(address);
    }

    @Override
    public void upload(ByteBuffer direct, long address) {
        cuda.upload(direct, address);
    }

    @Override
    public void download(long address, ByteBuffer direct) {
        cuda.download(address, direct);
    }

    @Override
    public void synchronize() {
        cuda.synchronize();
    }

    @Override
    public void close() {
        cuda.close();
    }
}
