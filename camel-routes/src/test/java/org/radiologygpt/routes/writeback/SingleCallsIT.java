package org.radiologygpt.routes.writeback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.fhir.CallsFhirStore;
import org.radiologygpt.fhir.DraftBundle;
import org.radiologygpt.fhir.DraftReview;
import org.radiologygpt.fhir.DraftSettings;
import org.radiologygpt.fhir.DraftWithdrawal;
import org.radiologygpt.fhir.FhirEndpoint;
import org.radiologygpt.fhir.RestFhirStore;
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
    private DraftStore store;

    @BeforeEach
    void start() {
        fhir = EmbeddedFhirServer.start(directory, 0);
        proxy = BreakingProxy.before(fhir.baseUrl());
        DraftSettings settings = DraftSettings.defaults("test");
        store = new FhirDraftStore(
                new CallsFhirStore(new RestFhirStore(FhirEndpoint.open(proxy.baseUrl()), Clock.systemUTC())),
                new DraftBundle(settings, Clock.systemUTC()),
                new DraftWithdrawal(settings, Clock.systemUTC()),
                new DraftReview(settings, Clock.systemUTC()),
                settings.banner());
    }

    @AfterEach
    void stop() {
        proxy.close();
        fhir.close();
    }

    @Test
    void draft_is_written_with_five_calls_that_refer_to_each_other() {
        StoredDraft stored = store.write(Written.report(), Written.draft("Clear."), ORIGIN);
        assertThat(proxy.writes()).isEqualTo(5);
        Provenance provenance = the(Provenance.class);
        assertThat(provenance.getTargetFirstRep().getReference()).isEqualTo(stored.reference());
        assertThat(provenance.getAgent())
                .allSatisfy(agent -> assertThat(agent.getWho().getReference()).startsWith("Device/"));
        assertThat(the(Task.class).getFocus().getReference()).isEqualTo(stored.reference());
        assertThat(all(Device.class)).hasSize(2);
    }

    @Test
    void whole_draft_is_not_written_again() {
        StoredDraft first = store.write(Written.report(), Written.draft("First."), ORIGIN);
        assertThat(store.write(Written.report(), Written.draft("Second."), "radiology.oru-1-3"))
                .isEqualTo(first);
        assertThat(proxy.writes()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({
        "1, false",
        "2, false",
        "3, false",
        "4, false",
        "5, false",
        "1, true",
        "2, true",
        "3, true",
        "4, true",
        "5, true"
    })
    void draft_broken_off_at_any_call_is_made_whole_by_the_retry(int call, boolean afterItTookEffect) {
        proxy.breakAt(call, afterItTookEffect);
        assertThatThrownBy(() -> store.write(Written.report(), Written.draft("First."), ORIGIN))
                .isInstanceOf(StoreException.class);
        boolean whole = call == 5 && afterItTookEffect;
        assertThat(store.find(KEY).isPresent()).as("found before it is whole").isEqualTo(whole);
        StoredDraft stored = store.write(Written.report(), Written.draft("Second."), ORIGIN);
        assertThat(stored.impression()).isEqualTo(whole ? "First." : "Second.");
        assertThat(the(DiagnosticReport.class).getConclusion()).endsWith(stored.impression());
        assertThat(the(Provenance.class).getTargetFirstRep().getReference()).isEqualTo(stored.reference());
        assertThat(the(Task.class).getFocus().getReference()).isEqualTo(stored.reference());
        assertThat(all(Device.class)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, false", "3, false", "4, false", "1, true", "2, true", "3, true", "4, true"})
    void draft_whose_taking_back_is_broken_off_at_any_call_is_taken_back_whole_by_the_retry(
            int call, boolean afterItTookEffect) {
        store.write(Written.report(), Written.draft("Clear."), ORIGIN);
        proxy.breakAt(call, afterItTookEffect);
        assertThatThrownBy(() -> store.cancel(KEY, CancelReason.SIGNED, CAUSE)).isInstanceOf(StoreException.class);
        assertThat(store.cancel(KEY, CancelReason.SIGNED, CAUSE)).isPresent();
        assertThat(the(DiagnosticReport.class).getStatus().toCode()).isEqualTo("cancelled");
        assertThat(the(Task.class).getStatus().toCode()).isEqualTo("cancelled");
        assertThat(all(Provenance.class)).hasSize(2);
        int writes = proxy.writes();
        store.cancel(KEY, CancelReason.SIGNED, CAUSE);
        assertThat(proxy.writes()).as("nothing is left to do").isEqualTo(writes);
    }

    @Test
    void part_of_a_draft_is_taken_back_and_never_gets_a_task() {
        proxy.breakAt(4, false);
        assertThatThrownBy(() -> store.write(Written.report(), Written.draft("First."), ORIGIN))
                .isInstanceOf(StoreException.class);
        assertThat(store.cancel(KEY, CancelReason.SIGNED, CAUSE)).isPresent();
        store.write(Written.report(), Written.draft("Second."), ORIGIN);
        assertThat(the(DiagnosticReport.class).getStatus().toCode()).isEqualTo("cancelled");
        assertThat(all(Task.class)).isEmpty();
    }

    private <T extends org.hl7.fhir.r4.model.Resource> T the(Class<T> type) {
        List<T> found = all(type);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private <T extends org.hl7.fhir.r4.model.Resource> List<T> all(Class<T> type) {
        return Written.all(fhir.baseUrl(), type.getSimpleName()).stream()
                .map(type::cast)
                .toList();
    }
}
