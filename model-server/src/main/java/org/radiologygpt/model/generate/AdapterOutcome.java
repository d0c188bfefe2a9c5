package org.radiologygpt.model.generate;

/** What came of loading an adapter. */
public sealed interface AdapterOutcome {

    /** It answers, and was verified. */
    record Loaded(LoadedModel model) implements AdapterOutcome {}

    /**
     * It does not, and nothing of it is left.
     *
     * @param message one sentence; nothing of a prompt or an answer
     */
    record Refused(Reason reason, String message) implements AdapterOutcome {}

    /** Why an adapter was refused. */
    enum Reason {
        /** Its files are missing or broken, or do not fit the base model or the places. */
        BAD_ADAPTER,
        /** Its files are others than those asked for. */
        WRONG_DIGEST,
        /** It computed nonsense, or answered its own test prompt otherwise. */
        CANARY_FAILED,
        /** All places hold adapters. */
        NO_PLACE
    }
}
