package org.radiologygpt.routes.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.draft.DraftOutcome;
import org.radiologygpt.draft.ReportState;
import org.radiologygpt.draft.SkipReason;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome.Read;
import org.radiologygpt.report.ReportKey;
import org.radiologygpt.routes.control.Change;
import org.radiologygpt.routes.control.Rule;
import org.radiologygpt.routes.control.Scope;
import org.radiologygpt.routes.deadletter.Failure;
import org.radiologygpt.routes.deadletter.Stage;
import org.radiologygpt.routes.draft.Drafter;
import org.radiologygpt.routes.ingest.Passage.Drafted;
import org.radiologygpt.routes.ingest.Passage.Eligible;
import org.radiologygpt.routes.ingest.Passage.Ended;
import org.radiologygpt.routes.ingest.Passage.Received;
import org.radiologygpt.routes.lifecycle.ReportLives;
import org.radiologygpt.routes.training.TrainingPairs;
import org.radiologygpt.routes.writeback.StoreException;

/** The steps one by one, with a crash or a final report between any two. */
class MessageStepsTest {
    private static final String KEY = "RIS|A1|20260301120000|1";

    private final MemoryStore store = new MemoryStore();
    private final MemoryStates states = new MemoryStates();
    private final NothingAhead ahead = new NothingAhead();
    private Optional<Rule> rule = Optional.empty();
    private Instant received = Instant.EPOCH;
    private final Restraints restraints =
            new Restraints(report -> rule, Duration.ofDays(1), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    private final MessageSteps steps = steps();

    private MessageSteps steps() {
        Drafter drafter = new Drafter() {
            @Override
            public Optional<SkipReason> skips(RadiologyReport report) {
                return Optional.empty();
            }

            @Override
            public DraftOutcome draft(RadiologyReport report) {
                return new DraftOutcome.Drafted(Fixtures.draft(report, "No acute disease."));
            }
        };
        MessageLife life = new MessageLife(new ReportLives(states), ahead, store, TrainingPairs.none(), restraints);
        return new MessageSteps(Map.of("oru", Fixtures::read), drafter, store, life, Fixtures.noNotices(), 1 << 20);
    }

    private Received received(long offset, String message) {
        return new Received(new Delivery("oru", 0, offset, received, "key", message.getBytes(StandardCharsets.UTF_8)));
    }

    private Drafted drafted(Received received) {
        return (Drafted) steps.draft((Eligible) steps.lookUp((Eligible) steps.read(received)));
    }

    private Ended ended(Received received) {
        return (Ended) steps.writeBack(drafted(received));
    }

    @Test
    void final_seen_before_the_model_is_asked_spares_it() {
        ahead.closing = Optional.of(CancelReason.SIGNED);
        assertThat(((Ended) steps.read(received(1, "A1|clear lungs"))).reason()).isEqualTo("superseded");
    }

    @Test
    void final_seen_while_the_model_answers_drops_the_draft() {
        Eligible eligible = (Eligible) steps.read(received(1, "A1|clear lungs"));
        ahead.closing = Optional.of(CancelReason.SIGNED);
        assertThat(((Ended) steps.draft(eligible)).reason()).isEqualTo("superseded");
        assertThat(store.writes).hasValue(0);
    }

    @Test
    void final_seen_before_the_write_stops_it() {
        Drafted drafted = drafted(received(1, "A1|clear lungs"));
        ahead.closing = Optional.of(CancelReason.SIGNED);
        assertThat(((Ended) steps.writeBack(drafted)).reason()).isEqualTo("superseded");
        assertThat(store.writes).hasValue(0);
    }

    @Test
    void final_seen_during_the_write_takes_the_draft_back() {
        Drafted drafted = drafted(received(1, "A1|clear lungs"));
        store.fault = () -> {
            ahead.closing = Optional.of(CancelReason.SIGNED);
            return Optional.empty();
        };
        Ended ended = (Ended) steps.writeBack(drafted);
        assertThat(ended.reason()).isEqualTo("superseded");
        assertThat(ended.outcome().path("cancelled")).hasSize(1);
        assertThat(store.cancelled).containsEntry(KEY, CancelReason.SIGNED);
    }

    @Test
    void draft_that_cannot_be_taken_back_for_a_final_is_told_and_the_report_is_signed_all_the_same() {
        ended(received(1, "A1|clear lungs"));
        store.findFault = () -> Optional.of(new StoreException(StoreException.Kind.REFUSED, "no", Optional.empty()));
        ahead.closing = Optional.of(CancelReason.SIGNED);
        Ended ended = (Ended) steps.read(received(2, "A1|left effusion"));
        assertThat(ended.reason()).isEqualTo("superseded");
        assertThat(ended.failure().orElseThrow().reason()).isEqualTo("withdrawal_refused");
        assertThat(states.read(new ReportKey("RIS", "A1")).openDraft()).isEmpty();
    }

    @Test
    void draft_whose_answer_was_lost_is_taken_back_though_it_was_not_there_when_the_final_came() {
        Drafted drafted = drafted(received(1, "A1|clear lungs"));
        store.fault =
                () -> Optional.of(new StoreException(StoreException.Kind.UNAVAILABLE, "silent", Optional.empty()));
        assertThatThrownBy(() -> steps.writeBack(drafted)).isInstanceOf(RetryLater.class);
        ahead.closing = Optional.of(CancelReason.SIGNED);
        steps.read(received(1, "A1|clear lungs"));
        assertThat(store.cancelled).isEmpty();
        store.fault = Optional::empty;
        store.write(Fixtures.report("A1", "clear lungs"), drafted.draft(), "oru-0-1");
        assertThat(((Ended) steps.writeBack(drafted)).reason()).isEqualTo("superseded");
        assertThat(store.cancelled).containsEntry(KEY, CancelReason.SIGNED);
    }

    @Test
    void a_signed_report_tells_how_far_it_is_from_its_draft_and_says_no_word_of_it() {
        ended(received(1, "A1|clear lungs"));
        RadiologyReport signed = Fixtures.signed("A1", "clear lungs", "No acute lung disease.");

        Ended ended = (Ended) steps.read(new Received(received(2, "A1|").delivery(), Optional.of(new Read(signed))));

        assertThat(ended.outcome().path("edit").toString())
                .isEqualTo("{\"draft\":\"" + KEY + "\",\"week\":\"2026-W09\",\"distance\":0.25,"
                        + "\"rougeL\":0.8571428571428571,\"unchanged\":false}");
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        new Meters(registry).ended(ended);
        assertThat(registry.get("radiology.draft.edit.distance").summary().max())
                .isEqualTo(0.25);
        assertThat(registry.get("radiology.drafts.signed")
                        .tag("unchanged", "false")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void a_report_signed_without_a_draft_tells_nothing_of_one() {
        RadiologyReport signed = Fixtures.signed("A1", "clear lungs", "No acute lung disease.");

        Ended ended = (Ended) steps.read(new Received(received(2, "A1|").delivery(), Optional.of(new Read(signed))));

        assertThat(ended.outcome().has("edit")).isFalse();
    }

    private static Optional<Rule> forbidding(Rule.Kind kind, Scope scope, String value) {
        Change change = new Change("tester", Instant.EPOCH, "test");
        return Optional.of(new Rule("r1", kind, scope, value, false, Optional.empty(), Optional.empty(), change));
    }

    @Test
    void rule_that_forbids_spares_the_model_and_is_named_by_the_outcome() {
        rule = forbidding(Rule.Kind.OPT_OUT, Scope.MODALITY, "CT");
        Ended ended = (Ended) steps.read(received(1, "A1|clear lungs"));
        assertThat(ended.reason()).isEqualTo("opted_out");
        assertThat(ended.outcome().path("rule").asText()).isEqualTo("r1");
    }

    @Test
    void kill_switch_before_the_model_spares_it() {
        Eligible eligible = (Eligible) steps.lookUp((Eligible) steps.read(received(1, "A1|clear lungs")));
        rule = forbidding(Rule.Kind.STOP, Scope.ALL, "");
        assertThat(((Ended) steps.draft(eligible)).reason()).isEqualTo("stopped");
    }

    @Test
    void kill_switch_before_the_write_stops_it() {
        Drafted drafted = drafted(received(1, "A1|clear lungs"));
        rule = forbidding(Rule.Kind.STOP, Scope.ALL, "");
        assertThat(((Ended) steps.writeBack(drafted)).reason()).isEqualTo("stopped");
        assertThat(store.writes).hasValue(0);
    }

    @Test
    void kill_switch_while_a_write_waits_for_its_turn_stops_it() {
        Drafted drafted = drafted(received(1, "A1|clear lungs"));
        store.turn = () -> rule = forbidding(Rule.Kind.STOP, Scope.ALL, "");
        assertThat(((Ended) steps.writeBack(drafted)).reason()).isEqualTo("stopped");
        assertThat(store.writes).hasValue(0);
    }

    @Test
    void kill_switch_during_the_write_takes_the_draft_back() {
        Drafted drafted = drafted(received(1, "A1|clear lungs"));
        store.fault = () -> {
            rule = forbidding(Rule.Kind.STOP, Scope.ALL, "");
            return Optional.empty();
        };
        assertThat(((Ended) steps.writeBack(drafted)).reason()).isEqualTo("stopped");
        assertThat(store.cancelled).containsEntry(KEY, CancelReason.STOPPED);
    }

    @Test
    void draft_that_is_open_stays_for_its_reader_when_its_report_is_sent_again_under_a_kill_switch() {
        ended(received(1, "A1|clear lungs"));
        rule = forbidding(Rule.Kind.STOP, Scope.ALL, "");
        assertThat(((Ended) steps.read(received(2, "A1|clear lungs"))).reason()).isEqualTo("duplicate");
        assertThat(store.cancelled).isEmpty();
    }

    @Test
    void stopped_report_that_is_sent_again_after_the_stop_is_drafted() {
        rule = forbidding(Rule.Kind.STOP, Scope.ALL, "");
        steps.read(received(1, "A1|clear lungs"));
        rule = Optional.empty();
        assertThat(ended(received(2, "A1|clear lungs")).code()).isEqualTo("drafted");
    }

    @Test
    void message_that_waited_longer_than_a_draft_is_worth_is_skipped() {
        received = Instant.EPOCH.minus(Duration.ofHours(25));
        assertThat(((Ended) steps.read(received(1, "A1|clear lungs"))).reason()).isEqualTo("expired");
    }

    @Test
    void crash_after_the_write_ends_drafted_without_a_second_draft() {
        Received received = received(1, "A1|clear lungs");
        Drafted drafted = drafted(received);
        store.write(
                drafted.reading().report(), drafted.draft(), received.delivery().id());
        Ended again = (Ended) steps.lookUp((Eligible) steps.read(received));
        assertThat(again.code()).isEqualTo("drafted");
        assertThat(again.outcome().path("redelivered").asBoolean()).isTrue();
        assertThat(store.writes).hasValue(1);
    }

    @Test
    void record_that_comes_again_after_its_outcome_ends_the_same_way() {
        Received received = received(1, "A1|clear lungs");
        assertThat(ended(received).code()).isEqualTo("drafted");
        assertThat(((Ended) steps.read(received)).code()).isEqualTo("drafted");
        assertThat(((Ended) steps.read(received(2, "A1|clear lungs"))).reason()).isEqualTo("duplicate");
    }

    @Test
    void other_findings_under_the_same_clock_take_the_first_draft_back() {
        ended(received(1, "A1|clear lungs"));
        Ended second = ended(received(2, "A1|left effusion"));
        assertThat(second.outcome().path("draft").asText()).isEqualTo("RIS|A1|20260301120000|2");
        assertThat(store.cancelled).containsOnlyKeys(KEY);
        assertThat(states.read(new ReportKey("RIS", "A1"))).isInstanceOf(ReportState.Drafted.class);
    }

    @Test
    void new_draft_is_not_looked_up_and_one_that_was_begun_is() {
        Received received = received(1, "A1|clear lungs");
        store.findFault =
                () -> Optional.of(new StoreException(StoreException.Kind.REFUSED, "looked up", Optional.empty()));
        Drafted drafted = drafted(received);
        assertThat(drafted.ref().number()).isEqualTo(1);
        assertThat(((Ended) steps.lookUp((Eligible) steps.read(received))).reason())
                .isEqualTo("fhir_refused");
    }

    @Test
    void closing_report_that_had_its_turn_and_came_again_takes_no_later_draft_back() {
        ended(received(1, "A1|clear lungs"));
        ended(received(2, "A1|left effusion"));
        store.cancelled.clear();
        Reading second = Reading.of(received(2, "A1|left effusion").delivery(), Fixtures.report("A1", "left effusion"));
        ahead.closing = Optional.of(CancelReason.WITHDRAWN);
        ahead.origin = second.arrival().origin();
        assertThat(((Ended) steps.read(received(1, "A1|clear lungs"))).code()).isEqualTo("drafted");
        assertThat(store.cancelled).isEmpty();
        assertThat(states.read(new ReportKey("RIS", "A1"))).isInstanceOf(ReportState.Drafted.class);
    }

    @Test
    void late_engine_ends_a_message_as_another_engine_ended_it() {
        Drafted late = drafted(received(1, "A1|clear lungs"));
        ended(received(1, "A1|clear lungs"));
        ended(received(2, "A1|left effusion"));
        assertThat(((Ended) steps.writeBack(late)).code()).isEqualTo("drafted");
        assertThat(steps.failed(late, new Failure("internal_fault", Stage.DRAFT, ""))
                        .code())
                .isEqualTo("drafted");
        assertThat(store.cancelled).containsOnlyKeys(KEY);
    }
}
