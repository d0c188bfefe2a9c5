package org.radiologygpt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.draft.Draft;
import org.radiologygpt.draft.GuardVerdict;
import org.radiologygpt.draft.ModelIdentity;
import org.radiologygpt.draft.Review;
import org.radiologygpt.draft.ReviewGiven;
import org.radiologygpt.draft.Reviewer;
import org.radiologygpt.fhir.AuditedFhirStore;
import org.radiologygpt.fhir.DraftBundle;
import org.radiologygpt.fhir.DraftResources;
import org.radiologygpt.fhir.DraftReview;
import org.radiologygpt.fhir.DraftSettings;
import org.radiologygpt.fhir.DraftWithdrawal;
import org.radiologygpt.fhir.FhirJson;
import org.radiologygpt.fhir.FhirStore;
import org.radiologygpt.fhir.ReadAudit;
import org.radiologygpt.fhir.StoredDraft;
import org.radiologygpt.hl7v2.OruReader;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.ReportStatus;
import org.radiologygpt.report.SourceProfiles;

/** What the engine writes after a review, and after a withdrawal that follows one, is valid FHIR R4. */
class ReviewValidityTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T18:30:00Z"), ZoneOffset.UTC);
    private static final String AIAST = "http://terminology.hl7.org/CodeSystem/v3-ObservationValue#AIAST";
    private static final R4Validator VALIDATOR = new R4Validator();
    private static final DraftSettings SETTINGS = new DraftSettings(
            DraftSettings.BANNER, ReportStatus.PRELIMINARY, "Radiology-GPT", "0.1.0", "", Duration.ofHours(4), true);

    static Stream<Reviewer> reviewers() {
        return Stream.of(
                Reviewer.unnamed(),
                new Reviewer("Practitioner/7", "", "", ""),
                new Reviewer("", "urn:staff", "1006", "Rosa Reader"),
                new Reviewer("", "", "1006", ""),
                new Reviewer("", "", "", "Rosa Reader"));
    }

    @ParameterizedTest
    @MethodSource("reviewers")
    void review_by_anybody_is_valid_and_names_its_verifier(Reviewer by) {
        for (Review review : Review.values()) {
            for (DraftResources stored : stored()) {
                Bundle bundle = new DraftReview(SETTINGS, CLOCK).of(stored, given(review, by), "radiology.fhir-0-3");
                assertThat(errors(bundle)).isEmpty();
                Provenance provenance = only(bundle, Provenance.class);
                assertThat(provenance.getAgent())
                        .extracting(agent -> agent.getType().getCodingFirstRep().getCode())
                        .containsExactly("verifier", "assembler");
                Task task = only(bundle, Task.class);
                assertThat(task.getStatus()).isEqualTo(TaskStatus.COMPLETED);
                assertThat(task.getBusinessStatus().getCodingFirstRep().getCode())
                        .isEqualTo(review.code());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Review.class)
    void task_that_the_ehr_has_ended_is_left_alone(Review review) {
        for (DraftResources stored : stored()) {
            stored.task().orElseThrow().setStatus(TaskStatus.COMPLETED);
            Bundle bundle = new DraftReview(SETTINGS, CLOCK)
                    .of(stored, given(review, Reviewer.unnamed()), "radiology.fhir-0-3");
            assertThat(errors(bundle)).isEmpty();
            assertThat(bundle.getEntry()).noneMatch(entry -> entry.getResource() instanceof Task);
        }
    }

    @ParameterizedTest
    @EnumSource(CancelReason.class)
    void cancelled_draft_as_it_is_stored_is_valid_also_when_it_had_been_reviewed(CancelReason reason) {
        for (DraftResources stored : stored()) {
            stored.task().orElseThrow().setStatus(TaskStatus.COMPLETED);
            Optional<Bundle> bundle = new DraftWithdrawal(SETTINGS, CLOCK).of(stored, reason, "radiology.oru-0-18");
            assertThat(errors(bundle.orElseThrow())).isEmpty();
            bundle.get().getEntry().forEach(entry -> assertThat(errors(entry.getResource()))
                    .isEmpty());
        }
    }

    @Test
    void record_of_what_was_read_is_valid() {
        for (DraftResources stored : stored()) {
            List<Bundle> written = new ArrayList<>();
            ReadAudit audit = new ReadAudit(SETTINGS, CLOCK);
            audit.found(stored.draft(), "DiagnosticReport?identifier=urn%3Ax%7C1");
            audit.found(stored.task().orElseThrow(), "Task?identifier=urn%3Ax%7C1");
            AuditedFhirStore.start(new WrittenOnly(written), audit, true).close();
            assertThat(written).hasSize(1);
            assertThat(written.get(0).getEntry()).hasSize(2);
            assertThat(errors(written.get(0))).isEmpty();
        }
    }

    private record WrittenOnly(List<Bundle> written) implements FhirStore {
        @Override
        public Optional<StoredDraft> findDraft(String idempotencyKey) {
            return Optional.empty();
        }

        @Override
        public Optional<DraftResources> load(String idempotencyKey) {
            return Optional.empty();
        }

        @Override
        public void write(Bundle transaction) {
            written.add(transaction);
        }
    }

    private static ReviewGiven given(Review review, Reviewer by) {
        return new ReviewGiven("RIS/NORTH|F1|20260301090000|2", review, by, Optional.of(CLOCK.instant()));
    }

    /** AIAST is in HL7's terminology of today; the v3 code system in the R4 packages is that of 2019 and lacks it. */
    private static List<String> errors(Resource resource) {
        return VALIDATOR.errors(FhirJson.text(resource)).stream()
                .filter(error -> !error.endsWith("Unknown code '" + AIAST + "'"))
                .toList();
    }

    private static List<DraftResources> stored() {
        List<DraftResources> all = new ArrayList<>();
        for (Map.Entry<String, String> shape : ConvertedMessages.shapes().entrySet()) {
            if (List.of("full", "nothing known of the patient").contains(shape.getKey())) {
                ReadOutcome outcome =
                        new OruReader(SourceProfiles.defaults()).read(ConvertedMessages.bytes(shape.getValue()));
                all.add(stored(((ReadOutcome.Read) outcome).report()));
            }
        }
        assertThat(all).hasSize(2);
        return all;
    }

    /** What a server holds after the transaction. */
    private static DraftResources stored(RadiologyReport report) {
        Draft draft = new Draft(
                report.key(),
                report.version(),
                2,
                "Small effusion.",
                List.of(GuardVerdict.pass("laterality")),
                new ModelIdentity("demo", "sha256:ab12", ""),
                "alpaca-impression-1",
                "c0ffee",
                120,
                20,
                640);
        Bundle bundle = new DraftBundle(SETTINGS, CLOCK).of(report, draft, "radiology.oru-0-17");
        DiagnosticReport written = only(bundle, DiagnosticReport.class);
        written.setId("12");
        written.getMeta().setVersionId("1");
        Task task = only(bundle, Task.class);
        task.setId("13");
        task.getMeta().setVersionId("1");
        task.getFocus().setReference("DiagnosticReport/12");
        task.getRequester().setReference("Device/14");
        return new DraftResources(written, Optional.of(task));
    }

    private static <T extends Resource> T only(Bundle bundle, Class<T> type) {
        List<T> found = bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
