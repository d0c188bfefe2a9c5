package org.radiologygpt.model.decode;

/** The engine failed in a way the caller cannot repair. */
public final class DecoderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** What is to be expected of the engine from now on. */
    public enum Reason {
        /** It may answer another time. */
        FAILED,
        /** A device has no memory for this now: it answers when there is less to do. */
        NO_MEMORY,
        /** A device is gone for this process: it never answers again. */
        DEVICE_LOST
    }

    public DecoderException(String message, Throwable cause) {
        super(message, cause);
        reason = Reason.FAILED;
    }

    public DecoderException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** What is to be expected of the engine from now on. */
    public Reason reason() {
        return reason;
    }
}
