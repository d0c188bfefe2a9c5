package org.radiologygpt.routes.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.radiologygpt.draft.DraftOutcome;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.routes.draft.ModelException;
import org.radiologygpt.routes.draft.ModelException.Kind;
import org.radiologygpt.routes.writeback.StoreException;
import org.radiologygpt.routes.writeback.StoredDraft;

class MessageRoutesIT {
    private static final Patience PATIENCE = new Patience(
            Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofSeconds(2), 3, Duration.ofMillis(100));
    private static final Function<RadiologyReport, DraftOutcome> DRAFTING =
            report -> new DraftOutcome.Drafted(Fixtures.draft(report, "No acute disease."));

    private final MemoryStore store = new MemoryStore();

    @Test
    void drafted_message_gets_one_outcome_and_is_committed_after_it() {
        Topics topics = Broker.topics("drafted", 1);
        try (var routes = new RunningRoutes(topics, DRAFTING, store, PATIENCE)) {
            send(topics, "A1|clear lungs");
            JsonNode outcome = outcome(topics, 1).get(0);
            assertThat(outcome.path("outcome").asText()).isEqualTo("drafted");
            assertThat(outcome.path("impression").asText()).isEqualTo("No acute disease.");
            assertThat(outcome.path("source").asText()).isEqualTo(topics.oru() + "-0-0");
            awaitCommitted(topics, 1);
        }
        assertThat(store.drafts).containsOnlyKeys("RIS|A1|20260301120000|1");
    }

    @Test
    void rejected_message_keeps_its_bytes_in_the_error_topic_and_the_next_one_is_served() {
        Topics topics = Broker.topics("rejected", 1);
        try (var routes = new RunningRoutes(topics, DRAFTING, store, PATIENCE)) {
            send(topics, "no bar here");
            send(topics, "A2|clear lungs");
            assertThat(outcome(topics, 2))
                    .extracting(outcome -> outcome.path("outcome").asText())
                    .containsExactly("rejected", "drafted");
            ConsumerRecord<String, byte[]> error =
                    Broker.read(topics.errors(), 1).get(0);
            assertThat(new String(error.value(), StandardCharsets.UTF_8)).isEqualTo("no bar here");
            assertThat(header(error, "reason")).isEqualTo("no_msh_segment");
            assertThat(header(error, "stage")).isEqualTo("read");
            assertThat(header(error, "source")).isEqualTo(topics.oru() + "-0-0");
            assertThat(header(error, "attempts")).isEqualTo("1");
        }
    }

    @Test
    void outage_of_the_model_longer_than_the_window_only_delays() {
        Topics topics = Broker.topics("outage", 1);
        long recovers = System.nanoTime() + Duration.ofSeconds(6).toNanos();
        Function<RadiologyReport, DraftOutcome> flaky = report -> {
            if (System.nanoTime() < recovers) {
                throw new ModelException(Kind.UNAVAILABLE, "down");
            }
            return DRAFTING.apply(report);
        };
        try (var routes = new RunningRoutes(topics, flaky, store, PATIENCE)) {
            send(topics, "A1|clear lungs");
            send(topics, "A2|clear lungs");
            assertThat(outcome(topics, 2))
                    .extracting(outcome -> outcome.path("outcome").asText())
                    .containsExactly("drafted", "drafted");
            awaitCommitted(topics, 2);
        }
        assertThat(store.writes).hasValue(2);
    }

    @Test
    void message_that_never_gets_an_answer_from_a_running_server_is_given_up_and_kept() {
        Topics topics = Broker.topics("suspect", 1);
        AtomicInteger calls = new AtomicInteger();
        Function<RadiologyReport, DraftOutcome> failing = report -> {
            if (report.key().accession().equals("A1")) {
                calls.incrementAndGet();
                throw new ModelException(Kind.TIMEOUT, "no answer");
            }
            return DRAFTING.apply(report);
        };
        try (var routes = new RunningRoutes(topics, failing, store, PATIENCE)) {
            send(topics, "A1|clear lungs");
            send(topics, "A2|clear lungs");
            List<JsonNode> outcomes = outcome(topics, 2);
            assertThat(outcomes.get(0).path("reason").asText()).isEqualTo("model_timeout");
            assertThat(outcomes.get(1).path("outcome").asText()).isEqualTo("drafted");
            assertThat(header(Broker.read(topics.errors(), 1).get(0), "attempts"))
                    .isEqualTo("3");
        }
        assertThat(calls).hasValue(3);
    }

