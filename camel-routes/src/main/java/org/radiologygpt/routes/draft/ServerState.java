package org.radiologygpt.routes.draft;

import java.util.Locale;

/** Why a model server is asked for drafts or left out. */
public enum ServerState {
    /** Not looked at yet: it is asked. */
    UNCHECKED("was not looked at yet"),
    /** It is asked. */
    READY("is ready"),
    /** It asked to be left in peace for a while ({@code Retry-After}). */
    PAUSED("is overloaded and asked to wait"),
    /** Its last calls failed: its breaker is open. */
    FAILING("failed its last calls"),
    /** It answers, and says that it is not ready. */
    NOT_READY("is not ready"),
    /** It does not answer. */
    UNREACHABLE("does not answer"),
    /** It refuses the token. */
    UNAUTHORIZED("refuses the token"),
    /** It does not list the configured model. */
    MODEL_MISSING("does not have the configured model"),
    /** The configured model is on another base model there than {@code model.base}. */
    BASE_MISMATCH("has the configured model on another base model than required"),
    /** The weights are not those of {@code model.digest}, or it does not tell. */
    DIGEST_MISMATCH("has other weights than the required digest, or tells none");

    private final String sentence;

    ServerState(String sentence) {
        this.sentence = sentence;
    }

    /** Lower case, as in health and metrics. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it says of a server, without a subject. */
    String sentence() {
        return sentence;
    }

    boolean isAsked() {
        return this == READY || this == UNCHECKED;
    }
}
