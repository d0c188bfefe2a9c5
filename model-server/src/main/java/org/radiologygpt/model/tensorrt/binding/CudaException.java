package org.radiologygpt.model.tensorrt.binding;

import ai.djl.engine.EngineException;

/** CUDA answered a call with an error. */
public final class CudaException extends EngineException {
    private static final long serialVersionUID = 1L;

    private final int code;

    /** @param code of CUDA's enum cudaError */
    public CudaException(int code, String message) {
        super(message);
        this.code = code;
    }

    /** A value of CUDA's enum cudaError. */
    public int code() {
        return code;
    }
}
