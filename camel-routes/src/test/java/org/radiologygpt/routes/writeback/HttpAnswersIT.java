package org.radiologygpt.routes.writeback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.fhir.DraftContent;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.routes.quickstart.EmbeddedFhirServer;
import org.radiologygpt.routes.writeback.BreakingProxy.Answer;
import org.radiologygpt.routes.writeback.StoreException.Kind;

/** Whatever a server answers to any call of any write mode: the error has its kind, and the retry leaves one draft. */
class HttpAnswersIT {
    private static final String ORIGIN = "radiology.oru-0-17";
    private static final String CAUSE = "radiology.oru-0-18";
    private static final Map<String, String> FHIR = Map.of("Content-Type", "application/fhir+json");
    private static final String OUTCOME = "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\","
            + "\"code\":\"invalid\",\"diagnostics\":\"Jane Roe MRN-9\",\"details\":{\"text\":\"Jane Roe\"}}],"
            + "\"text\":{\"status\":\"generated\",\"div\":\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">Roe</div>\"}}";
    private static final AtomicInteger ACCESSIONS = new AtomicInteger();

    private static final List<WriteMode> MODES = List.of(
            WriteMode.TRANSACTION, WriteMode.CALLS, WriteMode.DOCUMENT_REFERENCE, WriteMode.DOCUMENT_REFERENCE_CALLS);

    /** The build asks transactions; {@code -Dradiologygpt.writeback=all} asks all modes. */
    private static final int SOME =
            System.getProperty("radiologygpt.writeback", "").equals("all") ? 4 : 1;

    /** Status and what follows from it on a server whose searches answer. */
    private static final Map<Integer, Kind> STATUSES = Map.ofEntries(
            Map.entry(302, Kind.FAILED),
            Map.entry(400, Kind.REFUSED),
            Map.entry(401, Kind.UNAUTHORIZED),
            Map.entry(403, Kind.UNAUTHORIZED),
            Map.entry(404, Kind.FAILED),
            Map.entry(409, Kind.FAILED),
            Map.entry(410, Kind.REFUSED),
            Map.entry(412, Kind.FAILED),
            Map.entry(422, Kind.REFUSED),
            Map.entry(429, Kind.FAILED),
            Map.entry(500, Kind.FAILED),
            Map.entry(502, Kind.FAILED),
            Map.entry(503, Kind.FAILED),
            Map.entry(504, Kind.FAILED));

    @TempDir
    private static Path directory;

    private static EmbeddedFhirServer fhir;
    private static BreakingProxy proxy;

    private final String accession = "A" + ACCESSIONS.incrementAndGet();
    private final RadiologyReport report = Written.report(accession);
    private final String key = Written.draft(accession, "").idempotencyKey();

    @BeforeAll
    static void start() {
        fhir = EmbeddedFhirServer.start(directory, 0);
        proxy = BreakingProxy.before(fhir.baseUrl());
    }

    @AfterAll
    static void stop() {
        proxy.close();
        fhir.close();
    }

    static Stream<Arguments> statuses() {
        return MODES.stream()
                .limit(SOME)
                .flatMap(mode -> STATUSES.keySet().stream().sorted().map(status -> Arguments.of(mode, status)));
    }

