package org.radiologygpt.model.tensorrt;

/** What TensorRT needs of a machine, in the order in which one part rests on those before it. */
public enum Part {
    PLATFORM("platform"),
    DRIVER("NVIDIA driver"),
    CUDA_RUNTIME("CUDA runtime"),
    DEVICE("GPU"),
    TENSORRT("TensorRT"),
    BUILDER_RESOURCE("TensorRT builder"),
    ONNX_PARSER("ONNX parser"),
    BOUND_LIBRARIES("bound libraries");

    private final String title;

    Part(String title) {
        this.title = title;
    }

    /** As an operator reads it. */
    public String title() {
        return title;
    }
}
