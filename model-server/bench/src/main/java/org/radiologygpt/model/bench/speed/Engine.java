package org.radiologygpt.model.bench.speed;

import java.util.List;

/** A model that answers with a fixed number of tokens, greedily, nothing kept from one prompt to the next. */
interface Engine extends AutoCloseable {

    /** Answers one prompt. */
    Pace one(String prompt, int tokens);

    /**
     * Answers several at once.
     *
     * @return seconds until the last has its last token
     */
    double together(List<String> prompts, int tokens);

    @Override
    void close();

    /**
     * How an answer came.
     *
     * @param first seconds until the first token: the prompt's pass
     * @param rest seconds from the first token to the last
     * @param tokens tokens given
     */
    record Pace(double first, double rest, int tokens) {}
}
