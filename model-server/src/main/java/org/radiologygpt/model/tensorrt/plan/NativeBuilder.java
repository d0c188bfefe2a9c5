package org.radiologygpt.model.tensorrt.plan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The calls into TensorRT that build a plan, in the order in which they are made. */
interface NativeBuilder {
    void open(BuildRequest request, boolean stronglyTyped) throws BuildException;

    /**
     * Reads a model.
     *
     * @return its inputs, without the initializers
     */
    List<GraphInput> parse(Path onnx) throws BuildException;

    void configure(PlanOptions options) throws BuildException;

    void add(Profile profile) throws BuildException;

    /**
     * Sets the measured times of kernels; to be called once.
     *
     * @param times empty to begin anew
     * @return whether TensorRT took them; if not it begins anew
     */
    boolean times(byte[] times) throws BuildException;

    /**
     * Builds and writes the plan, all of it on the disk when this returns.
     *
     * @return its digest
     */
    String build(Path plan) throws BuildException, IOException;

    /** Measured times of kernels, those just measured among them. */
    byte[] times() throws BuildException;
}
