package org.radiologygpt.model.tensorrt;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.SizeTPointer;

/** The driver through JavaCPP's bindings. Only driver calls are made: none needs a context, and all return codes. */
final class BoundCuda implements CudaDriver {
    /**
     * The first failure to load, of this JVM: later ones are a NoClassDefFoundError that no longer tells the cause, so
     * this one is told again.
     */
    private static final AtomicReference<String> FIRST_FAILURE = new AtomicReference<>();

    private static final int LONGEST_NAME = 256;

    @Override
    public Answer ask(Path driver, Path runtime) throws CudaRefusal {
        try {
            // By their paths: what NEEDED names later is then in the process already, and it is what was looked at.
            Loader.loadGlobal(driver.toString());
            Loader.loadGlobal(runtime.toString());
            return answer();
        } catch (LinkageError e) {
            FIRST_FAILURE.compareAndSet(null, words(e));
            throw new CudaRefusal("the CUDA bindings cannot be loaded: " + FIRST_FAILURE.get());
        }
    }

    private static Answer answer() throws CudaRefusal {
        check("cuInit", cudart.cuInit(0));
        int[] value = new int[1];
        check("cuDriverGetVersion", cudart.cuDriverGetVersion(value));
        int cuda = value[0];
        check("cuDeviceGetCount", cudart.cuDeviceGetCount(value));
        List<Gpu> gpus = new ArrayList<>();
        for (int i = 0, count = value[0]; i < count; i++) {
            gpus.add(gpu(i));
        }
        return new Answer(cuda, gpus);
    }

    private static Gpu gpu(int index) throws CudaRefusal {
        int[] device = new int[1];
        check("cuDeviceGet", cudart.cuDeviceGet(device, index));
        byte[] name = new byte[LONGEST_NAME];
        check("cuDeviceGetName", cudart.cuDeviceGetName(name, name.length, device[0]));
        try (SizeTPointer bytes = new SizeTPointer(1)) {
            check("cuDeviceTotalMem", cudart.cuDeviceTotalMem(bytes, device[0]));
            return new Gpu(
                    index,
                    text(name),
                    attribute(cudart.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR, device[0]),
                    attribute(cudart.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR, device[0]),
                    bytes.get());
        }
    }

    private static int attribute(int attribute, int device) throws CudaRefusal {
        int[] value = new int[1];
        check("cuDeviceGetAttribute", cudart.cuDeviceGetAttribute(value, attribute, device));
        return value[0];
    }

    private static String text(byte[] terminated) {
        int end = 0;
        while (end < terminated.length && terminated[end] != 0) {
            end++;
        }
        return new String(terminated, 0, end, StandardCharsets.US_ASCII);
    }

    private static void check(String call, int code) throws CudaRefusal {
        if (code != 0) {
            throw new CudaRefusal(call + " answered with error " + code + CudaErrors.meaning(code));
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
