package org.radiologygpt.hl7v2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.radiologygpt.draft.Eligibility;
import org.radiologygpt.draft.SkipReason;
import org.radiologygpt.report.Order;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.TextLoss;

/**
 * The table of messages ({@code table/*.txt}): one row for each row of the domain's tables of report status, line
 * status, text shapes, documents and encodings, with the whole outcome beside it. What an outcome has and the row does
 * not name is a failure too.
 */
class MessageTableTest {
    private static final List<String> FILES =
            List.of("1-report-status.txt", "2-line-status.txt", "3-text-shapes.txt", "4-documents.txt", "5-encodings.txt");

    static Stream<TableRow> rows() {
        return FILES.stream().flatMap(file -> TableRow.parse(file, resource(file)).stream());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void every_row_is_read_as_it_says(TableRow row) {
        assertThat(outcome(row.bytes())).as(row.toString()).isEqualTo(row.expected());
    }

    @Test
    void the_table_has_a_row_for_every_code() {
        assertThat(rows().count()).isGreaterThanOrEqualTo(60);
        assertThat(names("1-report-status.txt"))
                .contains(Stream.of(ResultStatus.values()).map(Enum::name).toArray(String[]::new));
        assertThat(names("2-line-status.txt"))
                .contains(Stream.of(LineStatus.values())
                        .filter(row -> row != LineStatus.UNSTATED)
                        .map(Enum::name)
                        .toArray(String[]::new));
        assertThat(names("4-documents.txt"))
                .contains(Stream.of(DocumentStatus.values()).map(Enum::name).toArray(String[]::new))
                .contains(Stream.of(DocumentEvent.values()).map(Enum::name).toArray(String[]::new))
                .contains(Stream.of(DocumentAvailability.values())
                        .map(Enum::name)
                        .toArray(String[]::new));
    }

    /** The words of all names in a file. */
    private static List<String> names(String file) {
        return TableRow.parse(file, resource(file)).stream()
                .flatMap(row -> Stream.of(row.name().split("[ ,:]+")))
                .toList();
    }

    /** An outcome in the words of the table. */
    static String outcome(byte[] message) {
        ReadOutcome outcome = OruMessages.outcome(message);
        if (outcome instanceof ReadOutcome.Rejected rejected) {
            return "-> rejected " + rejected.reason().code() + ": " + rejected.detail() + "\n";
        }
        ReadOutcome.Read read = (ReadOutcome.Read) outcome;
        assertThat(read.account().balanced()).isTrue();
        RadiologyReport report = read.report();
        StringBuilder said = new StringBuilder("-> " + report.status().code() + ", " + drafted(report) + "\n");
        if (!report.key().accession().equals("ACC-1")) {
            said.append("accession: ").append(report.key().accession()).append('\n');
        }
        line(said, "linked", report.linkedOrders().stream().map(Order::accession));
        report.sections()
                .forEach(section -> said.append(section.kind().key())
                        .append(section.status()
                                .map(status -> " (" + status.code() + ")")
                                .orElse(""))
                        .append(": ")
                        .append(section.text().replace("\n", " / "))
                        .append('\n'));
        line(said, "warnings", report.warnings().stream());
        Map<TextLoss, Integer> losses = new TreeMap<>(read.account().losses());
        line(said, "lost", losses.entrySet().stream().map(loss -> loss.getKey().code() + " " + loss.getValue()));
        return said.toString();
    }

    private static String drafted(RadiologyReport report) {
        Optional<SkipReason> skip = Eligibility.skip(report);
        String draft = Eligibility.isGarbled(report) ? "draft withheld" : "draft";
        return skip.map(reason -> "no draft: " + reason.name().toLowerCase(java.util.Locale.ROOT))
                .orElse(draft);
    }

    private static void line(StringBuilder said, String name, Stream<String> values) {
        String all = values.collect(Collectors.joining(", "));
        if (!all.isEmpty()) {
            said.append(name).append(": ").append(all).append('\n');
        }
    }

    private static String resource(String file) {
        try (InputStream in = MessageTableTest.class.getResourceAsStream("table/" + file)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
