package org.radiologygpt.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.RejectReason;
import org.radiologygpt.report.Section;
import org.radiologygpt.report.SectionKind;
import org.radiologygpt.report.SourceProfiles;
import org.radiologygpt.report.TextLoss;

/** Real HL7 files of other projects, read where they lie; skipped where they are absent. */
@Tag("interop")
class Hl7InteropTest {
    private static final Pattern HEADING = Pattern.compile("(?:[|~\\r\\n])FINDINGS:");
    private static final Pattern FOOTER = Pattern.compile(
            "(?i)dictated|electronically signed|ACC#|pending review by|requested by|\\*\\*\\*|M\\.D\\.");

    record Result(Path file, Frame frame, ReadOutcome outcome) {}

    private static final OruReader READER = new OruReader(SourceProfiles.defaults());

    private static List<Result> scout = List.of();

    @Test
    void no_file_of_other_projects_is_a_fault_of_the_reader() {
        for (String source : List.of("dcm4che", "hapi-hl7v2", "hl7v2-fhir-converter", "v2-to-fhir", "scout")) {
            List<Result> results = results(source);
            System.out.println(source + ": " + results.size() + " frames " + counts(results));
            assertThat(results)
                    .isNotEmpty()
                    .noneMatch(result -> result.outcome() instanceof ReadOutcome.Rejected rejected
                            && rejected.reason() == RejectReason.READER_FAULT);
        }
    }

    @Test
    void every_character_of_every_file_is_accounted_for() {
        Map<TextLoss, Integer> losses = new TreeMap<>();
        int received = 0;
        for (String source : List.of("dcm4che", "hapi-hl7v2", "hl7v2-fhir-converter", "v2-to-fhir", "scout")) {
            for (Result result : results(source)) {
                if (result.outcome() instanceof ReadOutcome.Read read) {
                    assertThat(read.account().balanced())
                            .as(result.file().getFileName().toString())
                            .isTrue();
                    received += read.account().received();
                    read.account().losses().forEach((loss, count) -> losses.merge(loss, count, Integer::sum));
                }
            }
        }
        System.out.println("characters received " + received + ", lost " + losses);
        assertThat(received).isGreaterThan(100_000);
    }

    @Test
    void of_the_log_files_all_but_the_bad_ones_are_read() {
        Map<String, Integer> counts = counts(scout());
        assertThat(counts.keySet().stream().filter(outcome -> outcome.startsWith("rejected")))
                .containsExactlyInAnyOrder("rejected empty_message", "rejected no_msh_segment");
        assertThat(counts.get("rejected empty_message")).isEqualTo(1);
        assertThat(counts.get("rejected no_msh_segment")).isEqualTo(3);
    }

    @Test
    void where_the_text_has_a_findings_heading_findings_are_found() {
        List<Result> headed = scout().stream()
                .filter(result -> HEADING.matcher(text(result.frame())).find())
                .toList();
        long found = headed.stream()
                .filter(result -> result.outcome() instanceof ReadOutcome.Read read
                        && read.report().text(SectionKind.FINDINGS).isPresent())
                .count();
        System.out.println("scout: findings found in " + found + " of " + headed.size() + " with the heading");
        assertThat(headed).hasSizeGreaterThan(200);
        assertThat((double) found / headed.size()).isGreaterThanOrEqualTo(0.99);
    }

    @Test
    void no_signature_stamp_or_accession_line_stands_in_findings_or_impression() {
        for (Result result : scout()) {
            if (result.outcome() instanceof ReadOutcome.Read read) {
                for (Section section : read.report().sections()) {
                    if (section.kind() == SectionKind.FINDINGS || section.kind() == SectionKind.IMPRESSION) {
                        assertThat(FOOTER.matcher(section.text()).find())
                                .as(result.file().getFileName().toString())
                                .isFalse();
                    }
                }
            }
        }
    }

    @Test
    void latin_1_without_a_claim_is_read_right() {
        List<RadiologyReport> guessed = scout().stream()
                .filter(result -> result.outcome() instanceof ReadOutcome.Read)
                .map(result -> ((ReadOutcome.Read) result.outcome()).report())
                .filter(report -> report.warnings().contains("charset_guessed"))
                .toList();
        assertThat(guessed).isNotEmpty().allSatisfy(report -> {
            assertThat(report.warnings()).doesNotContain("charset_garbled");
            assertThat(report.sections()).noneMatch(section -> section.text().contains("\ufffd"));
        });
    }

    /** Read once for all tests. */
    private static synchronized List<Result> scout() {
        if (scout.isEmpty()) {
            scout = results("scout");
        }
        return scout;
    }

    private static List<Result> results(String source) {
        List<Result> results = new ArrayList<>();
        try (Stream<Path> files = Files.walk(data().resolve("hl7v2").resolve(source))) {
            for (Path file :
                    files.filter(Hl7InteropTest::isMessageFile).sorted().toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    Framing.of(in, Framing.DEFAULT_LIMIT)
                            .forEachRemaining(frame -> results.add(new Result(file, frame, READER.read(frame))));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return results;
    }

    private static Map<String, Integer> counts(List<Result> results) {
        Map<String, Integer> counts = new TreeMap<>();
        for (Result result : results) {
            String outcome = result.outcome() instanceof ReadOutcome.Read read
                    ? "read " + read.report().status().code()
                    : "rejected "
                            + ((ReadOutcome.Rejected) result.outcome()).reason().code();
            counts.merge(outcome, 1, Integer::sum);
        }
        return counts;
    }

    private static String text(Frame frame) {
        return frame instanceof Frame.Message message ? new String(message.bytes(), StandardCharsets.ISO_8859_1) : "";
    }

    private static boolean isMessageFile(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file) && !name.endsWith(".md") && !name.contains("LICENSE");
    }

    private static Path data() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("shared/data"))) {
                return at.resolve("shared/data");
            }
        }
        assumeTrue(false, "third-party data not present: no folder shared/data above the working directory");
        throw new IllegalStateException("unreachable");
    }
}
