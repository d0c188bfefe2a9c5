package org.radiologygpt.trainer.rating;

/** Sheets that cannot be made or read; the message is one sentence and quotes no report and no rater. */
public final class RatingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RatingException(String message) {
        super(message);
    }
}
