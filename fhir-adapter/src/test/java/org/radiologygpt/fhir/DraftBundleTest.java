package org.radiologygpt.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityRole;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.radiologygpt.draft.Draft;
import org.radiologygpt.report.RadiologyReport;

class DraftBundleTest {
    private final DraftBundle bundles = new DraftBundle(DraftSettings.defaults("0.1.0"), Reports.CLOCK);
    private final RadiologyReport report = Reports.fromOru();
    private final Draft draft = Reports.draftOf(report);
    private final Bundle bundle = bundles.of(report, draft);

    @Test
    void every_entry_is_a_conditional_create_in_one_transaction() {
        assertThat(bundle.getType()).isEqualTo(BundleType.TRANSACTION);
        assertThat(bundle.getEntry()).hasSize(5).allSatisfy(entry -> {
            assertThat(entry.getRequest().getMethod()).isEqualTo(HTTPVerb.POST);
            assertThat(entry.getRequest().getUrl())
                    .isEqualTo(entry.getResource().fhirType());
            assertThat(entry.getRequest().getIfNoneExist()).isNotBlank();
            assertThat(entry.getFullUrl()).startsWith("urn:uuid:");
        });
        assertThat(entry(DiagnosticReport.class).getRequest().getIfNoneExist())
                .isEqualTo("identifier=https%3A%2F%2Fradiologygpt.org%2Ffhir%2Fidentifier%2Fdraft%7C"
                        + "RIS%5C%7CNORTH%5C%7CA-1001%5C%7C20260301113000%5C%7C1");
    }

    @Test
    void same_report_draft_and_time_give_the_same_bundle() {
        String again = FhirR4.json().encodeResourceToString(bundles.of(report, draft));
        assertThat(again).isEqualTo(FhirR4.json().encodeResourceToString(bundle));
    }

