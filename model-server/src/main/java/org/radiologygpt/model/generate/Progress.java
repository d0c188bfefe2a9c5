package org.radiologygpt.model.generate;

/** Watches a request; called from the generator's thread, so it must be quick. */
public interface Progress {

    /** Watches nothing. */
    Progress NONE = new Progress() {
        @Override
        public void admitted(long waitedNanos, int promptTokens, int reusedTokens) {
            // Nobody asked.
        }

        @Override
        public void token(long nanos, boolean first) {
            // Nobody asked.
        }
    };

    /**
     * The request got a slot.
     *
     * @param waitedNanos since it was submitted
     * @param promptTokens tokens of its prompt
     * @param reusedTokens those of them that the slot held already
     */
    void admitted(long waitedNanos, int promptTokens, int reusedTokens);

    /**
     * The answer grew by one token.
     *
     * @param nanos since the one before; of the first, since the request was submitted
     * @param first whether it is the first
     */
    void token(long nanos, boolean first);
}
