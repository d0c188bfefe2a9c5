package org.radiologygpt.routes.doctor;

import java.util.Locale;

/**
 * One line of the doctor.
 *
 * @param text what was found, and what to do where it is not in order
 * @param needed whether {@code run} needs it
 */
record Check(String subject, Verdict verdict, String text, boolean needed) {
    static Check ok(String subject, String text) {
        return new Check(subject, Verdict.OK, text, true);
    }

    static Check missing(String subject, String text) {
        return new Check(subject, Verdict.MISSING, text, true);
    }

    static Check broken(String subject, String text) {
        return new Check(subject, Verdict.BROKEN, text, true);
    }

    /** Whether {@code run} must wait for it to be mended. */
    boolean hinders() {
        return needed && verdict != Verdict.OK;
    }

    String line() {
        return String.format(Locale.ROOT, "%-8s %-20s %s", verdict.name().toLowerCase(Locale.ROOT), subject, text);
    }
}
