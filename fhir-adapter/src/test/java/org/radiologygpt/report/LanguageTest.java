package org.radiologygpt.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LanguageTest {

    static SectionFinder finder(Language... languages) {
        SourceProfile base = SourceProfile.defaults();
        return new SectionFinder(new SourceProfile(
                "test",
                "",
                "",
                Optional.empty(),
                base.accessionField(),
                Map.of(),
                Map.of(),
                List.of(),
                List.of(languages),
                SourceProfile.shippedIgnoreLines(List.of(languages)),
                SourceProfile.shippedIgnoreContinuations(List.of(languages)),
                base.zone(),
                Optional.empty()));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void every_heading_of_a_language_opens_its_section_once(Language language) {
        SectionFinder finder = finder(language);
        Map<String, SectionKind> seen = new HashMap<>();
        for (Heading heading : language.headings()) {
            assertThat(seen.put(heading.words(), heading.kind())).as(heading.words()).isNull();
            String mark = heading.form() == Heading.Form.COLON ? ":" : "";
            for (String words : List.of(heading.words(), heading.words().toLowerCase(Locale.ROOT))) {
                List<Section> found = finder.find("A sentence.\n" + words + mark + "\nXyz.");
                assertThat(found.get(found.size() - 1)).as(words).isEqualTo(new Section(heading.kind(), "Xyz."));
            }
        }
        assertThat(EnumSet.copyOf(seen.values()))
                .contains(SectionKind.FINDINGS, SectionKind.IMPRESSION, SectionKind.ADDENDUM);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DE | Befund: Frei.            | FINDINGS",
                "DE | Beurteilung: Frei.       | IMPRESSION",
                "DE | DURCHFÜHRUNG: Nativ.     | UNSECTIONED",
                "DE | TECHNISCHE DURCHFUHRUNG: Nativ. | TECHNIQUE",
                "DE | FINDINGS: Clear.         | UNSECTIONED",
                "ES | IMPRESIÓN: Normal.       | IMPRESSION",
                "ES | IMPRESION: Normal.       | IMPRESSION",
                "ES | IMPRESIO\u0301N: Normal. | IMPRESSION",
                "ES | Técnica: Axial.          | TECHNIQUE",
                "EN | Befund: Frei.            | UNSECTIONED",
            })
    void umlauts_and_accents_may_be_written_or_not(Language language, String text, SectionKind kind) {
        SectionKind expected = text.startsWith("DURCHFÜHRUNG") ? SectionKind.TECHNIQUE : kind;
        assertThat(finder(language).find(text)).extracting(Section::kind).containsExactly(expected);
    }

    @Test
    void a_source_may_write_two_languages() {
        assertThat(finder(Language.EN, Language.DE).find("Befund: Frei.\nIMPRESSION: Normal.\nMit freundlichen Grüßen"))
                .extracting(Section::kind)
                .containsExactly(SectionKind.FINDINGS, SectionKind.IMPRESSION, SectionKind.IGNORED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The lungs are clear. No effusion is seen in the chest.               | EN",
                "Kein Nachweis einer Fraktur. Die Lunge ist frei und nicht gestaut.   | DE",
                "No se observa derrame. Los pulmones son normales en las dos bases.   | ES",
                "Normal.                                                              | ",
            })
    void small_words_tell_the_language(String text, Language language) {
        assertThat(Language.of(text)).isEqualTo(Optional.ofNullable(language));
    }
}
