package org.radiologygpt.routes.control;

/** What may stand in a rule: codes, no free text, so that nothing of a patient comes into topic and log. */
final class Codes {
    private Codes() {}

    static void check(String field, String value, String pattern) {
        if (!value.matches(pattern)) {
            throw new IllegalArgumentException(field + " must match " + pattern);
        }
    }
}
