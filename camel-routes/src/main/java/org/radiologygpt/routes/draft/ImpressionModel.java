package org.radiologygpt.routes.draft;

import org.radiologygpt.report.Urgency;

/** Something that continues a prompt. Thread-safe. */
public interface ImpressionModel {

    /**
     * Asks for a completion.
     *
     * @param prompt de-identified prompt; never logged
     * @throws ModelException where there is no answer
     */
    Completion complete(String prompt);

    /**
     * The same; a model that has a queue may answer urgent ones first.
     *
     * @param urgency of the report
     */
    default Completion complete(String prompt, Urgency urgency) {
        return complete(prompt);
    }
}
