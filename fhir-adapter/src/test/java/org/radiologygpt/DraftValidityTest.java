package org.radiologygpt;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskPriority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.draft.Draft;
import org.radiologygpt.draft.GuardVerdict;
import org.radiologygpt.draft.GuardVerdict.Verdict;
import org.radiologygpt.draft.ModelIdentity;
import org.radiologygpt.draft.Review;
import org.radiologygpt.fhir.DiagnosticReportReader;
import org.radiologygpt.fhir.DraftBundle;
import org.radiologygpt.fhir.DraftContent;
import org.radiologygpt.fhir.DraftForm;
import org.radiologygpt.fhir.DraftResources;
import org.radiologygpt.fhir.DraftSettings;
import org.radiologygpt.fhir.DraftWithdrawal;
import org.radiologygpt.fhir.FhirJson;
import org.radiologygpt.hl7v2.OruReader;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.ReportStatus;
import org.radiologygpt.report.SourceProfiles;

/** Whatever report a draft is made for, what is written, taken back and closed is valid FHIR R4. */
class DraftValidityTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T18:30:00Z"), ZoneOffset.UTC);
    private static final String AIAST = "http://terminology.hl7.org/CodeSystem/v3-ObservationValue#AIAST";
    private static final R4Validator VALIDATOR = new R4Validator();
    private static final DraftSettings SETTINGS = new DraftSettings(
            DraftSettings.BANNER,
            ReportStatus.PARTIAL,
            "Radiology-GPT",
            "0.1.0",
            "Reading room",
            Duration.ofHours(4),
            true);

    private static final List<DraftContent> CONTENTS = List.of(
            DraftContent.report(),
            new DraftContent(DraftForm.DOCUMENT_REFERENCE, false, Optional.empty()),
            new DraftContent(
                    DraftForm.DIAGNOSTIC_REPORT,
                    true,
                    Optional.of(URI.create("https://models.example/demo/README.md"))),
            new DraftContent(
                    DraftForm.DOCUMENT_REFERENCE, true, Optional.of(URI.create("https://models.example/card.xml"))));

    static Stream<String> shapes() {
        return reports().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void the_draft_of_every_shape_of_report_is_valid_and_keeps_the_rules_of_a_us_core_note_or_document(String shape) {
        RadiologyReport report = reports().get(shape);
        valid(report, full(report));
    }

    @Test
    void draft_and_task_carry_visit_priority_and_reader_of_the_message() {
        Bundle bundle = bundle("full");
        DiagnosticReport draft = only(bundle, DiagnosticReport.class);
        Task task = only(bundle, Task.class);
        assertThat(draft.getEncounter().getIdentifier().getValue()).isEqualTo("V-5501");
        assertThat(task.getEncounter().getIdentifier().getValue()).isEqualTo("V-5501");
        assertThat(task.getPriority()).isEqualTo(TaskPriority.ASAP);
        assertThat(task.getOwner().getDisplay()).contains("Rosa").contains("Reader");
        assertThat(task.getOwner().getIdentifier().getValue()).isEqualTo("1006");
    }

    @Test
    void task_of_a_report_without_reader_is_the_groups() {
        assertThat(only(bundle("least"), Task.class).getOwner().getDisplay()).isEqualTo("Reading room");
    }

    @Test
    void draft_of_several_orders_names_them_all() {
        DiagnosticReport draft = only(bundle("several orders"), DiagnosticReport.class);
        assertThat(draft.getBasedOn())
                .extracting(order -> order.getIdentifier().getValue())
                .containsExactly("P1", "P2");
        assertThat(draft.getIdentifier()).extracting(Identifier::getValue).contains("A1", "A2");
    }

    @Test
    void audit_event_names_draft_patient_client_and_server() {
        AuditEvent audit = only(bundle("full"), AuditEvent.class);
        assertThat(audit.getAgent()).hasSize(2);
        assertThat(audit.getEntity())
                .extracting(entity -> entity.getRole().getCode())
                .containsExactly("4", "1");
    }

    private static Bundle bundle(String shape) {
        RadiologyReport report = reports().get(shape);
        return new DraftBundle(SETTINGS, CLOCK).of(report, full(report), "radiology.oru-0-17");
    }

    @Test
    void the_draft_of_a_model_of_which_little_is_known_is_valid() {
        RadiologyReport report = reports().get("full");
        valid(report, bare(report));
    }

    private static void valid(RadiologyReport report, Draft draft) {
        valid(report, draft, CONTENTS.subList(2, 4));
    }

    @Test
    void the_draft_without_any_option_is_valid() {
        RadiologyReport report = reports().get("full");
        valid(report, full(report), CONTENTS.subList(0, 2));
    }

    private static void valid(RadiologyReport report, Draft draft, List<DraftContent> contents) {
        for (DraftContent content : contents) {
            Bundle bundle = new DraftBundle(SETTINGS.with(content), CLOCK).of(report, draft, "radiology.oru-0-17");
            assertThat(errors(bundle)).as(content.toString()).isEmpty();
            assertThat(profileViolations(bundle)).as(content.toString()).isEmpty();
        }
    }

    private static List<String> profileViolations(Bundle bundle) {
        Resource draft = draft(bundle);
        return draft instanceof DocumentReference document
                ? UsCoreDocument.violations(document)
                : UsCoreNote.violations((DiagnosticReport) draft);
    }

    /** The resource that carries the words: a model card is a DocumentReference too, with a url in place of data. */
    private static Resource draft(Bundle bundle) {
        return bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(resource -> resource instanceof DiagnosticReport
                        || resource instanceof DocumentReference document
                                && document.getContentFirstRep().getAttachment().hasData())
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(CancelReason.class)
    void taking_a_draft_back_is_valid_for_every_reason(CancelReason reason) {
        // Each reason with one form, each form with several reasons: the validator takes its time.
        DraftContent content = CONTENTS.get(reason.ordinal() % CONTENTS.size());
        for (RadiologyReport report : few()) {
            Optional<Bundle> bundle =
                    new DraftWithdrawal(SETTINGS, CLOCK).of(stored(report, content), reason, "radiology.oru-0-18");
            assertThat(bundle).isPresent();
            assertThat(errors(bundle.get())).as(content.toString()).isEmpty();
            assertThat(profileViolations(bundle.get())).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Review.class)
    void closing_the_task_is_valid_for_every_review(Review review) {
        for (RadiologyReport report : few()) {
            Optional<Bundle> bundle =
                    new DraftWithdrawal(SETTINGS, CLOCK).reviewed(stored(report, DraftContent.report()), review);
            assertThat(bundle).isPresent();
            assertThat(errors(bundle.get())).isEmpty();
        }
    }

    /** AIAST is in HL7's terminology of today; the v3 code system in the R4 packages is that of 2019 and lacks it. */
    private static List<String> errors(Bundle bundle) {
        return VALIDATOR.errors(FhirJson.text(bundle)).stream()
                .filter(error -> !error.endsWith("Unknown code '" + AIAST + "'"))
                .toList();
    }

    private static List<RadiologyReport> few() {
        Map<String, RadiologyReport> all = reports();
        return Stream.of("full", "nothing known of the patient", "FHIR with references")
                .map(all::get)
                .toList();
    }

    /** What a server holds after the transaction. */
    private static DraftResources stored(RadiologyReport report, DraftContent content) {
        Bundle bundle = new DraftBundle(SETTINGS.with(content), CLOCK).of(report, full(report), "radiology.oru-0-17");
        DomainResource draft = (DomainResource) draft(bundle);
        draft.setId("12");
        draft.getMeta().setVersionId("1");
        Task task = only(bundle, Task.class);
        task.setId("13");
        task.getMeta().setVersionId("1");
        task.getFocus().setReference(draft.fhirType() + "/12");
        task.getRequester().setReference("Device/14");
        List<Observation> observations = all(bundle, Observation.class);
        for (int i = 0; i < observations.size(); i++) {
            observations.get(i).setId("2" + i);
            observations.get(i).getMeta().setVersionId("1");
            observations.get(i).getDerivedFrom().forEach(findings -> findings.setReference("Observation/20"));
        }
        return new DraftResources(draft, Optional.of(task), observations);
    }

    private static Map<String, RadiologyReport> reports() {
        Map<String, RadiologyReport> all = new LinkedHashMap<>();
        ConvertedMessages.shapes()
                .forEach((shape, message) -> add(
                        all, shape, new OruReader(SourceProfiles.defaults()).read(ConvertedMessages.bytes(message))));
        for (Map.Entry<String, String> shape : FHIR.entrySet()) {
            add(
                    all,
                    "FHIR " + shape.getKey(),
                    new DiagnosticReportReader(SourceProfiles.defaults())
                            .read(ConvertedMessages.bytes(shape.getValue())));
        }
        return all;
    }

    private static void add(Map<String, RadiologyReport> all, String shape, ReadOutcome outcome) {
        assertThat(outcome).as(shape).isInstanceOf(ReadOutcome.Read.class);
        all.put(shape, ((ReadOutcome.Read) outcome).report());
    }

    private static final Map<String, String> FHIR = Map.of(
            "with references",
            fhir("\"meta\":{\"versionId\":\"3\",\"security\":[{\"system\":"
                    + "\"http://terminology.hl7.org/CodeSystem/v3-Confidentiality\",\"code\":\"R\"}]},"
                    + "\"subject\":{\"reference\":\"Patient/12\"},\"basedOn\":[{\"reference\":\"ServiceRequest/55\"}],"
                    + "\"effectiveDateTime\":\"2026-03-01T10:00:00Z\",\"issued\":\"2026-03-01T11:00:00Z\","),
            "with no patient and no time",
            fhir("\"meta\":{\"versionId\":\"1\",\"lastUpdated\":\"2026-03-01T11:00:00Z\"},"));

    private static String fhir(String elements) {
        return "{\"resourceType\":\"DiagnosticReport\",\"id\":\"dr-7\"," + elements
                + "\"identifier\":[{\"type\":{\"coding\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/v2-0203\","
                + "\"code\":\"ACSN\"}]},\"system\":\"http://ris.example\",\"value\":\"A-1\"}],\"status\":\"preliminary\","
                + "\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"30746-2\"}]},"
                + "\"conclusion\":\"FINDINGS: Clear lungs.\"}";
    }

    private static Draft full(RadiologyReport report) {
        return draft(
                report,
                List.of(
                        GuardVerdict.pass("laterality"),
                        new GuardVerdict("length", Verdict.FLAG, "61 words, limit 60"),
                        new GuardVerdict("negation", Verdict.FLAG, "")),
                new ModelIdentity("demo-q8", "sha256:ab12", "north-v3", "int8-b32"));
    }

    private static Draft bare(RadiologyReport report) {
        return draft(report, List.of(), new ModelIdentity("demo", "", ""));
    }

    private static Draft draft(RadiologyReport report, List<GuardVerdict> guards, ModelIdentity model) {
        return new Draft(
                report.key(),
                report.version(),
                2,
                "1. Small effusion < 1 cm & no pneumothorax.\n\n2. Müller.",
                guards,
                model,
                "alpaca-impression-1",
                "c0ffee",
                120,
                20,
                640);
    }

    private static <T extends Resource> T only(Bundle bundle, Class<T> type) {
        List<T> found = all(bundle, type);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static <T extends Resource> List<T> all(Bundle bundle, Class<T> type) {
        List<T> found = new ArrayList<>();
        bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(type::isInstance)
                .map(type::cast)
                .forEach(found::add);
        return found;
    }
}
