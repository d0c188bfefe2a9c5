package org.radiologygpt.report;

import java.time.LocalDate;

/** Something a message says about a person, a visit or an order that must not leave the house in a report's text. */
public sealed interface KnownIdentifier {

    /** A patient, relative, provider or member of staff. */
    record Name(PersonName name) implements KnownIdentifier {}

    /** An identifier, accession, order, visit, account or phone number: digits and letters, with or without separators. */
    record Number(String value) implements KnownIdentifier {}

    /** A date of birth or of an event. */
    record Date(LocalDate date) implements KnownIdentifier {}

    /** Any other text to be removed wherever it stands: street, city, e-mail address, organisation, ward. */
    record Words(String value) implements KnownIdentifier {}
}
