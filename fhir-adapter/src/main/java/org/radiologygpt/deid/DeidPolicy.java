package org.radiologygpt.deid;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.radiologygpt.report.FieldRule;

/**
 * What may leave the hospital in the structure of a message. Whatever it does not name is removed.
 *
 * @param text how identifiers in free text are rendered: {@link Rendering#MASK} or {@link Rendering#SURROGATES}
 * @param dates what is told of dates in structure
 * @param keepWeekdays moved dates keep their day of the week
 * @param identifiers whether numbers get a pseudonym, or go
 * @param names whether people get another name, or none
 * @param postalCodes whether three digits of a postal code stay where many people share them
 * @param resources FHIR resource types that stay, with the elements of each that stay
 * @param extensions URLs of FHIR extensions that stay
 * @param segments HL7 v2 segments that stay, with a rule for each field that stays
 */
public record DeidPolicy(
        Rendering text,
        Dates dates,
        boolean keepWeekdays,
        boolean identifiers,
        boolean names,
        boolean postalCodes,
        Map<String, Set<String>> resources,
        Set<String> extensions,
        Map<String, Map<Integer, FieldRule>> segments) {
    public DeidPolicy {
        resources = Collections.unmodifiableMap(resources);
        extensions = Set.copyOf(extensions);
        segments = Collections.unmodifiableMap(segments);
        if (text == Rendering.SURROGATES && dates != Dates.SHIFT) {
            throw new IllegalArgumentException(
                    "text: surrogates needs dates: shift, or text and structure would disagree");
        }
    }

    /** What is told of a date. */
    public enum Dates {
        /** The year (45 CFR 164.514(b)(2)(i)(C)). */
        YEAR,
        /** The whole date, moved by the patient's number of days. */
        SHIFT,
        REMOVE
    }

    /** The shipped policy: HIPAA Safe Harbor. */
    public static DeidPolicy safeHarbor() {
        return DeidPolicyFile.shipped();
    }

    /** True where two runs must agree, so that a key that outlives a run is needed. */
    public boolean needsLastingKey() {
        return text == Rendering.SURROGATES || dates == Dates.SHIFT;
    }
}
