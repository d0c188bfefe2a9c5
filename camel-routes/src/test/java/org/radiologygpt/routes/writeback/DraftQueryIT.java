package org.radiologygpt.routes.writeback;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityComponent;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.radiologygpt.fhir.DraftContent;
import org.radiologygpt.fhir.DraftForm;
import org.radiologygpt.routes.quickstart.EmbeddedFhirServer;

/** The query of docs/writing.md that leads from a draft to all that is known of how it came about. */
class DraftQueryIT {
    @ParameterizedTest
    @CsvSource({
        "TRANSACTION, false, DiagnosticReport",
        "TRANSACTION, true, DiagnosticReport",
        "DOCUMENT_REFERENCE, false, DocumentReference",
        "DOCUMENT_REFERENCE, true, DocumentReference",
        "CALLS, true, DiagnosticReport",
        "DOCUMENT_REFERENCE_CALLS, true, DocumentReference",
    })
    void one_query_from_a_draft_leads_to_message_versions_prompt_and_guards(
            WriteMode mode, boolean observations, String form, @TempDir Path directory) {
        try (EmbeddedFhirServer fhir = EmbeddedFhirServer.start(directory, 0)) {
            DraftContent options = new DraftContent(DraftForm.DIAGNOSTIC_REPORT, observations, Optional.empty());
            DraftStore store = Written.store(fhir.baseUrl(), mode, options);
            StoredDraft draft = store.write(Written.report(), Written.draft("Clear."), "radiology.oru-0-17");
            assertThat(draft.reference()).startsWith(form + "/");
            List<Resource> found = Written.all(fhir.baseUrl(), "Provenance?target=" + draft.reference());
            assertThat(found).hasSize(1);
            Provenance provenance = (Provenance) found.get(0);
            if (observations) {
                Resource impression = Written.all(fhir.baseUrl(), "Observation?code=http://loinc.org|19005-8")
                        .get(0);
                List<Resource> same = Written.all(
                        fhir.baseUrl(),
                        "Provenance?target=Observation/"
                                + impression.getIdElement().getIdPart());
                assertThat(same).singleElement().matches(provenance::equalsDeep);
            }
            assertThat(provenance.getEntity())
                    .extracting(DraftQueryIT::identifier)
                    .containsExactly("M1", "impression-alpaca-v1@sha256:c0ffee");
            assertThat(provenance
                            .getEntityFirstRep()
                            .getWhat()
                            .getIdentifier()
                            .getAssigner()
                            .getDisplay())
                    .isEqualTo("RIS/NORTH");
            assertThat(provenance.getTargetFirstRep().getIdentifier().getValue())
                    .as("version of the report, number of the draft")
                    .isEqualTo("RIS/NORTH|A1|20260301120000|1");
            assertThat(provenance.getAgent())
                    .extracting(agent -> agent.getWho().getIdentifier().getValue())
                    .containsExactly("sha256:00+north-v3", "Radiology-GPT/1.2.3");
            assertThat(provenance.getExtension())
                    .extracting(verdict ->
                            verdict.getExtensionString("guard") + " " + verdict.getExtensionString("verdict"))
                    .containsExactly("laterality pass", "length flag");
        }
    }

    private static String identifier(ProvenanceEntityComponent entity) {
        return entity.getWhat().getIdentifier().getValue();
    }
}
