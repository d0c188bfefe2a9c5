package org.radiologygpt.routes.draft;

/** Something that continues a prompt. Thread-safe. */
public interface ImpressionModel {

    /**
     * Asks for a completion.
     *
     * @param prompt de-identified prompt; never logged
     * @throws ModelException where there is no answer
     */
    Completion complete(String prompt);
}
