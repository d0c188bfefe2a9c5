package org.radiologygpt.model.tensorrt.engine;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.radiologygpt.model.tensorrt.binding.Libraries;
import org.radiologygpt.model.tensorrt.binding.PlanRuntime;

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
        try {
            System.out.println("engine " + Engine.getEngine("TensorRT"));
        } catch (EngineException e) {
            System.out.println("provider " + e.getMessage());
        }
        System.out.println("alive");
    }
}
