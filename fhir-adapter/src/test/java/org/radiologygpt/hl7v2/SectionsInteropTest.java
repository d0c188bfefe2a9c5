package org.radiologygpt.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.SectionKind;
import org.radiologygpt.report.SourceProfiles;

/**
 * The log files of another project: what their text has by expressions over the raw bytes, which know nothing of the
 * reader, against what the reader finds.
 */
@Tag("interop")
class SectionsInteropTest {
    private static final Pattern OBX_5 = Pattern.compile("(?m)^\\s*OBX\\|(?:[^|\\r\\n]*\\|){4}([^|\\r\\n]*)");
    private static final Pattern LINE_BREAK = Pattern.compile("~|\\\\\\.br\\\\|\\n");
    private static final Pattern FINDINGS = Pattern.compile("(?i)^[\\s*]*(?:[a-z/ ]{0,20} )?findings?\\s*:.*");
    private static final Pattern IMPRESSION =
            Pattern.compile("(?i)^[\\s*]*(?:impressions?|conclusions?|imp|opinion|findings (?:and|/) impression)\\s*:.*");
    private static final Pattern NO_FINDING = Pattern.compile(
            "(?im)dictat|transcri|signed by|electronically|reviewed by|review by|requested by|^\\s*acc(?:ession)?\\s*#"
                    + "|^\\s*[A-Z]?\\d{8,}|M\\.D\\.|\\*{3}|preliminary report");

    record Message(String file, String text, ReadOutcome outcome) {
        boolean has(Pattern heading) {
            return LINE_BREAK.splitAsStream(text).anyMatch(line -> heading.matcher(line).matches());
        }

        boolean gives(SectionKind kind) {
            return outcome instanceof ReadOutcome.Read read
                    && read.report().text(kind).isPresent();
        }
    }

    private static final List<Message> MESSAGES = new ArrayList<>();

    @BeforeAll
    static void read() throws IOException {
        OruReader reader = new OruReader(SourceProfiles.defaults());
        try (Stream<Path> files = Files.walk(data())) {
            for (Path file : files.filter(path -> path.toString().endsWith(".log")).sorted().toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    Framing.of(in, Framing.DEFAULT_LIMIT)
                            .forEachRemaining(frame ->
                                    MESSAGES.add(new Message(file.getFileName() + "", raw(frame), reader.read(frame))));
                }
            }
        }
    }

    @Test
    void messages_with_a_findings_heading_give_findings() {
        assertShare(FINDINGS, SectionKind.FINDINGS, 200);
    }

    @Test
    void messages_with_an_impression_heading_give_an_impression() {
        assertShare(IMPRESSION, SectionKind.IMPRESSION, 400);
    }

    @Test
    void no_findings_or_impression_hold_a_signature_dictation_or_accession_line() {
        for (Message message : MESSAGES) {
            if (message.outcome() instanceof ReadOutcome.Read read) {
                assertThat(drafted(read.report())).as(message.file()).doesNotContainPattern(NO_FINDING);
            }
        }
    }

    private static void assertShare(Pattern heading, SectionKind kind, int least) {
        List<Message> headed =
                MESSAGES.stream().filter(message -> message.has(heading)).toList();
        List<String> without = headed.stream()
                .filter(message -> !message.gives(kind))
                .map(Message::file)
                .toList();
        System.out.printf(
                "%s: %d of %d with the heading, not in %s%n",
                kind.key(), headed.size() - without.size(), headed.size(), without);
        assertThat(headed).hasSizeGreaterThan(least);
        assertThat((double) without.size() / headed.size()).isLessThanOrEqualTo(0.01);
    }

    private static String drafted(RadiologyReport report) {
        return report.text(SectionKind.FINDINGS).orElse("") + "\n"
                + report.text(SectionKind.IMPRESSION).orElse("");
    }

    private static String raw(Frame frame) {
        String bytes = frame instanceof Frame.Message message
                ? new String(message.bytes(), StandardCharsets.ISO_8859_1).replace('\r', '\n')
                : "";
        return OBX_5.matcher(bytes).results().map(found -> found.group(1)).collect(Collectors.joining("\n"));
    }

    private static Path data() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("shared/data/hl7v2/scout"))) {
                return at.resolve("shared/data/hl7v2/scout");
            }
        }
        assumeTrue(false, "third-party data not present: no folder shared/data above the working directory");
        throw new IllegalStateException("unreachable");
    }
}
