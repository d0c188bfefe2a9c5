package org.radiologygpt.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DocumentReference.ReferredDocumentStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.draft.Draft;
import org.radiologygpt.report.RadiologyReport;

/** A draft as a DocumentReference, with Observations, and with the model's card. */
class DraftContentTest {
    private static final URI CARD = URI.create("https://models.example/demo/README.md");

    private final RadiologyReport report = Reports.fromOru();
    private final Draft draft = Reports.draftOf(report);
    private final String text = DraftSettings.BANNER + "\n\n" + draft.impression();

    @Test
    void document_is_a_preliminary_radiology_note_with_text_key_and_labels() {
        DocumentReference document = the(DocumentReference.class, documents());
        assertThat(document.getStatus().toCode()).isEqualTo("current");
        assertThat(document.getDocStatus()).isEqualTo(ReferredDocumentStatus.PRELIMINARY);
        assertThat(document.getType().getCodingFirstRep().getCode()).isEqualTo("18748-4");
        assertThat(document.getCategory())
                .extracting(category -> category.getCodingFirstRep().getCode())
                .containsExactly("clinical-note", "LP29684-5", "CT");
        assertThat(document.getIdentifierFirstRep().getValue()).isEqualTo(draft.idempotencyKey());
        assertThat(document.getMeta().getSecurity()).extracting(Coding::getCode).containsExactly("AIAST", "R");
        assertThat(document.getSecurityLabel())
                .extracting(label -> label.getCodingFirstRep().getCode())
                .containsExactly("AIAST", "R");
        var attachment = document.getContentFirstRep().getAttachment();
        assertThat(attachment.getContentType()).startsWith("text/plain");
        assertThat(new String(attachment.getData(), StandardCharsets.UTF_8)).isEqualTo(text);
        assertThat(attachment.getSize()).isEqualTo(attachment.getData().length);
        assertThat(attachment.getHash()).hasSize(20);
        assertThat(document.getText().getDivAsString()).contains("AI DRAFT");
    }

    @Test
    void document_names_patient_order_author_and_what_was_examined_and_when() {
        Bundle bundle = bundle(documents());
        DocumentReference document = the(DocumentReference.class, bundle);
        assertThat(document.getSubject().getIdentifier().getValue()).isEqualTo("MRN-9");
        assertThat(document.getContext().getRelatedFirstRep().getIdentifier().getValue())
                .isEqualTo("A-1001");
        assertThat(document.getContext().getEventFirstRep().getCoding()).hasSize(2);
        assertThat(document.getContext().getPeriod().getStartElement().getValueAsString())
                .isEqualTo("2026-03-01T10:00:00Z");
        assertThat(document.getAuthorFirstRep().getIdentifier().getValue()).isEqualTo("sha256:ab12+north-v3");
        assertThat(the(Provenance.class, bundle).getTargetFirstRep().getReference())
                .isEqualTo(the(Task.class, bundle).getFocus().getReference());
        assertThat(all(DiagnosticReport.class, bundle)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SIGNED, superseded, preliminary, cancelled",
        "NEWER_VERSION, superseded, preliminary, cancelled",
        "WITHDRAWN, entered-in-error, entered-in-error, cancelled",
        "REJECTED, entered-in-error, entered-in-error, cancelled",
        "EXPIRED, entered-in-error, entered-in-error, cancelled",
        "STOPPED, entered-in-error, entered-in-error, cancelled",
        "OPTED_OUT, entered-in-error, entered-in-error, cancelled",
        "MERGED, entered-in-error, entered-in-error, entered-in-error",
    })
    void document_taken_back_says_by_its_status_whether_another_report_took_its_place(
            CancelReason reason, String status, String docStatus, String task) {
        Bundle bundle = withdrawal(documents(), reason).orElseThrow();
        DocumentReference document = the(DocumentReference.class, bundle);
        assertThat(document.getStatus().toCode()).isEqualTo(status);
        assertThat(document.getDocStatus().toCode()).isEqualTo(docStatus);
        assertThat(((CodeableConcept) document.getExtensionByUrl(FhirUris.DOCUMENT_STATUS_REASON)
                                .getValue())
                        .getCodingFirstRep()
                        .getCode())
                .isEqualTo(reason.code());
        assertThat(the(Task.class, bundle).getStatus().toCode()).isEqualTo(task);
        assertThat(bundle.getEntryFirstRep().getRequest().getIfMatch()).isEqualTo("W/\"1\"");
        assertThat(the(Provenance.class, bundle).getTargetFirstRep().getReference())
                .isEqualTo("DocumentReference/12");
    }

    @Test
    void document_that_a_person_finalised_is_not_taken_back() {
        DraftResources stored = stored(documents());
        ((DocumentReference) stored.draft()).setDocStatus(ReferredDocumentStatus.FINAL);
        assertThat(new DraftWithdrawal(settings(documents()), Reports.CLOCK)
                        .of(stored, CancelReason.SIGNED, "radiology.oru-0-18"))
                .isEmpty();
    }

