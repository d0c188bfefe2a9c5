package org.radiologygpt.trainer.rating;

import java.util.Locale;

/** The five expert scales of Radiology-GPT (Liu et al. 2023), each from 1, worst, to 5, best. The questions are our wording. */
enum Scale {
    UNDERSTANDABILITY("Can the impression be understood?"),
    COHERENCE("Do its statements follow from each other and from the findings?"),
    RELEVANCE("Does it say what matters in these findings, and nothing that is not in them?"),
    CONCISENESS("Is it as short as it can be?"),
    CLINICAL_UTILITY("Would it be of use to the referring physician?");

    static final int LOWEST = 1;
    static final int HIGHEST = 5;

    private final String question;

    Scale(String question) {
        this.question = question;
    }

    /** Name of the column and of the JSON field. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    String words() {
        return key().replace('_', ' ');
    }

    String question() {
        return question;
    }
}
