package org.radiologygpt.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome.Read;
import org.radiologygpt.report.SectionKind;
import org.radiologygpt.report.SourceProfile;

class ReportBundleTest {
    private final RadiologyReport report = Reports.fromOru();
    private final Bundle bundle = new ReportBundle(Reports.CLOCK).of(report);

    @Test
    void report_becomes_patient_order_report_and_an_observation_per_section() {
        List<String> types = bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .map(Resource::fhirType)
                .toList();
        assertThat(types)
                .containsExactly(
                        "DiagnosticReport", "Patient", "ServiceRequest", "Observation", "Observation", "Provenance");
        assertThat(bundle.getType()).isEqualTo(Bundle.BundleType.TRANSACTION);
    }

    @Test
    void same_report_gives_the_same_bundle() {
        assertThat(FhirR4.json().encodeResourceToString(new ReportBundle(Reports.CLOCK).of(report)))
                .isEqualTo(FhirR4.json().encodeResourceToString(bundle));
    }

    @Test
    void bundle_is_read_back_as_the_same_report() {
        String json = FhirR4.json().encodeResourceToString(bundle);
        Read read = (Read) new DiagnosticReportReader(SourceProfile.defaults()).read(Reports.utf8(json));
        RadiologyReport again = read.report();
        assertThat(again.key().accession()).isEqualTo(report.key().accession());
        assertThat(again.status()).isEqualTo(report.status());
        assertThat(again.clock()).isEqualTo(report.clock());
        assertThat(again.patient().names()).isEqualTo(report.patient().names());
        assertThat(again.patient().birthDate()).isEqualTo(report.patient().birthDate());
        assertThat(again.order().section()).isEqualTo("CT");
        assertThat(again.text(SectionKind.FINDINGS)).isEqualTo(report.text(SectionKind.FINDINGS));
    }
}
