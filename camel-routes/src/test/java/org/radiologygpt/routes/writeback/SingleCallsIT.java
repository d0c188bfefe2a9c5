package org.radiologygpt.routes.writeback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.fhir.DraftContent;
import org.radiologygpt.fhir.DraftForm;
import org.radiologygpt.routes.quickstart.EmbeddedFhirServer;

/** Ordered single calls against a real server, broken off before or after each of them. */
class SingleCallsIT {
    private static final String ORIGIN = "radiology.oru-0-17";
    private static final String CAUSE = "radiology.oru-0-18";
    private static final String KEY = Written.draft("").idempotencyKey();

    @TempDir
    private Path directory;

    private EmbeddedFhirServer fhir;
    private BreakingProxy proxy;

    /**
     * What is written, and with how many calls.
     *
     * @param taking calls to take it back
     */
    private record Shape(
            WriteMode mode,
            boolean observations,
            Class<? extends Resource> form,
            int writing,
            int taking,
            String ended) {
        DraftStore store(URI fhir) {
            return Written.store(
                    fhir, mode, new DraftContent(DraftForm.DIAGNOSTIC_REPORT, observations, Optional.empty()));
        }
    }

    private static final boolean ALL =
            System.getProperty("radiologygpt.writeback", "").equals("all");

    private static final List<Shape> SHAPES = List.of(
            new Shape(WriteMode.CALLS, false, DiagnosticReport.class, 5, 4, "cancelled"),
            new Shape(WriteMode.CALLS, true, DiagnosticReport.class, 8, 6, "cancelled"),
            new Shape(WriteMode.DOCUMENT_REFERENCE_CALLS, false, DocumentReference.class, 5, 4, "superseded"),
            new Shape(WriteMode.DOCUMENT_REFERENCE_CALLS, true, DocumentReference.class, 8, 6, "superseded"));

    static Stream<Arguments> shapes() {
        return SHAPES.stream().map(Arguments::of);
    }

    static Stream<Arguments> writings() {
        return broken().flatMap(shape -> breaks(shape, shape.writing()));
    }

    static Stream<Arguments> takings() {
        return broken().flatMap(shape -> breaks(shape, shape.taking()));
    }

    /**
     * A document takes the same calls as a report. The build breaks reports off; {@code -Dradiologygpt.writeback=all}
     * those with Observations and documents too.
     */
    private static Stream<Shape> broken() {
        return SHAPES.stream().filter(shape -> ALL || shape.form() == DiagnosticReport.class && !shape.observations());
    }

    /** Before and after each call took effect; with Observations after alone, as before differs in nothing of theirs. */
    private static Stream<Arguments> breaks(Shape shape, int calls) {
        Stream<Boolean> moments = ALL || !shape.observations() ? Stream.of(false, true) : Stream.of(true);
        return moments.flatMap(
                after -> IntStream.rangeClosed(1, calls).mapToObj(call -> Arguments.of(shape, call, after)));
    }

    @BeforeEach
    void start() {
        fhir = EmbeddedFhirServer.start(directory, 0);
        proxy = BreakingProxy.before(fhir.baseUrl());
    }

