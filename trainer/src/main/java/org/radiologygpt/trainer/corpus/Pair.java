package org.radiologygpt.trainer.corpus;

import java.util.Objects;

/**
 * One de-identified example: what was seen and what the radiologist concluded.
 *
 * @param id unique within a file
 * @param patient keyed pseudonym; pairs of one patient must stay on one side of a split
 * @param source the sending system, {@code synthetic}, {@code openi} or {@code elsewhere}
 * @param time ISO-8601, shifted per patient; empty when unknown
 * @param findings the findings section
 * @param impression the impression section
 * @param aiInfluenced true when the impression was signed from one of our own drafts
 */
public record Pair(
        String id,
        String patient,
        String source,
        String time,
        String findings,
        String impression,
        boolean aiInfluenced) {
    public Pair {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(patient, "patient");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(time, "time");
        requireText(findings, "findings");
        requireText(impression, "impression");
    }

    private static void requireText(String value, String field) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(field + " must not be blank");
        }
    }
}
