package org.radiologygpt.routes.replay;

/** A replay that could not go on; names the class of the fault only. */
public final class ReplayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReplayException(RuntimeException fault) {
        super((fault.getCause() == null ? fault : fault.getCause()).getClass().getSimpleName(), null, false, false);
    }
}
