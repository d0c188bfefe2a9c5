package org.radiologygpt.report;

import java.util.List;
import java.util.Optional;

/**
 * What a walker through the structure of one message asks of de-identification, value by value. An empty answer means:
 * leave the value out.
 */
public interface ValueScrub {

    /** Texts that belong together, in their order, without identifiers. */
    List<String> texts(List<String> texts);

    /** One text without identifiers. */
    default String text(String text) {
        return texts(List.of(text)).get(0);
    }

    /** True where a code may stay: well formed in its code system, or a short word of a local one. */
    boolean keepsCode(String system, String code);

    /** True where a code system is public. */
    boolean keepsSystem(String system);

    /** True where a value of a closed list, or a small number, may stay. */
    boolean keeps(String value);

    /** What stands for an identifier: the same in every message of one hospital. */
    Optional<String> identifier(String value);

    /** A short code that stands for the name of a system, a facility or a resource. */
    Optional<String> token(String value);

    /** What stands for a DICOM or other object identifier. */
    Optional<String> uid(String value);

    /** A date or time as HL7 v2 or FHIR writes it, as far as it may be told. */
    Optional<String> date(String value);

    /** A date of birth: nothing for the very old. */
    Optional<String> birthDate(String value);

    /** A name for the person, who then is somebody else. */
    Optional<PersonName> name(PersonName name);

    /** The part of a postal code that many people share. */
    Optional<String> postalCode(String value);

    /**
     * Counts what the walker left out.
     *
     * @param place the standard's name of the field or element, as {@code PID-13}; never content
     */
    void dropped(String place);
}