    @AfterEach
    void stop() {
        proxy.close();
        fhir.close();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void draft_is_written_with_calls_that_refer_to_each_other_and_a_whole_draft_not_again(Shape shape) {
        DraftStore store = shape.store(proxy.baseUrl());
        StoredDraft stored = store.write(Written.report(), Written.draft("First."), ORIGIN);
        assertThat(proxy.writes()).isEqualTo(shape.writing());
        whole(shape, stored);
        assertThat(the(Provenance.class).getAgent())
                .allSatisfy(agent -> assertThat(agent.getWho().getReference()).startsWith("Device/"));
        assertThat(all(Device.class)).hasSize(2);
        assertThat(store.write(Written.report(), Written.draft("Second."), "radiology.oru-1-3"))
                .isEqualTo(stored);
        assertThat(proxy.writes()).isEqualTo(shape.writing());
    }

    @ParameterizedTest
    @MethodSource("writings")
    void draft_broken_off_at_any_call_is_made_whole_by_the_retry(Shape shape, int call, boolean afterItTookEffect) {
        DraftStore store = shape.store(proxy.baseUrl());
        proxy.breakAt(call, afterItTookEffect);
        assertThatThrownBy(() -> store.write(Written.report(), Written.draft("First."), ORIGIN))
                .isInstanceOf(StoreException.class);
        boolean whole = call == shape.writing() && afterItTookEffect;
        assertThat(store.find(KEY).isPresent()).as("found before it is whole").isEqualTo(whole);
        StoredDraft stored = store.write(Written.report(), Written.draft("Second."), ORIGIN);
        assertThat(stored.impression()).isEqualTo(whole ? "First." : "Second.");
        whole(shape, stored);
        assertThat(all(Device.class)).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("takings")
    void draft_whose_taking_back_is_broken_off_at_any_call_is_taken_back_whole_by_the_retry(
            Shape shape, int call, boolean afterItTookEffect) {
        DraftStore store = shape.store(proxy.baseUrl());
        store.write(Written.report(), Written.draft("Clear."), ORIGIN);
        proxy.breakAt(call, afterItTookEffect);
        assertThatThrownBy(() -> store.cancel(KEY, CancelReason.SIGNED, CAUSE)).isInstanceOf(StoreException.class);
        assertThat(store.cancel(KEY, CancelReason.SIGNED, CAUSE)).isPresent();
        assertThat(status(shape)).isEqualTo(shape.ended());
        assertThat(the(Task.class).getStatus().toCode()).isEqualTo("cancelled");
        assertThat(all(Observation.class))
                .allSatisfy(one -> assertThat(one.getStatus().toCode()).isEqualTo("cancelled"));
        assertThat(all(Provenance.class)).hasSize(2);
        int writes = proxy.writes();
        store.cancel(KEY, CancelReason.SIGNED, CAUSE);
        assertThat(proxy.writes()).as("nothing is left to do").isEqualTo(writes);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void part_of_a_draft_is_taken_back_and_never_gets_a_task(Shape shape) {
        DraftStore store = shape.store(proxy.baseUrl());
        proxy.breakAt(shape.writing() - 1, false);
        assertThatThrownBy(() -> store.write(Written.report(), Written.draft("First."), ORIGIN))
                .isInstanceOf(StoreException.class);
        assertThat(store.cancel(KEY, CancelReason.SIGNED, CAUSE)).isPresent();
        store.write(Written.report(), Written.draft("Second."), ORIGIN);
        assertThat(status(shape)).isEqualTo(shape.ended());
        assertThat(all(Task.class)).isEmpty();
        assertThat(all(Observation.class))
                .allSatisfy(one -> assertThat(one.getStatus().toCode()).isEqualTo("cancelled"));
    }

    /** All of a draft is there once, says the same and hangs together. */
    private void whole(Shape shape, StoredDraft stored) {
        assertThat(all(shape.form())).hasSize(1);
        assertThat(the(Provenance.class).getTargetFirstRep().getReference()).isEqualTo(stored.reference());
        assertThat(the(Task.class).getFocus().getReference()).isEqualTo(stored.reference());
        if (shape.observations()) {
            Observation impression = observation("19005-8");
            assertThat(impression.getValueStringType().getValue()).endsWith(stored.impression());
            assertThat(impression.getDerivedFromFirstRep().getReference())
                    .isEqualTo("Observation/"
                            + observation("59776-5").getIdElement().getIdPart());
            String reference = "Observation/" + impression.getIdElement().getIdPart();
            assertThat(the(Provenance.class).getTarget().get(1).getReference()).isEqualTo(reference);
            assertThat(parts(shape)).extracting(Reference::getReference).contains(reference);
        } else {
            assertThat(all(Observation.class)).isEmpty();
        }
    }

    private List<Reference> parts(Shape shape) {
        return shape.form() == DiagnosticReport.class
                ? the(DiagnosticReport.class).getResult()
                : the(DocumentReference.class).getContext().getRelated();
    }

    private Observation observation(String code) {
        List<Observation> found = all(Observation.class).stream()
                .filter(one -> one.getCode().getCodingFirstRep().getCode().equals(code))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private String status(Shape shape) {
        return shape.form() == DiagnosticReport.class
                ? the(DiagnosticReport.class).getStatus().toCode()
                : the(DocumentReference.class).getStatus().toCode();
    }

    private <T extends Resource> T the(Class<T> type) {
        List<T> found = all(type);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private <T extends Resource> List<T> all(Class<T> type) {
        return Written.all(fhir.baseUrl(), type.getSimpleName()).stream()
                .map(type::cast)
                .toList();
    }
}
