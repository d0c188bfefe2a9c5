package org.radiologygpt.model.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentencesTest {
    /** The sentences of a text, with {@code /} where one ends and {@code \n} for a line break. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
                    No fracture.; No fracture.
                    No fracture. Small effusion.; No fracture./Small effusion.
                    Nodule of 4.5 cm in S3. New.; Nodule of 4.5 cm in S3./New.
                    Discussed with Dr. Roe at 5 p.m. today. Stable.; Discussed with Dr. Roe at 5 p.m. today./Stable.
                    Seen before, e.g. in 2019. Stable; Seen before, e.g. in 2019./Stable
                    No lesion? None! Good.; No lesion?/None!/Good.
                    1. No fracture.\\n2. Effusion.; 1. No fracture./2. Effusion.
                    1. No fracture. 2. Effusion.; 1. No fracture./2. Effusion.
                    Nodule in segment 4. Stable.; Nodule in segment 4./Stable.
                    See image no. 12. Stable.; See image no. 12./Stable.
                    Fracture: no. Stable.; Fracture: no./Stable.
                    Stanford type A. No rupture.; Stanford type A./No rupture.
                    (No fracture.) Stable.; (No fracture.)/Stable.
                    Stable... Likely benign.; Stable.../Likely benign.
                    Small effusion\\nNo fracture; Small effusion/No fracture
                    Approx. 4 cm vs. 3 cm.; Approx. 4 cm vs. 3 cm.
                    BI-RADS 2.; BI-RADS 2.
                    """)
    void a_sentence_ends_where_a_reader_would_end_it(String text, String expected) {
        assertThat(sentences(text.replace("\\n", "\n"))).containsExactly(expected.split("/"));
    }

    @Test
    void blanks_belong_to_no_sentence_and_alone_are_none() {
        assertThat(Sentences.of("  A b.\r\n\n C. \t")).containsExactly(new Span(2, 6), new Span(10, 12));
        assertThat(Sentences.of(" \n ")).isEmpty();
        assertThat(Sentences.of("")).isEmpty();
    }

    @Test
    void places_count_utf_16_code_units() {
        assertThat(Sentences.of("🫁 clear. µ.")).containsExactly(new Span(0, 9), new Span(10, 12));
    }

    private static List<String> sentences(String text) {
        return Sentences.of(text).stream()
                .map(span -> text.substring(span.start(), span.end()))
                .toList();
    }
}
