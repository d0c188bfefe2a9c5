package org.radiologygpt.model.tensorrt.engine;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.radiologygpt.model.tensorrt.Gpu;
import org.radiologygpt.model.tensorrt.binding.CudaException;
import org.radiologygpt.model.tensorrt.binding.Libraries;
import org.radiologygpt.model.tensorrt.binding.PlanRuntime;
import org.radiologygpt.model.tensorrt.device.GpuCalls;
import org.radiologygpt.model.tensorrt.device.GpuCalls.Block;
import org.radiologygpt.model.tensorrt.device.LocalGpus;

/** The real bindings over libraries of our own making, in a JVM of its own: what goes wrong may end it. */
final class StubMain {
    private StubMain() {}

    /** @param libraries the files to open, in their order */
    public static void main(String[] libraries) {
        List<Path> files = Stream.of(libraries).map(Path::of).toList();
        System.out.println("opened " + Libraries.open(files) + " " + Libraries.open(files));
        try {
            System.out.println("made " + new PlanRuntime().runtime());
        } catch (EngineException e) {
            System.out.println("refused " + e.getMessage());
        }
        calls();
        try {
            System.out.println("engine " + Engine.getEngine("TensorRT"));
        } catch (EngineException e) {
            System.out.println("provider " + e.getMessage());
        }
        System.out.println("alive");
    }

    /** Codes of errors tell what came at the other side. */
    private static void calls() {
        GpuCalls gpu = LocalGpus.calls(new Gpu(0, "none", 9, 0, 1));
        gpu.use();
        long address = gpu.allocate(4096);
        gpu.clear(address, 4096);
        System.out.println("allocated " + address);
        System.out.println("pinned " + gpu.pinned(4096).capacity() + " bytes");
        System.out.println("memory " + gpu.memory());
        Block to = new Block(0x1000, 512, 12, 32, 3, 7);
        Block from = new Block(0x2000, 640, 10, 32, 3, 7);
        System.out.println("copied " + code(() -> gpu.copy(to, from)));
        System.out.println("cleared " + code(() -> gpu.clear(to)));
        gpu.beginCapture();
        GpuCalls.Captured graph = gpu.endCapture();
        System.out.println("launched " + code(graph::launch));
        graph.close();
        gpu.upload(ByteBuffer.allocateDirect(16), address);
        gpu.download(address, ByteBuffer.allocateDirect(16));
        gpu.synchronize();
        gpu.free(address);
        gpu.close();
    }

    private static int code(Runnable call) {
        try {
            call.run();
            return 0;
        } catch (CudaException e) {
            return e.code();
        }
    }
}
