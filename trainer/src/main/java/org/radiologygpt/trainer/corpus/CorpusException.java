package org.radiologygpt.trainer.corpus;

/** A corpus that cannot be made or used; the message is one sentence and quotes no report. */
public final class CorpusException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CorpusException(String message) {
        super(message);
    }
}
