package org.radiologygpt.draft;

import java.util.List;
import java.util.Locale;

/**
 * What one guard says of one draft.
 *
 * @param guard name of the guard, as {@code laterality}
 * @param verdict pass, flag (write it, and say so) or withhold
 * @param detail what decided, in the words of the field and without any identifier of the patient; empty for pass
 * @param objections what decided, each with its places in draft and report; empty for pass and for a guard that failed
 */
public record GuardVerdict(String guard, Verdict verdict, String detail, List<Objection> objections) {
    public GuardVerdict {
        objections = List.copyOf(objections);
    }

    /** A verdict without places. */
    public GuardVerdict(String guard, Verdict verdict, String detail) {
        this(guard, verdict, detail, List.of());
    }

    /** In rising order of severity. */
    public enum Verdict {
        PASS,
        FLAG,
        WITHHOLD;

        /** Lower case, as the commands print it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A pass of the guard of that name. */
    public static GuardVerdict pass(String guard) {
        return new GuardVerdict(guard, Verdict.PASS, "");
    }
}
