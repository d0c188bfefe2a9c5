package org.radiologygpt.model.tensorrt;

/** The driver's answer was an error, or its library could not be opened; the message says which. */
final class CudaRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    CudaRefusal(String message) {
        super(message, null, false, false);
    }
}
