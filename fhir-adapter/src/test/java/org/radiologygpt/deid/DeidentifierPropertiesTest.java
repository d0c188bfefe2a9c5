package org.radiologygpt.deid;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.report.PersonName;

class DeidentifierPropertiesTest {
    private static final List<String> FAMILIES =
            List.of("Okonkwo", "Thistlewood", "Müller", "O'Brien", "Reyes-Varga", "Szczepanski", "Nguyen", "Ibarra");
    private static final List<String> GIVEN = List.of("Mariela", "Edmund", "Jörg", "Siobhan", "Priya", "Anneke");

    @Property(tries = 300)
    void a_known_name_never_survives(
            @ForAll("families") String family,
            @ForAll("given") String given,
            @ForAll("forms") String form,
            @ForAll("clinical") String around) {
        String name = form.replace("F", "\u0001")
                .replace("G", "\u0002")
                .replace("\u0001", family)
                .replace("\u0002", given);
        String text = around + " " + name + ". " + around;
        List<KnownIdentifier> known = List.of(new KnownIdentifier.Name(PersonName.of(family, given)));
        String clean = Deidentifier.placeholders().deidentify(text, known).text();
        assertThat(Folding.fold(clean)).doesNotContain(Folding.fold(family)).doesNotContain(Folding.fold(given));
    }

    @Property(tries = 300)
    void a_known_number_never_survives(@ForAll("digits") String digits, @ForAll("clinical") String around) {
        List<KnownIdentifier> known = List.of(new KnownIdentifier.Number(digits));
        String dashed = digits.substring(0, 3) + "-" + digits.substring(3);
        String clean = Deidentifier.mask()
                .deidentify(around + " number " + digits + " or " + dashed + " " + around, known)
                .text();
        assertThat(Folding.compact(clean)).doesNotContain(digits);
    }

    @Property(tries = 300)
    void restoring_gives_the_original(
            @ForAll("families") String family, @ForAll("given") String given, @ForAll("clinical") String around) {
        String text = around + " Seen by " + given + " " + family + " on 3/4/2024; " + family.toUpperCase()
                + " called. " + around;
        List<KnownIdentifier> known = List.of(new KnownIdentifier.Name(PersonName.of(family, given)));
        Deidentified clean = Deidentifier.placeholders().deidentify(text, known);
        assertThat(clean.map().restore(clean.text())).isEqualTo(new Restored(text, List.of()));
    }

    @Property(tries = 400)
    void a_known_date_never_survives(
            @ForAll("dates") LocalDate date, @ForAll("notations") String notation, @ForAll("clinical") String around) {
        String written = DateTimeFormatter.ofPattern(notation, Locale.ENGLISH).format(date);
        String clean = Deidentifier.mask()
                .deidentify(
                        around + " Seen on " + written + " again. " + around, List.of(new KnownIdentifier.Date(date)))
                .text();
        assertThat(clean).contains("Seen on ___ again");
    }

    @Property(tries = 400)
    void a_known_number_is_removed_however_it_is_grouped(
            @ForAll("digits") String digits, @ForAll("separators") String separator, @ForAll("zeros") String zeros) {
        String grouped = zeros + digits.replaceAll("(\\d{3})(?=\\d)", "$1" + separator);
        String clean = Deidentifier.mask()
                .deidentify("Number " + grouped + " here.", List.of(new KnownIdentifier.Number("000" + digits)))
                .text();
        assertThat(clean).matches("Number .?.?_.* here\\.");
    }

    @Property(tries = 300)
    void placeholders_of_any_text_restore_it(@ForAll("families") String family, @ForAll String noise) {
        String text = noise + "\nSeen by " + family + " on 3/4/2024.\n" + noise;
        List<KnownIdentifier> known = List.of(new KnownIdentifier.Name(PersonName.of(family, "Quorra")));
        try {
            Deidentified clean = Deidentifier.placeholders().deidentify(text, known);
            assertThat(clean.map().restore(clean.text())).isEqualTo(new Restored(text, List.of()));
        } catch (DeidentificationException e) {
            assertThat(e.reason()).isEqualTo(DeidentificationException.Reason.IDENTIFIER_LEFT);
        }
    }

    @Property(tries = 500)
    void any_text_ends_as_text_or_typed_exception(@ForAll String text) {
        try {
            Deidentified clean = Deidentifier.placeholders().deidentify(text, People.KNOWN);
            assertThat(clean.removed())
                    .allMatch(removed -> removed.start() < removed.end() && removed.end() <= text.length());
        } catch (DeidentificationException e) {
            assertThat(e.reason()).isEqualTo(DeidentificationException.Reason.IDENTIFIER_LEFT);
        }
    }

    @Provide
    Arbitrary<LocalDate> dates() {
        return Arbitraries.integers().between(0, 30_000).map(days -> LocalDate.of(1945, 1, 1)
                .plusDays(days));
    }

    @Provide
    Arbitrary<String> notations() {
        return Arbitraries.of(
                "M/d/yy",
                "MM/dd/yyyy",
                "M-d-yyyy",
                "dd-MMM-yyyy",
                "d MMM yyyy",
                "d MMMM yyyy",
                "MMMM d, yyyy",
                "MMM d yyyy",
                "yyyyMMdd",
                "yyyy-MM-dd",
                "dd.MM.yyyy",
                "EEEE, MMMM d, yyyy",
                "EEE M/d/yyyy",
                "M/d");
    }

    @Provide
    Arbitrary<String> separators() {
        return Arbitraries.of("", "-", " ", ".", "/", "--", "\n", "–");
    }

    @Provide
    Arbitrary<String> zeros() {
        return Arbitraries.of("", "0", "00");
    }

    @Provide
    Arbitrary<String> families() {
        return Arbitraries.of(FAMILIES);
    }

    @Provide
    Arbitrary<String> given() {
        return Arbitraries.of(GIVEN);
    }

    @Provide
    Arbitrary<String> forms() {
        return Arbitraries.of(
                "F, G", "G F", "F", "G", "Dr. F", "F's", "F^G", "F,G", "F\nG", "G\n  F", "(F)", "F/G", "*F*", "F_G",
                "f: F");
    }

    @Provide
    Arbitrary<String> digits() {
        return Arbitraries.strings().numeric().ofMinLength(7).ofMaxLength(14).filter(digits -> !digits.startsWith("0"));
    }

    @Provide
    Arbitrary<String> clinical() {
        return Arbitraries.of(
                "The lungs are clear.",
                "A 3.2 x 4.1 cm mass in the left kidney.",
                "No pneumothorax.",
                "",
                "L4-L5 disc bulge",
                "NO ACUTE DISEASE",
                "FINDINGS:\n");
    }
}