    /** What comes with a success and does not confirm it. */
    static Stream<Arguments> bodies() {
        Map<String, Answer> answers = Map.of(
                "page of a proxy", Answer.of(200, Map.of("Content-Type", "text/html"), "<html>login Jane Roe</html>"),
                "text", Answer.of(200, Map.of("Content-Type", "text/plain"), "OK Jane Roe"),
                "JSON that is no FHIR", Answer.of(200, FHIR, "{\"status\":\"OK\",\"name\":\"Jane Roe\"}"),
                "no JSON", Answer.of(200, FHIR, "Jane Roe"),
                "JSON that breaks off", Answer.of(200, FHIR, "{\"resourceType\":\"Bundle\",\"type\":\"transa"),
                "body that is cut off",
                        Answer.of(200, FHIR, "{\"resourceType\":\"Bundle\",").cut());
        return MODES.stream().limit(SOME).flatMap(mode -> answers.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(answer -> Arguments.of(mode, answer.getKey(), answer.getValue())));
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void draft_is_written_once_after_any_status_to_any_of_its_calls(WriteMode mode, int status) {
        DraftStore store = store(mode);
        for (int call : calls(mode)) {
            String another = accession + "-" + call;
            proxy.answerAt(call, Answer.of(status, FHIR, OUTCOME));
            StoreException failure = catchThrowableOfType(
                    StoreException.class,
                    () -> store.write(Written.report(another), Written.draft(another, "First."), ORIGIN));
            assertThat(failure.kind()).as(mode + " call " + call).isEqualTo(STATUSES.get(status));
            assertThat(failure).hasMessageContaining("HTTP " + status).hasNoCause();
            assertThat(failure.getMessage())
                    .contains(status < 400 ? "" : "[invalid]")
                    .doesNotContain("Roe", "MRN");
            store.write(Written.report(another), Written.draft(another, "Second."), ORIGIN);
            onceAndOpen(mode, Written.draft(another, "").idempotencyKey());
        }
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void draft_is_taken_back_after_any_status(WriteMode mode, int status) {
        DraftStore store = store(mode);
        store.write(report, Written.draft(accession, "Clear."), ORIGIN);
        proxy.answerAt(1, Answer.of(status, FHIR, OUTCOME));
        StoreException failure =
                catchThrowableOfType(StoreException.class, () -> store.cancel(key, CancelReason.SIGNED, CAUSE));
        if (status == 409 || status == 412) {
            assertThat(failure)
                    .as("what another changed is read again, and judged again")
                    .isNull();
        } else {
            assertThat(failure.getMessage()).contains("HTTP " + status).doesNotContain("Roe");
            store.cancel(key, CancelReason.SIGNED, CAUSE);
        }
        Resource draft = one(form(mode), key);
        assertThat(draft.getNamedProperty("status").getValues().get(0).primitiveValue())
                .isEqualTo(mode.isDocument() ? "superseded" : "cancelled");
        assertThat(one("Task", key)
                        .getNamedProperty("status")
                        .getValues()
                        .get(0)
                        .primitiveValue())
                .isEqualTo("cancelled");
        assertThat(draft.getMeta().getVersionId()).isEqualTo("2");
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void success_that_says_nothing_is_not_believed(WriteMode mode, String what, Answer answer) {
        DraftStore store = store(mode);
        for (int call : calls(mode)) {
            String another = accession + "-" + call;
            proxy.answerAt(call, answer);
            StoreException failure = catchThrowableOfType(
                    StoreException.class,
                    () -> store.write(Written.report(another), Written.draft(another, "First."), ORIGIN));
            assertThat(failure).as(mode + " call " + call).isNotNull();
            assertThat(failure.kind()).isEqualTo(Kind.FAILED);
            assertThat(failure).hasNoCause().hasMessageNotContaining("Roe");
            store.write(Written.report(another), Written.draft(another, "Second."), ORIGIN);
            onceAndOpen(mode, Written.draft(another, "").idempotencyKey());
        }
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void draft_does_not_count_as_taken_back_for_a_success_that_says_nothing(
            WriteMode mode, String what, Answer answer) {
        DraftStore store = store(mode);
        store.write(report, Written.draft(accession, "Clear."), ORIGIN);
        proxy.answerAt(1, answer);
        assertThat(catchThrowableOfType(StoreException.class, () -> store.cancel(key, CancelReason.SIGNED, CAUSE)))
                .as("answer to the first call")
                .isNotNull();
        onceAndOpen(mode, key);
    }

    @ParameterizedTest
    @EnumSource(
            value = WriteMode.class,
            names = {"TRANSACTION", "CALLS", "DOCUMENT_REFERENCE", "DOCUMENT_REFERENCE_CALLS"})
    void time_that_a_server_asks_for_is_passed_on_in_seconds_and_as_a_date(WriteMode mode) {
        DraftStore store = store(mode);
        for (int status : List.of(429, 503)) {
            proxy.answerAt(1, Answer.of(status, Map.of("Retry-After", "7"), ""));
            assertThat(failure(store))
                    .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE))
                    .satisfies(failure -> assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7)));
            String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                    ZonedDateTime.now(ZoneOffset.UTC).plusHours(2));
            proxy.answerAt(1, Answer.of(status, Map.of("Retry-After", date), ""));
            assertThat(failure(store).retryAfter())
                    .hasValueSatisfying(wait -> assertThat(wait).isBetween(Duration.ofHours(1), Duration.ofHours(2)));
        }
    }

    private StoreException failure(DraftStore store) {
        return catchThrowableOfType(
                StoreException.class, () -> store.write(report, Written.draft(accession, "Clear."), ORIGIN));
    }

    private static DraftStore store(WriteMode mode) {
        return Written.store(proxy.baseUrl(), mode, DraftContent.report());
    }

    /** The first and the last. */
    private static List<Integer> calls(WriteMode mode) {
        return mode == WriteMode.CALLS || mode == WriteMode.DOCUMENT_REFERENCE_CALLS ? List.of(1, 5) : List.of(1);
    }

    private static String form(WriteMode mode) {
        return mode.isDocument() ? "DocumentReference" : "DiagnosticReport";
    }

    private static void onceAndOpen(WriteMode mode, String draftKey) {
        assertThat(one(form(mode), draftKey)
                        .getNamedProperty("status")
                        .getValues()
                        .get(0)
                        .primitiveValue())
                .isEqualTo(mode.isDocument() ? "current" : "preliminary");
        assertThat(one("Task", draftKey)
                        .getNamedProperty("status")
                        .getValues()
                        .get(0)
                        .primitiveValue())
                .isEqualTo("requested");
    }

    /** The only resource of a type that bears the key of a draft. */
    private static Resource one(String type, String draftKey) {
        String escaped = draftKey.replace("|", "%5C%7C");
        List<Resource> found = Written.all(fhir.baseUrl(), type + "?identifier=" + escaped);
        assertThat(found).as(type).hasSize(1);
        return found.get(0);
    }
}
