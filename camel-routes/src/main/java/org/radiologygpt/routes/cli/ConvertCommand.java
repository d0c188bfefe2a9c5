package org.radiologygpt.routes.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.radiologygpt.fhir.FhirR4;
import org.radiologygpt.fhir.ReportBundle;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.Section;
import org.radiologygpt.report.SectionKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code convert}: messages to one JSON line each, with the report's sections and a FHIR Bundle. */
@Command(
        name = "convert",
        description = {
            "Reads HL7 v2 ORU^R01 and FHIR R4 DiagnosticReport; prints one JSON line a message: the report's sections and a"
                    + " FHIR Bundle, or why it was rejected.",
            "With --summary it prints one JSON object of counts instead, without any content of the messages: reports by status,"
                    + " rejects by reason, reports with findings and impression, sections, ignored lines, characters"
                    + " accounted for, warnings by code.",
            "Exit code: 0, or 1 where some message was rejected, or 2 for wrong usage."
        },
        mixinStandardHelpOptions = true)
final class ConvertCommand implements Callable<Integer> {
    @Mixin
    private InputOptions input;

    @Option(names = "--summary", description = "Print counts over all messages instead of a line for each.")
    private boolean summary;

    @Override
    public Integer call() {
        return summary ? summary() : lines();
    }

    private int summary() {
        JsonLines lines = new JsonLines(System.out);
        Readers readers = new Readers(input.profiles());
        ConvertSummary summary = new ConvertSummary();
        InputFiles.forEach(input.paths(), message -> summary.add(readers.read(message)));
        ObjectNode line = summary.into(lines.object().put("outcome", "summary"));
        lines.print(line);
        return line.path("rejected").asInt() == 0 ? 0 : 1;
    }

    private int lines() {
        JsonLines lines = new JsonLines(System.out);
        Readers readers = new Readers(input.profiles());
        ReportBundle bundles = new ReportBundle();
        InputFiles.forEach(
                input.paths(), message -> lines.print(line(lines, bundles, message.source(), readers.read(message))));
        return lines.exitCode();
    }

    private static ObjectNode line(JsonLines lines, ReportBundle bundles, String source, ReadOutcome outcome) {
        if (outcome instanceof ReadOutcome.Read read) {
            return report(lines, bundles, source, read.report());
        }
        ReadOutcome.Rejected rejected = (ReadOutcome.Rejected) outcome;
        return lines.rejected(source, rejected.reason(), rejected.detail());
    }

    private static ObjectNode report(JsonLines lines, ReportBundle bundles, String source, RadiologyReport report) {
        ObjectNode line = lines.line(source, "report");
        line.put("status", report.status().code());
        line.put("accession", report.key().accession());
        ObjectNode sections = line.putObject("sections");
        kinds(report).forEach(kind -> sections.put(kind.key(), text(report, kind)));
        try {
            line.set("bundle", lines.mapper().readTree(FhirR4.json().encodeResourceToString(bundles.of(report))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("HAPI FHIR wrote no JSON");
        }
        report.warnings().forEach(line.putArray("warnings")::add);
        return line;
    }

    private static Set<SectionKind> kinds(RadiologyReport report) {
        return report.sections().stream().map(Section::kind).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String text(RadiologyReport report, SectionKind kind) {
        return report.text(kind).orElse("");
    }
}