    @Test
    void draft_is_preliminary_and_labelled_with_ai_and_the_labels_of_the_source() {
        DiagnosticReport stored = only(DiagnosticReport.class);
        assertThat(stored.getStatus().toCode()).isEqualTo("preliminary");
        assertThat(stored.getMeta().getSecurity())
                .extracting(Coding::getSystem, Coding::getCode)
                .containsExactly(
                        tuple("http://terminology.hl7.org/CodeSystem/v3-ObservationValue", "AIAST"),
                        tuple("http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "R"));
    }

    @Test
    void draft_carries_idempotency_key_accession_and_what_was_examined() {
        DiagnosticReport stored = only(DiagnosticReport.class);
        assertThat(stored.getIdentifier().get(0).getSystem()).isEqualTo(FhirUris.DRAFT);
        assertThat(stored.getIdentifier().get(0).getValue()).isEqualTo("RIS|NORTH|A-1001|20260301113000|1");
        assertThat(stored.getIdentifier().get(1).getValue()).isEqualTo("A-1001");
        assertThat(stored.getIdentifier().get(1).getType().getCodingFirstRep().getCode())
                .isEqualTo("ACSN");
        assertThat(stored.getCategory())
                .extracting(category -> category.getCodingFirstRep().getCode())
                .containsExactly("LP29684-5", "CT");
        assertThat(stored.getCode().getCoding())
                .extracting(Coding::getSystem)
                .containsExactly("http://loinc.org", "urn:id:99LOCAL");
        assertThat(stored.getEffectiveDateTimeType().getValueAsString()).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(stored.getIssuedElement().getValueAsString()).isEqualTo("2026-03-01T12:00:00.123Z");
        assertThat(stored.getResultsInterpreter()).isEmpty();
        assertThat(stored.getPerformer()).isEmpty();
    }

    @Test
    void banner_stands_in_conclusion_presented_form_and_narrative() {
        DiagnosticReport stored = only(DiagnosticReport.class);
        String text = DraftSettings.BANNER + "\n\n" + draft.impression();
        assertThat(stored.getConclusion()).isEqualTo(text);
        byte[] data = stored.getPresentedFormFirstRep().getData();
        assertThat(new String(data, StandardCharsets.UTF_8)).isEqualTo(text);
        assertThat(stored.getPresentedFormFirstRep().getSize()).isEqualTo(data.length);
        assertThat(Base64.getEncoder()
                        .encodeToString(stored.getPresentedFormFirstRep().getHash()))
                .hasSize(28);
        assertThat(stored.getText().getDivAsString())
                .contains("AI DRAFT")
                .contains("effusion &lt; 1 cm.<br/>2. No pneumothorax.");
    }

    @Test
    void draft_of_an_oru_points_at_patient_and_order_by_identifier_and_creates_neither() {
        DiagnosticReport stored = only(DiagnosticReport.class);
        assertThat(stored.getSubject().getReference()).isNull();
        assertThat(stored.getSubject().getType()).isEqualTo("Patient");
        assertThat(stored.getSubject().getIdentifier().getValue()).isEqualTo("MRN-9");
        assertThat(stored.getSubject().getIdentifier().getSystem()).isEqualTo("urn:oid:1.2.3.4");
        assertThat(stored.getBasedOnFirstRep().getIdentifier().getValue()).isEqualTo("A-1001");
        assertThat(bundle.getEntry())
                .extracting(BundleEntryComponent::getResource)
                .noneMatch(resource -> resource instanceof Patient || resource instanceof ServiceRequest);
    }

    @Test
    void draft_of_a_fhir_report_points_at_the_resources_of_the_server() {
        RadiologyReport received = Reports.fromFhir();
        Bundle written = bundles.of(received, Reports.draftOf(received));
        DiagnosticReport stored = only(written, DiagnosticReport.class);
        assertThat(stored.getSubject().getReference()).isEqualTo("Patient/12");
        assertThat(stored.getBasedOnFirstRep().getReference()).isEqualTo("ServiceRequest/55");
        assertThat(only(written, Task.class).getFor().getReference()).isEqualTo("Patient/12");
        String json = FhirR4.json().encodeResourceToString(written);
        assertThat(json).contains("\"DiagnosticReport/dr-7/_history/3\"");
        assertThat(written.getEntry())
                .noneMatch(entry -> entry.getRequest().getUrl().startsWith("DiagnosticReport/"));
    }

    @Test
    void provenance_names_model_engine_source_prompt_and_guards() {
        Provenance provenance = only(Provenance.class);
        assertThat(provenance.getTargetFirstRep().getReference())
                .isEqualTo(entry(DiagnosticReport.class).getFullUrl());
        assertThat(provenance.getReasonFirstRep().getCodingFirstRep().getCode()).isEqualTo("AIAST");
        assertThat(provenance.getAgent())
                .extracting(agent -> agent.getType().getCodingFirstRep().getCode())
                .containsExactly("author", "assembler");
        assertThat(provenance.getAgent())
                .extracting(agent -> device(agent.getWho().getReference())
                        .getIdentifierFirstRep()
                        .getValue())
                .containsExactly("sha256:ab12+north-v3", "Radiology-GPT/0.1.0");
        assertThat(device(provenance.getAgentFirstRep().getWho().getReference()).getVersion())
                .extracting(version -> version.getType().getText(), version -> version.getValue())
                .containsExactly(
                        tuple("LoRA adapter", "north-v3"),
                        tuple("Digest of the weights", "sha256:ab12"),
                        tuple("Precision of the weights", "int4-b32"));
        assertThat(provenance.getEntity())
                .extracting(
                        entity -> entity.getRole(),
                        entity -> entity.getWhat().getIdentifier().getValue())
                .containsExactly(
                        tuple(ProvenanceEntityRole.SOURCE, "MSG00042"),
                        tuple(ProvenanceEntityRole.DERIVATION, "alpaca-impression-1@sha256:c0ffee"));
        assertThat(provenance.getExtensionsByUrl(FhirUris.GUARD_VERDICT))
                .extracting(
                        guard -> ((PrimitiveType<?>)
                                        guard.getExtensionByUrl("guard").getValue())
                                .getValueAsString(),
                        guard -> ((PrimitiveType<?>)
                                        guard.getExtensionByUrl("verdict").getValue())
                                .getValueAsString())
                .containsExactly(tuple("laterality", "pass"), tuple("length", "flag"));
    }

    @Test
    void task_asks_the_reader_for_a_review_before_expiry_and_shows_the_flags() {
        Task task = only(Task.class);
        assertThat(task.getStatus().toCode()).isEqualTo("requested");
        assertThat(task.getIntent().toCode()).isEqualTo("order");
        assertThat(task.getPriority().toCode()).isEqualTo("routine");
        assertThat(task.getFocus().getReference())
                .isEqualTo(entry(DiagnosticReport.class).getFullUrl());
        assertThat(task.getFor().getIdentifier().getValue()).isEqualTo("MRN-9");
        assertThat(task.getOwner().getDisplay()).isEqualTo("Dr Petra Novak");
        assertThat(task.getRestriction().getPeriod().getEndElement().getValueAsString())
                .isEqualTo("2026-03-02T12:00:00Z");
        assertThat(task.getInput()).singleElement().satisfies(input -> {
            assertThat(input.getType().getCodingFirstRep().getCode()).isEqualTo("length");
            assertThat(input.getValue().primitiveValue()).isEqualTo("61 words, limit 60");
        });
    }

    @Test
    void draft_made_for_another_version_is_refused() {
        assertThatThrownBy(() -> bundles.of(Reports.fromFhir(), draft)).isInstanceOf(IllegalArgumentException.class);
    }

    private Device device(String fullUrl) {
        return (Device) bundle.getEntry().stream()
                .filter(entry -> entry.getFullUrl().equals(fullUrl))
                .findFirst()
                .orElseThrow()
                .getResource();
    }

    private <T extends Resource> T only(Class<T> type) {
        return only(bundle, type);
    }

    private BundleEntryComponent entry(Class<? extends Resource> type) {
        return bundle.getEntry().stream()
                .filter(entry -> type.isInstance(entry.getResource()))
                .findFirst()
                .orElseThrow();
    }

    private static <T extends Resource> T only(Bundle bundle, Class<T> type) {
        List<T> found = bundle.getEntry().stream()
                .map(BundleEntryComponent::getResource)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
