package org.radiologygpt.trainer.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.trainer.TinyModels;
import org.radiologygpt.trainer.corpus.CorpusException;
import org.radiologygpt.trainer.corpus.DeidProof;
import org.radiologygpt.trainer.corpus.Pair;
import org.radiologygpt.trainer.corpus.PairFile;

class ExposureTest {
    @TempDir
    Path directory;

    @Test
    void exposure_is_the_bits_by_which_a_rank_stands_out() {
        assertThat(Exposure.bits(new double[] {1, 2, 3, 4})).isEqualTo(2);
        assertThat(Exposure.bits(new double[] {3.5, 2, 3, 4})).isEqualTo(Math.log(4 / 3.0) / Math.log(2));
        assertThat(Exposure.bits(new double[] {9, 2, 3, 4})).isZero();
        assertThat(Exposure.bits(new double[] {2, 2, 3, 4}))
                .as("ties count against knowing")
                .isEqualTo(1);
    }

    @Test
    void canaries_stand_among_the_pairs_as_often_as_told_and_are_found_again_by_the_file_alone() throws IOException {
        Path data = TinyModels.pairs(directory.resolve("pairs.jsonl"), 0, 50);
        Path planted = directory.resolve("planted.jsonl");

        new Planting(3, 2, 5).plant(data, planted);

        List<Pair> pairs = read(planted);
        assertThat(pairs).hasSize(56).doesNotHaveDuplicates();
        assertThat(Planting.withoutCanaries(pairs)).isEqualTo(read(data));
        assertThat(Planting.canaries(pairs)).hasSize(3).allMatch(canary -> canary.secret()
                .matches("[0-9]{8}"));
        DeidProof.require(planted);
    }

    @Test
    void the_seed_decides_the_secrets() throws IOException {
        Path data = TinyModels.pairs(directory.resolve("pairs.jsonl"), 0, 5);
        new Planting(2, 1, 5).plant(data, directory.resolve("a.jsonl"));
        new Planting(2, 1, 5).plant(data, directory.resolve("b.jsonl"));
        new Planting(2, 1, 6).plant(data, directory.resolve("c.jsonl"));

        assertThat(directory.resolve("a.jsonl")).hasSameBinaryContentAs(directory.resolve("b.jsonl"));
        assertThat(Planting.canaries(read(directory.resolve("c.jsonl"))))
                .doesNotContainAnyElementsOf(Planting.canaries(read(directory.resolve("a.jsonl"))));
    }

    @Test
    void a_file_without_a_proof_or_with_canaries_gets_none() throws IOException {
        Path data = TinyModels.pairs(directory.resolve("pairs.jsonl"), 0, 5);
        Path planted = directory.resolve("planted.jsonl");
        new Planting(1, 1, 5).plant(data, planted);

        assertThatThrownBy(() -> new Planting(1, 1, 5).plant(planted, directory.resolve("again.jsonl")))
                .isInstanceOf(CorpusException.class)
                .hasMessage("planted.jsonl has canaries already");
        Files.delete(DeidProof.beside(data));
        assertThatThrownBy(() -> new Planting(1, 1, 5).plant(data, planted))
                .isInstanceOf(CorpusException.class)
                .hasMessageContaining("no proof");
    }

    private static List<Pair> read(Path file) throws IOException {
        try (Stream<Pair> pairs = PairFile.read(file)) {
            return pairs.toList();
        }
    }
}
