package org.radiologygpt.deid;

import java.time.LocalDate;
import java.util.List;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.report.PersonName;

/** The identifiers of one invented message. */
final class People {
    static final List<KnownIdentifier> KNOWN = List.of(
            new KnownIdentifier.Name(new PersonName("Okonkwo-Reyes", "Mariela", "Jane", "", "")),
            new KnownIdentifier.Name(PersonName.of("White", "Gordon")),
            new KnownIdentifier.Name(PersonName.of("Brown", "Sylvie")),
            new KnownIdentifier.Name(PersonName.of("Long", "Frank")),
            new KnownIdentifier.Name(PersonName.of("Müller", "Jörg")),
            new KnownIdentifier.Name(PersonName.of("O'Brien", "Siobhan")),
            new KnownIdentifier.Name(PersonName.of("de la Cruz", "Pilar")),
            new KnownIdentifier.Name(PersonName.of("Ng", "Wei")),
            new KnownIdentifier.Number("0012345678"),
            new KnownIdentifier.Number("RAD-24-99871"),
            new KnownIdentifier.Number("5551234567"),
            new KnownIdentifier.Date(LocalDate.of(1957, 3, 4)),
            new KnownIdentifier.Date(LocalDate.of(2024, 3, 4)),
            new KnownIdentifier.Words("12 Harcastle Street"),
            new KnownIdentifier.Words("Springfield"),
            new KnownIdentifier.Words("mariela@example.com"));

    private People() {}

    static String masked(String text) {
        return Deidentifier.mask().deidentify(text, KNOWN).text();
    }

    static String placeholders(String text) {
        return Deidentifier.placeholders().deidentify(text, KNOWN).text();
    }
}
