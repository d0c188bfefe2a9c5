package org.radiologygpt.trainer.rollout;

/** An adapter that could not be brought into use. The message is one sentence and quotes no report and no key. */
public class RollOutException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RollOutException(String message) {
        super(message);
    }
}
