package org.radiologygpt.model.tensorrt.binding;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.tensorrt.global.nvinfer;

/** Opens libraries by their paths, then the bindings, which find them in the process. */
public final class Libraries {
    /**
     * The first failure to load, of this JVM: later ones are a NoClassDefFoundError that no longer tells the cause, so
     * this one is told again.
     */
    private static final AtomicReference<String> FIRST_FAILURE = new AtomicReference<>();

    private Libraries() {}

    /**
     * Opens all.
     *
     * @return what went wrong, in one sentence
     */
    public static Optional<String> open(List<Path> libraries) {
        try {
            for (Path library : libraries) {
                Loader.loadGlobal(library.toString());
            }
            Loader.load(nvinfer.class);
            return Optional.empty();
        } catch (LinkageError e) {
            FIRST_FAILURE.compareAndSet(null, words(e));
            return Optional.of("the TensorRT bindings cannot be loaded: " + FIRST_FAILURE.get());
        }
    }

    /**
     * Lets JavaCPP neither count nor limit memory: it would count a model's mapped files. To be called before its first class
     * is loaded; what was set from outside stays.
     */
    public static void liftLimits() {
        for (String limit : List.of("org.bytedeco.javacpp.maxbytes", "org.bytedeco.javacpp.maxphysicalbytes")) {
            if (System.getProperty(limit) == null) {
                System.setProperty(limit, "0");
            }
        }
    }

    private static String words(LinkageError e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
