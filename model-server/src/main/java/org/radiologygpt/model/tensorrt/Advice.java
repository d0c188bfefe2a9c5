package org.radiologygpt.model.tensorrt;

/** What to install, by part. */
final class Advice {
    static final String DRIVER =
            "install NVIDIA's driver, 525 or newer; a container needs the NVIDIA Container Toolkit and" + " --gpus all";
    static final String RUNTIME = "install NVIDIA's package cuda-cudart-12-6 or any CUDA 12";
    static final String DEVICE = "see nvidia-smi and CUDA_VISIBLE_DEVICES";
    static final String TENSORRT = "install NVIDIA's package libnvinfer10 (TensorRT 10.6 or a newer 10)";
    static final String BUILDER = "install NVIDIA's whole package libnvinfer10";
    static final String PARSER = "install NVIDIA's package libnvonnxparsers10";
    static final String BOUND = "the Java bindings open it though TensorRT does not: install NVIDIA's packages"
            + " libcublas-12-6, cuda-nvrtc-12-6 and libcudnn9-cuda-12";

    private Advice() {}

    /** One sentence on a library that the loader would not find. */
    static String notFound(LibraryPath libraries, String soname, String install) {
        return libraries
                .astray(soname)
                .map(file -> soname + " lies in " + file.getParent()
                        + ", where the loader does not search; add that directory to LD_LIBRARY_PATH")
                .orElse(soname + " was not found; " + install);
    }
}
