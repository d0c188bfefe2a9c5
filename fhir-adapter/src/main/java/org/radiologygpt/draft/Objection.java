package org.radiologygpt.draft;

import java.util.Optional;

/**
 * One thing that a guard holds against a draft.
 *
 * @param detail what, in the words of the field and without any identifier of the patient
 * @param draft the words of the draft that decided; empty where something is missing from it
 * @param source the words of the report that decided; empty where nothing in it is like them
 */
public record Objection(String detail, Optional<TextSpan> draft, Optional<SourceSpan> source) {

    /** An objection to a draft as a whole. */
    public static Objection of(String detail) {
        return new Objection(detail, Optional.empty(), Optional.empty());
    }

    /** An objection to words of the draft that nothing in the report supports. */
    public static Objection of(String detail, TextSpan draft) {
        return new Objection(detail, Optional.of(draft), Optional.empty());
    }
}
