package org.radiologygpt.deid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.report.PersonName;

class SurrogatesTest {
    private static final DeidKey KEY = DeidKey.of("0123456789abcdef-test".getBytes(StandardCharsets.UTF_8));
    private static final PersonName PATIENT = new PersonName("Thistlewood", "Edmund", "Q", "", "");
    private static final Subject SUBJECT = new Subject("mrn1", "male", List.of(PATIENT));
    private static final List<KnownIdentifier> KNOWN = List.of(
            new KnownIdentifier.Name(PATIENT),
            new KnownIdentifier.Name(PersonName.of("O'Brien", "Siobhan")),
            new KnownIdentifier.Number("QX7718823"));

    private final Deidentifier deidentifier = Deidentifier.surrogates(KEY, SUBJECT, false);

    private String clean(String text) {
        return deidentifier.deidentify(text, KNOWN).text();
    }

    @Test
    void one_person_has_one_surrogate_in_every_form_of_the_name() {
        String[] whole = clean("Edmund Thistlewood").split(" ");
        String given = whole[0];
        String family = whole[1];
        assertThat(clean("Thistlewood, Edmund")).isEqualTo(family + ", " + given);
        assertThat(clean("Mr. Thistlewood's chest")).isEqualTo("Mr. " + family + "'s chest");
        assertThat(clean("THISTLEWOOD")).isEqualTo(family.toUpperCase(Locale.ROOT));
        assertThat(clean("Seen: Thistelwood.")).isEqualTo("Seen: " + family + ".");
        assertThat(clean("Seen with E. Thistlewood.")).isEqualTo("Seen with " + given.charAt(0) + ". " + family + ".");
    }

    @Test
    void the_same_patient_has_the_same_surrogates_in_another_report_and_another_patient_has_not() {
        String text = "Edmund Thistlewood, QX7718823, 3/4/2024";
        Deidentifier again = Deidentifier.surrogates(KEY, SUBJECT, false);
        assertThat(again.deidentify(text, KNOWN).text()).isEqualTo(clean(text));
        Deidentifier other = Deidentifier.surrogates(KEY, new Subject("mrn2", "male", List.of(PATIENT)), false);
        assertThat(other.deidentify(text, KNOWN).text()).isNotEqualTo(clean(text));
        DeidKey newer = DeidKey.of("another-0123456789abcdef".getBytes(StandardCharsets.UTF_8));
        assertThat(Deidentifier.surrogates(newer, SUBJECT, false)
                        .deidentify(text, KNOWN)
                        .text())
                .isNotEqualTo(clean(text));
    }

    @Test
    void the_surrogate_is_of_the_patients_gender() {
        for (int patient = 0; patient < 50; patient++) {
            Subject woman = new Subject("w" + patient, "female", List.of(PersonName.of("Ng", "Robin")));
            List<KnownIdentifier> known = List.of(new KnownIdentifier.Name(PersonName.of("Ng", "Robin")));
            String name = Deidentifier.surrogates(KEY, woman, false)
                    .deidentify("Patient Robin Ng.", known)
                    .text();
            assertThat(SurrogateNames.sexOf(Folding.fold(name.split(" ")[1]))).isEqualTo("female");
        }
    }

    @ParameterizedTest
    @CsvSource({"QX7718823,[A-Z]{2}\\d{7}", "qx-7718823,[a-z]{2}-\\d{7}"})
    void an_identifier_keeps_its_shape(String written, String shape) {
        assertThat(clean(written)).matches(shape).isNotEqualToIgnoringCase(written);
    }

    @Test
    void an_identifier_is_the_same_with_and_without_separators() {
        assertThat(clean("qx-7718823").replace("-", "")).isEqualToIgnoringCase(clean("QX7718823"));
    }

    @Test
    void what_could_be_somebodys_is_nobodys() {
        assertThat(clean("Call (610) 555-7788 or jane@hospital.org"))
                .matches("Call \\(\\d{3}\\) 555-01\\d\\d or person\\d+@example\\.org");
        assertThat(clean("SSN 078-05-1120")).matches("SSN 000-\\d\\d-\\d{4}");
        assertThat(clean("UID 1.2.840.113619.2.55.3.12345")).matches("UID 2\\.25\\.\\d+");
    }

    @Property(tries = 500)
    void intervals_between_dates_hold(
            @ForAll @IntRange(min = 0, max = 20000) int first,
            @ForAll @IntRange(min = 0, max = 900) int later,
            @ForAll @IntRange(min = 0, max = 500) int patient) {
        LocalDate one = LocalDate.of(1970, 1, 1).plusDays(first);
        LocalDate two = one.plusDays(later);
        DateTimeFormatter us = DateTimeFormatter.ofPattern("MM/dd/yyyy", Locale.ROOT);
        String[] moved = Deidentifier.surrogates(KEY, Subject.of("p" + patient), false)
                .deidentify("Seen " + us.format(one) + " and " + two + ".", List.of())
                .text()
                .split(" ");
        LocalDate movedOne = LocalDate.parse(moved[1], us);
        LocalDate movedTwo = LocalDate.parse(moved[3].replace(".", ""));
        assertThat(ChronoUnit.DAYS.between(movedOne, movedTwo)).isEqualTo(later);
        assertThat(ChronoUnit.DAYS.between(movedOne, one)).isBetween(35L, 398L);
    }

    @Test
    void weekdays_are_kept_where_asked_for_and_times_always() {
        LocalDate monday = LocalDate.of(2024, 3, 4);
        for (int patient = 0; patient < 30; patient++) {
            String moved = Deidentifier.surrogates(KEY, Subject.of("p" + patient), true)
                    .deidentify("On 2024-03-04 at 10:42.", List.of())
                    .text();
            assertThat(moved).endsWith(" at 10:42.").doesNotContain("2024-03-04");
            assertThat(LocalDate.parse(moved.substring(3, 13)).getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
        }
        assertThat(monday.getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
    }

    @Test
    void keys_rotate_by_appending_and_are_never_printed() {
        DeidKeys keys = DeidKeys.of("# of the hospital\n2025:abcdefghijklmnopqrst\n2026:zyxwvutsrqponmlkjihg\n"
                .getBytes(StandardCharsets.UTF_8));
        assertThat(keys.newest().id()).isEqualTo("2026");
        assertThat(keys.named("2025")).isPresent();
        assertThat(keys.toString() + keys.newest()).doesNotContain("zyx").contains("2026");
        DeidKey bare = DeidKeys.of("abcdefghijklmnopqrst".getBytes(StandardCharsets.UTF_8))
                .newest();
        assertThat(bare.id()).matches("k[0-9a-f]{8}");
    }

    @ParameterizedTest
    @CsvSource({
        "short,at least 16",
        "aaaaaaaaaaaaaaaaaaaaaaaa,no secret",
        "'# only a comment',no key",
        "'id one:abcdefghijklmnopqrst',id",
    })
    void a_key_that_is_none_is_refused_without_quoting_it(String file, String said) {
        assertThatThrownBy(() -> DeidKeys.of(file.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said)
                .hasMessageNotContaining(file);
    }
}