    @Test
    void unforeseen_fault_names_its_class_and_not_its_words() {
        Topics topics = Broker.topics("fault", 1);
        Function<RadiologyReport, DraftOutcome> broken = report -> {
            throw new IllegalStateException("patient Doe");
        };
        try (var routes = new RunningRoutes(topics, broken, store, PATIENCE)) {
            send(topics, "A1|clear lungs");
            JsonNode outcome = outcome(topics, 1).get(0);
            assertThat(outcome.path("outcome").asText()).isEqualTo("withheld");
            assertThat(outcome.path("reason").asText()).isEqualTo("internal_fault");
            ConsumerRecord<String, byte[]> error =
                    Broker.read(topics.errors(), 1).get(0);
            assertThat(header(error, "stage")).isEqualTo("draft");
            assertThat(header(error, "detail")).isEqualTo("java.lang.IllegalStateException");
            awaitCommitted(topics, 1);
        }
    }

    @Test
    void refusing_fhir_server_withholds_and_keeps_the_message() {
        Topics topics = Broker.topics("refused", 1);
        store.fault = () -> Optional.of(new StoreException(StoreException.Kind.REFUSED, "HTTP 422", Optional.empty()));
        try (var routes = new RunningRoutes(topics, DRAFTING, store, PATIENCE)) {
            send(topics, "A1|clear lungs");
            assertThat(outcome(topics, 1).get(0).path("reason").asText()).isEqualTo("fhir_refused");
            assertThat(header(Broker.read(topics.errors(), 1).get(0), "stage")).isEqualTo("write_back");
        }
    }

    @Test
    void draft_that_is_stored_though_the_states_were_lost_stays_the_only_one() {
        Topics topics = Broker.topics("redelivered", 1);
        String origin = topics.oru() + "-0-0";
        store.drafts.put("RIS|A1|20260301120000|1", new StoredDraft("DiagnosticReport/7", origin, "Stored."));
        try (var routes = new RunningRoutes(topics, DRAFTING, store, PATIENCE)) {
            send(topics, "A1|clear lungs");
            JsonNode outcome = outcome(topics, 1).get(0);
            assertThat(outcome.path("outcome").asText()).isEqualTo("drafted");
            assertThat(outcome.path("impression").asText()).isEqualTo("Stored.");
            assertThat(outcome.path("redelivered").asBoolean()).isTrue();
        }
        assertThat(store.drafts).hasSize(1);
    }

    @Test
    void same_report_from_another_record_is_a_duplicate() {
        Topics topics = Broker.topics("duplicate", 1);
        try (var routes = new RunningRoutes(topics, DRAFTING, store, PATIENCE)) {
            send(topics, "A1|clear lungs");
            send(topics, "A1|clear lungs");
            List<JsonNode> outcomes = outcome(topics, 2);
            assertThat(outcomes.get(1).path("outcome").asText()).isEqualTo("skipped");
            assertThat(outcomes.get(1).path("reason").asText()).isEqualTo("duplicate");
        }
        assertThat(store.drafts).hasSize(1);
    }

    private static void send(Topics topics, String message) {
        Broker.send(topics.oru(), "key", message.getBytes(StandardCharsets.UTF_8));
    }

    private static void awaitCommitted(Topics topics, long offset) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(Broker.committed(topics.oru(), topics.oru(), 0))
                        .isEqualTo(offset));
    }

    private static List<JsonNode> outcome(Topics topics, int count) {
        return Broker.read(topics.drafts(), count).stream()
                .map(MessageRoutesIT::json)
                .toList();
    }

    private static JsonNode json(ConsumerRecord<String, byte[]> record) {
        try {
            return new ObjectMapper().readTree(record.value());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "absent" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
