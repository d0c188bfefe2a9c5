package org.radiologygpt.trainer.rollout;

/** A change of which it is not known whether the model server made it; its version is kept, it may be served. */
final class UnsettledException extends RollOutException {
    private static final long serialVersionUID = 1L;

    UnsettledException(String message) {
        super(message);
    }
}
