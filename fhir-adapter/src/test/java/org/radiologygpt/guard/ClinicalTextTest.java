package org.radiologygpt.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.radiologygpt.draft.TextSpan;

/** The analysis of clinical text that all guards share. */
class ClinicalTextTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "clinical-text.tsv", delimiter = '\t')
    void a_mention_is_read_with_polarity_sides_and_qualities(
            String sentence, String term, String polarity, String sides, String qualities) {
        Mention mention = ClinicalText.of(sentence).mentions().stream()
                .filter(found -> found.term().id().equals(term))
                .findFirst()
                .orElseThrow();
        assertThat(mention.polarity().name().toLowerCase(Locale.ROOT)).isEqualTo(polarity);
        assertThat(mention.sides()).isEqualTo(sides(sides));
        assertThat(mention.qualities()).isEqualTo(qualities(qualities));
    }

    @Test
    void sentences_end_at_stops_items_and_headings_not_at_numbers_or_titles() {
        String text = "1. Nodule of 1.2 cm. Seen by Dr. Roe.\n2. Small effusion; no pneumothorax\nHeart: Normal.";
        assertThat(Sentence.of(text))
                .extracting(Sentence::text)
                .containsExactly(
                        "Nodule of 1.2 cm.", "Seen by Dr. Roe.", "Small effusion", "no pneumothorax", "Heart: Normal.");
    }

    @Test
    void a_mention_knows_where_it_stands_in_the_whole_text() {
        String text = "Normal heart.\n\n2.  Small left\n pleural   effusion.";
        Mention mention = ClinicalText.of(text).mentions().stream()
                .filter(found -> found.term().id().equals("pleural_effusion"))
                .findFirst()
                .orElseThrow();
        assertThat(text.substring(mention.place().start(), mention.place().end()))
                .isEqualTo("pleural   effusion");
    }

    @Property(tries = 300)
    void every_place_lies_in_the_text_whatever_it_holds(@ForAll @StringLength(max = 200) String noise) {
        String text = noise + " left pleural effusion " + noise;
        List<Mention> mentions = ClinicalText.of(text).mentions();
        assertThat(mentions).allSatisfy(mention -> {
            TextSpan place = mention.place();
            assertThat(place.end()).isLessThanOrEqualTo(text.length());
            assertThat(text.substring(place.start(), place.end())).isNotBlank();
        });
    }

    private static Set<Side> sides(String words) {
        Set<Side> sides = EnumSet.noneOf(Side.class);
        if (words != null) {
            List.of(words.split(" ")).forEach(word -> sides.add(Side.valueOf(word.toUpperCase(Locale.ROOT))));
        }
        return sides;
    }

    private static Set<Quality> qualities(String words) {
        Set<Quality> qualities = EnumSet.noneOf(Quality.class);
        if (words != null) {
            List.of(words.split(" ")).forEach(word -> qualities.add(Quality.valueOf(word.toUpperCase(Locale.ROOT))));
        }
        return qualities;
    }
}
