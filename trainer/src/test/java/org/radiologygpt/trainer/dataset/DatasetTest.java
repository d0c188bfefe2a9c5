package org.radiologygpt.trainer.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.trainer.corpus.CorpusException;
import org.radiologygpt.trainer.corpus.DeidProof;
import org.radiologygpt.trainer.corpus.OwnersFile;
import org.radiologygpt.trainer.corpus.Pair;
import org.radiologygpt.trainer.curate.Curated;
import org.radiologygpt.trainer.curate.Exclusion;
import org.radiologygpt.trainer.curate.Gathered.Candidate;
import org.radiologygpt.trainer.curate.Rules;
import org.radiologygpt.trainer.curate.Version;

class DatasetTest {
    @TempDir
    Path folder;

    @Test
    void each_part_has_its_proof_and_the_cards_counts_add_up() throws IOException {
        Curated curated = new Curated(
                reports(0, 4),
                reports(4, 6),
                reports(6, 9),
                Map.of(Exclusion.DUPLICATE, 5L, Exclusion.NOT_SIGNED, 2L),
                16);

        String card = Files.readString(Dataset.write(out(), curated, Rules.standard()));

        for (String part : List.of("pairs.jsonl", "pairs.validation.jsonl", "pairs.test.jsonl")) {
            assertThatCode(() -> DeidProof.require(folder.resolve(part))).doesNotThrowAnyException();
        }
        assertThat(count(card, "read")).isEqualTo(16);
        assertThat(count(card, "pairs") + count(card, "left out: .*")).isEqualTo(16);
        assertThat(count(card, "pairs")).isEqualTo(Files.readAllLines(out()).size() + 5);
        assertThat(card).doesNotContain("nodule");
        assertThat(folder.toFile().list()).hasSize(7).noneMatch(name -> name.endsWith(".partial"));
    }

    @Test
    void a_leak_in_the_finished_file_leaves_everything_as_it_was() throws IOException {
        Dataset.write(out(), new Curated(reports(0, 4), List.of(), List.of(), Map.of(), 4), Rules.standard());
        byte[] before = Files.readAllBytes(out());
        Candidate leaking =
                candidate(9, "There is a nodule, accession 77441199.", List.of(new KnownIdentifier.Number("77441199")));
        Curated curated = new Curated(List.of(leaking), List.of(), List.of(), Map.of(), 1);

        assertThatThrownBy(() -> Dataset.write(out(), curated, Rules.standard()))
                .isInstanceOf(CorpusException.class)
                .hasMessageContaining("a leak was found: identifiers are left in 1 of 1 pairs")
                .hasMessageNotContaining("77441199");

        assertThat(out()).hasBinaryContent(before);
        assertThatCode(() -> DeidProof.require(out())).doesNotThrowAnyException();
        assertThat(folder.toFile().list()).hasSize(7);
    }

    @Test
    void a_hospitals_number_for_a_report_or_patient_is_a_leak() {
        for (String[] names : new String[][] {
            {"1234567890123456", "6543210987654321"}, {"A7", "a000000000000001"}, {"a000000000000001", "445566"}
        }) {
            Candidate leaking = candidate(names[0], names[1], 1, "There is a nodule.", List.of());
            Curated curated = new Curated(List.of(leaking), List.of(), List.of(), Map.of(), 1);
            assertThatThrownBy(() -> Dataset.write(out(), curated, Rules.standard()))
                    .hasMessageContaining("a leak was found")
                    .hasMessageNotContaining(names[1]);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_folder_in_the_place_of_a_part_is_seen_before_any_part_is_replaced() throws IOException {
        Files.writeString(out(), "before");
        Files.createDirectory(folder.resolve("pairs.test.jsonl"));
        Curated curated = new Curated(reports(0, 4), List.of(), List.of(), Map.of(), 4);
        assertThatThrownBy(() -> Dataset.write(out(), curated, Rules.standard()))
                .isInstanceOf(CorpusException.class)
                .hasMessageContaining("pairs.test.jsonl is a folder; what was there before is unchanged");
        assertThat(out()).hasContent("before");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("pairs.jsonl", "pairs.test.jsonl");
    }

    @Test
    void parts_that_could_be_replaced_only_in_part_are_not_proven() throws IOException {
        Dataset.write(out(), new Curated(reports(0, 4), List.of(), List.of(), Map.of(), 4), Rules.standard());
        OwnersFile lost = OwnersFile.create(folder.resolve("pairs.test.jsonl"));
        Files.delete(lost.partial());
        assertThatThrownBy(() -> Dataset.commit(out(), List.of(OwnersFile.create(out()), lost)))
                .isInstanceOf(IOException.class);
        for (String part : List.of("pairs.jsonl", "pairs.validation.jsonl", "pairs.test.jsonl")) {
            assertThatThrownBy(() -> DeidProof.require(folder.resolve(part))).isInstanceOf(CorpusException.class);
        }
    }

    @Test
    void nothing_to_train_on_is_one_sentence_with_the_reasons() {
        Curated none = new Curated(List.of(), List.of(), List.of(), Map.of(), 0);
        assertThatThrownBy(() -> Dataset.write(out(), none, Rules.standard()))
                .hasMessage("the input holds no message: nothing is written");
        Curated filtered = new Curated(List.of(), List.of(), List.of(), Map.of(Exclusion.NOT_SIGNED, 3L), 3);
        assertThatThrownBy(() -> Dataset.write(out(), filtered, Rules.standard()))
                .isInstanceOf(CorpusException.class)
                .hasMessageContaining("of 3 messages (3 is not signed");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_place_that_cannot_be_written_is_one_sentence() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "no folder");
        Curated curated = new Curated(reports(0, 4), List.of(), List.of(), Map.of(), 4);
        assertThatThrownBy(() -> Dataset.write(file.resolve("pairs.jsonl"), curated, Rules.standard()))
                .isInstanceOf(CorpusException.class)
                .hasMessageContaining("cannot write")
                .hasMessageContaining("what was there before is unchanged");
    }

    private Path out() {
        return folder.resolve("pairs.jsonl");
    }

    private static long count(String card, String row) {
        return Pattern.compile("(?m)^\\| " + row + " \\| (\\d+) \\|$")
                .matcher(card)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }

    private static List<Candidate> reports(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> candidate(i, "There is a nodule of " + (i + 3) + " mm.", List.of()))
                .toList();
    }

    private static Candidate candidate(int number, String findings, List<KnownIdentifier> known) {
        return candidate(String.format("a%015x", number), String.format("b%015x", number), number, findings, known);
    }

    private static Candidate candidate(
            String id, String patient, int number, String findings, List<KnownIdentifier> known) {
        return new Candidate(
                new Version(id, "", Optional.empty(), number),
                new Pair(id, patient, "RIS", "", findings, "Small nodule.", false),
                true,
                known);
    }
}
