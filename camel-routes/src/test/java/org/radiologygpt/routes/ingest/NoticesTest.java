package org.radiologygpt.routes.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.radiologygpt.draft.Arrival;
import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.draft.DraftRef;
import org.radiologygpt.draft.Notice;
import org.radiologygpt.draft.Origin;
import org.radiologygpt.draft.PatientMarks;
import org.radiologygpt.draft.ReportHistory;
import org.radiologygpt.draft.ReportState;
import org.radiologygpt.draft.Review;
import org.radiologygpt.draft.ReviewGiven;
import org.radiologygpt.draft.Reviewer;
import org.radiologygpt.draft.SkipReason;
import org.radiologygpt.report.Identifier;
import org.radiologygpt.report.RejectReason;
import org.radiologygpt.report.ReportKey;
import org.radiologygpt.routes.ingest.Passage.Ended;
import org.radiologygpt.routes.lifecycle.ReportLives;
import org.radiologygpt.routes.writeback.StoreException;
import org.radiologygpt.routes.writeback.StoredDraft;

/** Reviews and merges over a state and a store in memory. */
class NoticesTest {
    private static final ReportKey KEY = new ReportKey("RIS", "A1");
    private static final String DRAFT = "RIS|A1|v1|2";
    private static final Identifier LOSING = new Identifier("NORTH", "Q1", "MR");

    private final MemoryStore store = new MemoryStore();
    private final MemoryStates states = new MemoryStates();
    private Notice notice;
    private final Notices notices =
            new Notices(Map.of("in", bytes -> Optional.ofNullable(notice)), new ReportLives(states), store);

    @BeforeEach
    void a_written_draft() {
        drafted(KEY);
    }

    private void drafted(ReportKey key) {
        DraftRef draft = new DraftRef(2, "v1", new Origin("oru-0", 7), "text", true);
        states.states.put(key, new ReportState.Drafted(history(key, 2), draft));
        String stored = draft.idempotencyKey(key);
        store.drafts.put(stored, new StoredDraft("DiagnosticReport/" + key.accession(), "oru-0-7", "Clear."));
    }

    private static ReportHistory history(ReportKey key, int drafts) {
        List<String> marks = PatientMarks.of(key, List.of(LOSING));
        Arrival newest = new Arrival(new Origin("oru-0", 7), Instant.EPOCH, "v1", "M1", "body", marks);
        return new ReportHistory(
                Optional.of(newest), Optional.empty(), Optional.empty(), drafts, List.of(), false, List.of());
    }

    private JsonNode comes(Notice come) {
        notice = come;
        Ended ended = notices.end(delivery()).orElseThrow();
        return ended.outcome();
    }

    private static Delivery delivery() {
        return new Delivery("in", 0, 3, Instant.EPOCH, "", new byte[] {'x'});
    }

    private JsonNode review(String draft, Review review) {
        return comes(new Notice.Reviewed(new ReviewGiven(draft, review, Reviewer.unnamed(), Optional.empty())));
    }

    @Test
    void review_of_the_open_draft_is_noted_once_however_often_it_comes() {
        for (int times = 1; times <= 2; times++) {
            JsonNode outcome = review(DRAFT, Review.ACCEPTED);
            assertThat(outcome.path("outcome").asText()).isEqualTo("skipped");
            assertThat(outcome.path("reason").asText()).isEqualTo("draft_reviewed");
            assertThat(outcome.path("draft").asText()).isEqualTo(DRAFT);
        }
        assertThat(store.reviews).hasSize(1);
        assertThat(states.read(KEY)).isInstanceOf(ReportState.Reviewed.class);
    }

    @Test
    void later_review_counts_and_a_rejected_draft_is_taken_back_for_good() {
        review(DRAFT, Review.ACCEPTED);
        assertThat(review(DRAFT, Review.EDITED).path("reason").asText()).isEqualTo("draft_reviewed");
        JsonNode rejected = review(DRAFT, Review.REJECTED);
        assertThat(rejected.path("cancelled")).hasSize(1);
        assertThat(store.cancelled).containsEntry(DRAFT, CancelReason.REJECTED);
        assertThat(review(DRAFT, Review.ACCEPTED).path("reason").asText()).isEqualTo("older_draft");
        assertThat(store.reviews)
                .extracting(ReviewGiven::review)
                .containsExactly(Review.ACCEPTED, Review.EDITED, Review.REJECTED);
    }

