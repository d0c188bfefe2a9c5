package org.radiologygpt.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The reference vectors of {@code rouge_score}: runs of ROUGE-1.5.5 itself. Runs where the data lie beside the project. */
class RougeInteropTest {
    private static final String FOLDER = "metrics/google_rouge_testdata";

    private Path data;
    private JsonNode expected;

    @BeforeEach
    void the_data_lie_beside_the_project() throws IOException {
        Optional<Path> folder = SharedData.folder(FOLDER);
        assumeTrue(folder.isPresent(), "shared/data/" + FOLDER + " is absent");
        data = folder.orElseThrow();
        expected = new ObjectMapper()
                .readTree(data.resolve("expected_ROUGE-1.5.5.json").toFile());
    }

    @Test
    void rouge_1_2_and_l_equal_the_reference_without_stemming() throws IOException {
        allLines("rouge1", RougeWords.PLAIN, 1);
        allLines("rouge2", RougeWords.PLAIN, 2);
        List<String> targets = lines("target.txt");
        List<String> drafts = lines("prediction.txt");
        for (JsonNode row : expected.path("rougeL")) {
            int line = row.path("line").asInt();
            same(row, Subsequence.longest(Rouge.words(targets.get(line)), Rouge.words(drafts.get(line))));
        }
    }

    @Test
    void rouge_1_and_2_equal_the_reference_with_stemming() throws IOException {
        allLines("rouge1_stem", RougeWords.STEMMED, 1);
        allLines("rouge2_stem", RougeWords.STEMMED, 2);
    }

    @Test
    void rouge_lsum_equals_the_reference_with_stemming() throws IOException {
        same(
                expected.path("rougeLsum_stem_multi0"),
                Rouge.summed(
                        Files.readString(data.resolve("target_multi.0.txt")),
                        Files.readString(data.resolve("prediction_multi.0.txt")),
                        RougeWords.STEMMED));
    }

    private void allLines(String name, RougeWords words, int n) throws IOException {
        List<String> targets = lines("target.txt");
        List<String> drafts = lines("prediction.txt");
        assertThat(expected.path(name)).isNotEmpty();
        for (JsonNode row : expected.path(name)) {
            int line = row.path("line").asInt();
            same(row, Rouge.common(words.of(targets.get(line)), words.of(drafts.get(line)), n));
        }
    }

    private static void same(JsonNode row, Overlap overlap) {
        assertThat(overlap.recall()).isCloseTo(row.path("recall").asDouble(), within(1e-5));
        assertThat(overlap.precision()).isCloseTo(row.path("precision").asDouble(), within(1e-5));
        assertThat(overlap.f1()).isCloseTo(row.path("f").asDouble(), within(1e-5));
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(data.resolve(file));
    }
}
