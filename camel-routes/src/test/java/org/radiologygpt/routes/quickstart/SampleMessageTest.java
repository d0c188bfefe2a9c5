package org.radiologygpt.routes.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.radiologygpt.deid.Deidentifier;
import org.radiologygpt.draft.Eligibility;
import org.radiologygpt.draft.SkipReason;
import org.radiologygpt.fhir.DiagnosticReportReader;
import org.radiologygpt.hl7v2.OruReader;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.SourceProfile;
import org.radiologygpt.report.SourceProfiles;

class SampleMessageTest {
    private static final OruReader ORU = new OruReader(SourceProfiles.defaults());
    private static final DiagnosticReportReader FHIR = new DiagnosticReportReader(SourceProfile.defaults());

    static List<SampleMessage> messages() {
        return SampleMessage.all("r1");
    }

    @ParameterizedTest
    @MethodSource("messages")
    void message_is_what_the_table_says(SampleMessage message) {
        ReadOutcome outcome = message.fhir() ? FHIR.read(message.bytes()) : ORU.read(message.bytes());
        if (outcome instanceof ReadOutcome.Rejected rejected) {
            assertThat(message.outcome()).as(rejected.toString()).isEqualTo("rejected");
            assertThat(rejected.reason().code()).isEqualTo(message.reason());
            return;
        }
        RadiologyReport report = ((ReadOutcome.Read) outcome).report();
        String skip = Eligibility.skip(report).map(SkipReason::code).orElse("");
        assertThat(skip).isEqualTo(message.reason().equals("duplicate") ? "" : message.reason());
        assertThat(report.key().accession()).endsWith("-r1");
        Eligibility.findings(report)
                .ifPresent(findings -> Deidentifier.placeholders().deidentify(findings, report.knownIdentifiers()));
    }

    @Test
    void there_are_at_least_twelve_of_all_kinds() {
        assertThat(messages()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(messages()).extracting(SampleMessage::outcome).contains("drafted", "skipped", "rejected");
        assertThat(messages()).extracting(SampleMessage::fhir).contains(true, false);
        Set<String> names = new HashSet<>();
        messages().forEach(message -> assertThat(names.add(message.name())).isTrue());
    }

    @Test
    void another_run_brings_other_reports() {
        for (int i = 0; i < messages().size(); i++) {
            SampleMessage other = SampleMessage.all("r2").get(i);
            if (other.outcome().equals("drafted")) {
                assertThat(other.bytes()).isNotEqualTo(messages().get(i).bytes());
            }
        }
    }
}
