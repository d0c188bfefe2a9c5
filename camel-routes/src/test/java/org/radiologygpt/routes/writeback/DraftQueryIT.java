package org.radiologygpt.routes.writeback;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityComponent;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.fhir.DraftBundle;
import org.radiologygpt.fhir.DraftReview;
import org.radiologygpt.fhir.DraftSettings;
import org.radiologygpt.fhir.DraftWithdrawal;
import org.radiologygpt.fhir.FhirEndpoint;
import org.radiologygpt.fhir.RestFhirStore;
import org.radiologygpt.routes.quickstart.EmbeddedFhirServer;

/** The query of docs/writing.md that leads from a draft to all that is known of how it came about. */
class DraftQueryIT {
    @Test
    void one_query_from_a_draft_leads_to_message_versions_prompt_and_guards(@TempDir Path directory) {
        try (EmbeddedFhirServer fhir = EmbeddedFhirServer.start(directory, 0)) {
            DraftSettings settings = DraftSettings.defaults("1.2.3");
            DraftStore store = new FhirDraftStore(
                    new RestFhirStore(FhirEndpoint.open(fhir.baseUrl()), Clock.systemUTC()),
                    new DraftBundle(settings, Clock.systemUTC()),
                    new DraftWithdrawal(settings, Clock.systemUTC()),
                    new DraftReview(settings, Clock.systemUTC()),
                    settings.banner());
            StoredDraft draft = store.write(Written.report(), Written.draft("Clear."), "radiology.oru-0-17");
            List<Resource> found = Written.all(fhir.baseUrl(), "Provenance?target=" + draft.reference());
            assertThat(found).hasSize(1);
            Provenance provenance = (Provenance) found.get(0);
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
