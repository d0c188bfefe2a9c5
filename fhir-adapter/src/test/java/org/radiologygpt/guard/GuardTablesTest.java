package org.radiologygpt.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.radiologygpt.Reports;

/** Every row of every table of the guards is read as it is written. */
class GuardTablesTest {
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("examWords")
    void each_row_of_exam_words_tells_its_facet(String[] row, String phrase) {
        ExamFacet facet = ExamFacet.valueOf(row[0].toUpperCase(Locale.ROOT));
        Set<String> told = facet.told(ClinicalText.of(phrase));
        if (row[1].equals("none")) {
            assertThat(told).isEmpty();
        } else {
            assertThat(told).contains(row[1]);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("comparisonWords")
    void each_row_of_comparison_words_tells_a_change(String[] row, String phrase) {
        ClinicalText text = ClinicalText.of(phrase);
        Change change = Change.valueOf(row[1].toUpperCase(Locale.ROOT));
        switch (row[0]) {
            case "claim" ->
                assertThat(Change.claims(text)).anyMatch(hit -> hit.value().change() == change);
            case "hint" -> assertThat(Change.in(text)).contains(change);
            default -> assertThat(Change.in(text)).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("qualities")
    void each_row_of_qualities_tells_size_or_age(String[] row, String phrase) {
        Set<Quality> qualities = ClinicalText.of(phrase + " fracture").mentions().stream()
                .filter(mention -> mention.term().id().endsWith("fracture"))
                .findFirst()
                .orElseThrow()
                .qualities();
        if (row[0].equals("none")) {
            assertThat(qualities).isEmpty();
        } else {
            assertThat(qualities).contains(Quality.valueOf(row[0].toUpperCase(Locale.ROOT)));
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("bodyParts")
    void each_row_of_body_parts_is_shown_by_its_own_examination(String[] row, String phrase) {
        String far = row[1].contains("ankle") ? "XR CHEST" : "XR ANKLE";
        assertThat(new BodyPartGuard()
                        .objections(new DraftReading("Normal " + phrase + ".", Reports.with(far), "stop")))
                .as("not shown by " + far)
                .isNotEmpty();
        assertThat(new BodyPartGuard()
                        .objections(new DraftReading("Normal " + phrase + ".", Reports.with("CT " + phrase), "stop")))
                .as("shown by its own")
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("devices")
    void each_row_of_devices_is_read_beside_a_device(String[] row, String phrase) {
        boolean device = row[0].equals("device");
        List<PlacedDevice> found =
                PlacedDevice.in(ClinicalText.of(device ? phrase : "The swan ganz catheter: " + phrase + "."));
        switch (row[0]) {
            case "device" -> assertThat(found).anyMatch(one -> one.name().equals(row[1]));
            case "place" -> assertThat(found).anyMatch(one -> one.ends().contains(row[1]));
            default -> assertThat(found).anyMatch(one -> one.judged().contains(row[1]));
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("malignancyWords")
    void each_row_of_malignancy_words_is_one_of_the_four_natures(String[] row, String phrase) {
        List<Object> objections = List.copyOf(new MalignancyGuard()
                .objections(new DraftReading(
                        "It is " + phrase + ".", Reports.withFindings("The lungs are clear."), "stop")));
        assertThat(objections.isEmpty()).as(row[0]).isEqualTo(!row[0].equals("malignant"));
    }

    static Stream<Object[]> examWords() {
        return phrases("exam-words.tsv");
    }

    static Stream<Object[]> comparisonWords() {
        return phrases("comparison-words.tsv");
    }

    static Stream<Object[]> qualities() {
        return phrases("qualities.tsv").filter(row -> !((String[]) row[0])[0].equals("none"));
    }

    static Stream<Object[]> bodyParts() {
        return phrases("body-parts.tsv");
    }

    static Stream<Object[]> devices() {
        return phrases("devices.tsv");
    }

    static Stream<Object[]> malignancyWords() {
        return phrases("malignancy-words.tsv");
    }

    private static Stream<Object[]> phrases(String table) {
        return GuardTable.rows(table).stream().flatMap(row -> Arrays.stream(row[row.length - 1].split("\\|"))
                .map(phrase -> new Object[] {row, phrase}));
    }
}
