package org.radiologygpt.deid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.report.PersonName;

/** People of the message who are called by a word of reports: the context decides, and the choice is counted. */
class DoubtfulNamesTest {
    private static final List<String> NAMES =
            List.of("White", "Long", "Bone", "Mild", "Good", "Small", "Harris", "Hill");
    private static final List<String> OF_PEOPLE = List.of(
            "Seen by Dr. %s today.",
            "Discussed with %s at once.",
            "Signed: %s",
            "%s, MD",
            "%s was notified of the result.",
            "%s requested the study.",
            "Reviewed at the request of %s.",
            "On behalf of %s.",
            "In %s's office at noon.",
            "Findings relayed to %s and Okonkwo.",
            "cc: %s",
            "Attn: %s",
            "Q. %s read it.",
            "Unchanged. %s has had four prior studies.",
            "Unchanged.\n%s 20220601112216",
            "%s, Quorra was seen.",
            "Quorra %s was seen.",
            "%s^Quorra was seen.");

    static Stream<String> peopleInEveryCase() {
        return NAMES.stream().flatMap(name -> OF_PEOPLE.stream().flatMap(phrase -> {
            String text = phrase.formatted(name);
            return Stream.of(text, text.toUpperCase(Locale.ROOT));
        }));
    }

    @ParameterizedTest
    @MethodSource("peopleInEveryCase")
    void go_where_a_person_is_spoken_of(String text) {
        String clean = Deidentifier.mask().deidentify(text, known()).text().toLowerCase(Locale.ROOT);
        assertThat(Token.wordsOf(clean))
                .doesNotContainAnyElementsOf(NAMES.stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void both_choices_are_counted() {
        List<String> texts =
                List.of("White matter is normal. Discussed with Dr. White and Dr. Okonkwo.", "A long bone.");
        List<Deidentified> clean = Deidentifier.mask().deidentify(texts, known());
        DeidAudit audit = DeidAudit.of(clean, texts, known());
        assertThat(clean.get(0).text()).startsWith("White matter").contains("Dr. ___ and Dr. ___");
        assertThat(audit.takenAsName()).isEqualTo(1);
        assertThat(audit.keptClinical()).isEqualTo(3);
        assertThat(audit.plus(audit).takenAsName()).isEqualTo(2);
    }

    private static List<KnownIdentifier> known() {
        return Stream.concat(NAMES.stream(), Stream.of("Okonkwo"))
                .map(name -> (KnownIdentifier) new KnownIdentifier.Name(PersonName.of(name, "Quorra")))
                .toList();
    }
}
