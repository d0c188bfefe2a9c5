package org.radiologygpt.trainer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.trainer.corpus.DeidProof;
import org.radiologygpt.trainer.corpus.Pair;
import org.radiologygpt.trainer.corpus.PairFile;
import org.radiologygpt.trainer.synthetic.SyntheticReport;
import org.radiologygpt.trainer.synthetic.SyntheticReports;

/** Synthetic messages of a hospital through the command, as a user runs it. */
class CorpusCommandTest {
    private static final int REPORTS = 60;

    @TempDir
    Path folder;

    @Test
    void messages_become_three_parts_without_a_name_and_the_same_every_time() throws IOException {
        Path feed = feed("F");
        Path key = key();

        assertThat(corpus(feed, key, "one")).isZero();
        assertThat(corpus(feed, key, "two")).isZero();

        long pairs = 0;
        for (String part : new String[] {"pairs.jsonl", "pairs.validation.jsonl", "pairs.test.jsonl"}) {
            Path file = folder.resolve("one").resolve(part);
            assertThat(file).hasSameBinaryContentAs(folder.resolve("two").resolve(part));
            assertThat(Files.readString(file)).doesNotContain("Zelazny", "Quillfeather", "5544");
            DeidProof.require(file);
            try (Stream<Pair> read = PairFile.read(file)) {
                pairs += read.count();
            }
        }
        assertThat(pairs).isBetween(REPORTS / 2L, (long) REPORTS);
    }

    @Test
    void what_cannot_become_a_corpus_ends_with_1_and_the_last_one_stays() throws IOException {
        Path key = key();
        assertThat(corpus(feed("F"), key, "out")).isZero();
        byte[] before = Files.readAllBytes(folder.resolve("out/pairs.jsonl"));
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertThat(corpus(empty, key, "out")).isEqualTo(1);
        assertThat(corpus(feed("P"), key, "out")).isEqualTo(1);
        assertThat(corpus(folder.resolve("absent"), key, "out")).isEqualTo(1);
        assertThat(Main.run("corpus", feed("F").toString(), "--out", "x", "--near", "0.3"))
                .isEqualTo(2);

        assertThat(folder.resolve("out/pairs.jsonl")).hasBinaryContent(before);
    }

    @Test
    void a_place_below_an_input_is_refused_before_the_next_run_reads_it() throws IOException {
        Path key = key();
        Path archive = Files.createDirectory(folder.resolve("archive"));
        Files.move(feed("F"), archive.resolve("feed.hl7"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), archive);

        assertThat(corpus(archive, key, "archive/out")).isEqualTo(1);
        assertThat(corpus(archive, key, "link/out")).isEqualTo(1);
        assertThat(corpus(link, key, "archive")).isEqualTo(1);

        assertThat(archive.toFile().list()).containsExactly("feed.hl7");
        assertThat(corpus(archive, key, "beside")).isZero();
    }

    private int corpus(Path input, Path key, String out) {
        return Main.run(
                "corpus",
                input.toString(),
                "--key-file",
                key.toString(),
                "--out",
                folder.resolve(out).resolve("pairs.jsonl").toString());
    }

    private Path key() throws IOException {
        return Files.writeString(folder.resolve("key"), "a secret of this test only");
    }

    private Path feed(String status) throws IOException {
        SyntheticReports reports = new SyntheticReports(3);
        StringBuilder feed = new StringBuilder();
        for (int i = 0; i < REPORTS; i++) {
            feed.append(oru(reports.report(i), i, status));
        }
        return Files.writeString(folder.resolve("feed-" + status + ".hl7"), feed);
    }

    private static String oru(SyntheticReport report, int number, String status) {
        String time = String.format(Locale.ROOT, "202603%02d1200%02d", 1 + number / 3, number);
        String text = "FINDINGS: " + report.findings() + " Mr. Zelazny, MRN 5544" + number + ".~IMPRESSION: "
                + report.impression() + "~Discussed with Dr. Quillfeather.";
        return String.join(
                "\r",
                "MSH|^~\\&|RIS|GENERAL|ENGINE|HUB|" + time + "||ORU^R01|M" + number + "|P|2.5",
                "PID|1||5544" + number + "^^^HOSP^MR||Zelazny^Bruno||19610203|M",
                "OBR|1||A" + number + "|71046^Chest||||||||||||||||||" + time + "|||" + status,
                "OBX|1|TX|GDT^Report||" + text.replace("\n", "~").replace("&", "and") + "||||||F",
                "");
    }
}