    @Test
    void impression_is_an_observation_derived_from_the_findings_and_the_result_of_the_draft() {
        Bundle bundle = bundle(observations());
        List<Observation> both = all(Observation.class, bundle);
        assertThat(both)
                .extracting(one -> one.getCode().getCodingFirstRep().getCode(), one -> one.getStatus()
                        .toCode())
                .containsExactly(tuple("59776-5", "preliminary"), tuple("19005-8", "preliminary"));
        Observation impression = both.get(1);
        assertThat(impression.getValueStringType().getValue()).isEqualTo(text);
        assertThat(impression.getDerivedFromFirstRep().getReference()).isEqualTo(fullUrl(bundle, both.get(0)));
        assertThat(impression.getDevice().getIdentifier().getValue()).isEqualTo("sha256:ab12+north-v3");
        assertThat(impression.getMeta().getSecurityFirstRep().getCode()).isEqualTo("AIAST");
        assertThat(both.get(0).getMeta().getSecurity())
                .extracting(Coding::getCode)
                .containsExactly("R");
        assertThat(the(DiagnosticReport.class, bundle).getResultFirstRep().getReference())
                .isEqualTo(fullUrl(bundle, impression));
        assertThat(the(Provenance.class, bundle).getTarget())
                .extracting(Reference::getReference)
                .containsExactly(fullUrl(bundle, the(DiagnosticReport.class, bundle)), fullUrl(bundle, impression));
    }

    @Test
    void observations_end_with_the_draft() {
        Bundle bundle = withdrawal(observations(), CancelReason.SIGNED).orElseThrow();
        assertThat(all(Observation.class, bundle))
                .extracting(one -> one.getStatus().toCode())
                .containsExactly("cancelled", "cancelled");
        Bundle merged = withdrawal(observations(), CancelReason.MERGED).orElseThrow();
        assertThat(all(Observation.class, merged))
                .extracting(one -> one.getStatus().toCode())
                .containsExactly("entered-in-error", "entered-in-error");
    }

    @Test
    void card_is_named_by_the_model_and_by_the_provenance() {
        DraftContent content = new DraftContent(DraftForm.DIAGNOSTIC_REPORT, false, Optional.of(CARD));
        Bundle bundle = bundle(content);
        DocumentReference card = the(DocumentReference.class, bundle);
        assertThat(card.getType().getCodingFirstRep().getCode()).isEqualTo("AIModelCard");
        assertThat(card.getContentFirstRep().getAttachment().getUrl()).isEqualTo(CARD.toString());
        assertThat(card.getContentFirstRep().getAttachment().getContentType()).isEqualTo("text/markdown");
        Device model = all(Device.class, bundle).get(0);
        assertThat(model.getType().getCodingFirstRep().getCode()).isEqualTo("Artificial-Intelligence");
        assertThat(((Reference) model.getExtensionByUrl(FhirUris.AI_MODEL_CARD).getValue()).getReference())
                .isEqualTo(fullUrl(bundle, card));
        assertThat(the(Provenance.class, bundle).getEntity().get(2)).satisfies(entity -> {
            assertThat(entity.getRole()).isEqualTo(ProvenanceEntityRole.DERIVATION);
            assertThat(entity.getWhat().getReference()).isEqualTo(fullUrl(bundle, card));
        });
    }

    @Test
    void other_weights_another_quantisation_and_another_adapter_are_other_devices() {
        assertThat(List.of(
                        device("demo", "sha256:01", ""),
                        device("demo-q8", "sha256:02", ""),
                        device("demo", "sha256:01", "north"),
                        device("demo", "sha256:01", "south")))
                .doesNotHaveDuplicates();
        assertThat(device("renamed", "sha256:01", "")).isEqualTo(device("demo", "sha256:01", ""));
    }

    private static String device(String name, String digest, String adapter) {
        return DraftDevices.model(new org.radiologygpt.draft.ModelIdentity(name, digest, adapter), Optional.empty())
                .getIdentifierFirstRep()
                .getValue();
    }

    private static DraftContent documents() {
        return new DraftContent(DraftForm.DOCUMENT_REFERENCE, false, Optional.empty());
    }

    private static DraftContent observations() {
        return new DraftContent(DraftForm.DIAGNOSTIC_REPORT, true, Optional.empty());
    }

    private static DraftSettings settings(DraftContent content) {
        return DraftSettings.defaults("0.1.0").with(content);
    }

    private Bundle bundle(DraftContent content) {
        return new DraftBundle(settings(content), Reports.CLOCK).of(report, draft);
    }

    private Optional<Bundle> withdrawal(DraftContent content, CancelReason reason) {
        return new DraftWithdrawal(settings(content), Reports.CLOCK).of(stored(content), reason, "radiology.oru-0-18");
    }

    /** What a server holds after the transaction. */
    private DraftResources stored(DraftContent content) {
        Bundle bundle = bundle(content);
        DraftCarrier carrier = bundle.getEntry().stream()
                .flatMap(entry -> DraftCarrier.of(entry.getResource()).stream())
                .findFirst()
                .orElseThrow();
        version(carrier.resource(), "12");
        Task task = version(the(Task.class, bundle), "13");
        List<Observation> observations = all(Observation.class, bundle);
        for (int i = 0; i < observations.size(); i++) {
            version(observations.get(i), "2" + i);
        }
        return new DraftResources(carrier.resource(), Optional.of(task), observations);
    }

    private static <T extends Resource> T version(T resource, String id) {
        resource.setId(id);
        resource.getMeta().setVersionId("1");
        return resource;
    }

    private static String fullUrl(Bundle bundle, Resource resource) {
        return bundle.getEntry().stream()
                .filter(entry -> entry.getResource() == resource)
                .map(Bundle.BundleEntryComponent::getFullUrl)
                .findFirst()
                .orElseThrow();
    }

    private <T extends Resource> T the(Class<T> type, DraftContent content) {
        return the(type, bundle(content));
    }

    private static <T extends Resource> T the(Class<T> type, Bundle bundle) {
        List<T> found = all(type, bundle);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static <T extends Resource> List<T> all(Class<T> type, Bundle bundle) {
        return bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
