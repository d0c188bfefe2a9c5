package org.radiologygpt.draft;

/** How the way of one message ended; kept, so that a message that comes again ends the same way. */
public sealed interface Ending {

    /** Its draft was stored. */
    record Drafted(DraftRef draft) implements Ending {}

    /** It needed no draft. */
    record Skipped(SkipReason reason) implements Ending {}

    /**
     * It should have had a draft, and has none.
     *
     * @param kept whether something failed, so that the message is kept for a person or a replay
     */
    record Withheld(String reason, boolean kept) implements Ending {}

    /** False where sending the message again is a fair wish: it failed, or drafting was switched off. */
    default boolean settles() {
        return this instanceof Drafted
                || this instanceof Skipped skipped
                        && skipped.reason() != SkipReason.STOPPED
                        && skipped.reason() != SkipReason.OPTED_OUT;
    }
}