    @Test
    void review_of_a_draft_that_does_not_count_is_skipped_with_its_reason() {
        assertThat(review("RIS|A1|v0|1", Review.ACCEPTED).path("reason").asText())
                .isEqualTo("older_draft");
        assertThat(review("RIS|A1|v0|2", Review.ACCEPTED).path("reason").asText())
                .isEqualTo("older_draft");
        assertThat(review("RIS|A1|v1|3", Review.ACCEPTED).path("reason").asText())
                .isEqualTo("unknown_draft");
        assertThat(review("RIS|A9|v1|1", Review.ACCEPTED).path("reason").asText())
                .isEqualTo("unknown_draft");
        assertThat(store.reviews).isEmpty();
        assertThat(states.read(KEY)).isInstanceOf(ReportState.Drafted.class);
    }

    @Test
    void merge_takes_back_what_is_open_for_the_losing_patient_and_stops_what_is_being_drafted() {
        ReportKey generating = new ReportKey("RIS", "A2");
        states.states.put(generating, new ReportState.Awaiting(history(generating, 0)));
        ReportKey signed = new ReportKey("RIS", "A3");
        states.states.put(signed, new ReportState.Superseded(history(signed, 1)));
        JsonNode outcome = comes(new Notice.Merged("ADT/NORTH", List.of(LOSING)));
        assertThat(outcome.path("reason").asText()).isEqualTo("patient_merged");
        assertThat(outcome.path("drafts").asInt()).isEqualTo(1);
        assertThat(outcome.path("reports").asInt()).isEqualTo(2);
        assertThat(outcome.toString()).doesNotContain("Q1");
        assertThat(store.cancelled).containsExactly(Map.entry(DRAFT, CancelReason.MERGED));
        assertThat(states.read(generating)).isInstanceOf(ReportState.Cancelled.class);
        assertThat(states.read(signed)).isInstanceOf(ReportState.Superseded.class);
        assertThat(comes(new Notice.Merged("ADT/NORTH", List.of(LOSING)))
                        .path("drafts")
                        .asInt())
                .isZero();
    }

    @Test
    void merge_of_another_patient_changes_nothing() {
        JsonNode outcome = comes(new Notice.Merged("ADT/NORTH", List.of(new Identifier("NORTH", "Q2", "MR"))));
        assertThat(outcome.path("reports").asInt()).isZero();
        assertThat(states.read(KEY)).isInstanceOf(ReportState.Drafted.class);
    }

    @Test
    void idle_and_unusable_notices_end_with_their_reason() {
        assertThat(comes(new Notice.Idle(KEY, SkipReason.NOT_REVIEWED))
                        .path("reason")
                        .asText())
                .isEqualTo("not_reviewed");
        JsonNode unusable = comes(new Notice.Unusable(RejectReason.UNKNOWN_STATUS, "no outcome"));
        assertThat(unusable.path("outcome").asText()).isEqualTo("rejected");
        assertThat(unusable.path("reason").asText()).isEqualTo("unknown_status");
        notice = null;
        assertThat(notices.end(delivery())).isEmpty();
    }

    @Test
    void store_that_is_down_lets_the_notice_wait() {
        store.findFault =
                () -> Optional.of(new StoreException(StoreException.Kind.UNAVAILABLE, "HTTP 503", Optional.empty()));
        assertThatThrownBy(() -> review(DRAFT, Review.ACCEPTED)).isInstanceOf(RetryLater.class);
        assertThat(states.read(KEY)).isInstanceOf(ReportState.Drafted.class);
        store.findFault = Optional::empty;
        assertThat(review(DRAFT, Review.ACCEPTED).path("reason").asText()).isEqualTo("draft_reviewed");
    }
}
