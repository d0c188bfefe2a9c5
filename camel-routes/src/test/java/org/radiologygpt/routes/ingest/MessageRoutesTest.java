package org.radiologygpt.routes.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.camel.EndpointInject;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.radiologygpt.draft.DraftOutcome;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.routes.draft.ModelException;
import org.radiologygpt.routes.draft.ModelException.Kind;
import org.radiologygpt.routes.writeback.StoreException;

/** The routes without Kafka: its endpoints advised away, everything else as it runs. */
class MessageRoutesTest extends CamelTestSupport {
    private static final Patience PATIENCE =
            new Patience(Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofSeconds(2), 3, Duration.ofMillis(10));

    private final MemoryStore store = new MemoryStore();
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicReference<Function<RadiologyReport, DraftOutcome>> drafting =
            new AtomicReference<>(report -> new DraftOutcome.Drafted(Fixtures.draft(report, "No acute disease.")));

    @EndpointInject("mock:drafts")
    private MockEndpoint drafts;

    @EndpointInject("mock:errors")
    private MockEndpoint errors;

    @EndpointInject("mock:errors-without-bytes")
    private MockEndpoint errorsWithoutBytes;

    @Override
    public void configureTest(TestExecutionConfiguration configuration) {
        super.configureTest(configuration);
        configuration.withUseAdviceWith(true);
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return RunningRoutes.routes(
                Topics.defaults(), report -> drafting.get().apply(report), store, PATIENCE, "127.0.0.1:1");
    }

    @BeforeEach
    void advise() throws Exception {
        AdviceWith.adviceWith(context, "oru", advice -> advice.replaceFromWith("direct:oru"));
        AdviceWith.adviceWith(context, "fhir", advice -> advice.replaceFromWith("direct:fhir"));
        AdviceWith.adviceWith(context, "outcome", advice -> advice.weaveById("drafts-topic")
                .replace()
                .to("mock:drafts"));
        AdviceWith.adviceWith(context, "errors", advice -> {
            advice.weaveById("errors-topic").replace().to("mock:errors");
            advice.weaveById("errors-topic-without-bytes").replace().to("mock:errors-without-bytes");
        });
        context.start();
    }

    @Test
    void outcome_comes_before_the_commit() throws Exception {
        drafts.expectedMessageCount(1);
        drafts.whenAnyExchangeReceived(exchange -> assertThat(commits).hasValue(0));
        NotifyBuilder done =
                new NotifyBuilder(context).fromRoute("oru").whenCompleted(1).create();
        send("A1|clear lungs");
        assertThat(done.matches(5, TimeUnit.SECONDS)).isTrue();
        drafts.assertIsSatisfied();
        assertThat(commits).hasValue(1);
        assertThat(drafts.getExchanges().get(0).getMessage().getHeaders())
                .containsOnlyKeys(KafkaConstants.KEY, "outcome-id");
    }

    @Test
    void rejected_message_reaches_both_topics_before_the_commit() throws Exception {
        drafts.expectedMessageCount(1);
        errors.expectedBodiesReceived((Object) "nonsense".getBytes(StandardCharsets.UTF_8));
        send("nonsense");
        MockEndpoint.assertIsSatisfied(context);
        assertThat(commits).hasValue(1);
    }

    @Test
    void outcome_that_kafka_refuses_is_not_committed() {
        drafts.whenAnyExchangeReceived(exchange -> {
            throw new IllegalStateException("Kafka is down");
        });
        NotifyBuilder failed =
                new NotifyBuilder(context).fromRoute("oru").whenFailed(1).create();
        send("A1|clear lungs");
        assertThat(failed.matches(5, TimeUnit.SECONDS)).isTrue();
        assertThat(commits).hasValue(0);
    }

    @Test
    void error_that_kafka_refuses_is_neither_an_outcome_nor_committed() throws Exception {
        drafts.expectedMessageCount(0);
        errors.whenAnyExchangeReceived(exchange -> {
            throw new IllegalStateException("Kafka is down");
        });
        send("nonsense");
        drafts.assertIsSatisfied();
        assertThat(commits).hasValue(0);
    }

    @Test
    void message_larger_than_the_error_topic_takes_is_kept_by_name() throws Exception {
        errors.whenAnyExchangeReceived(exchange -> {
            throw new RecordTooLargeException("too large");
        });
        errorsWithoutBytes.expectedMessageCount(1);
        errorsWithoutBytes.expectedHeaderReceived("omitted", "true");
        errorsWithoutBytes.expectedHeaderReceived("source", "radiology.oru-0-5");
        drafts.expectedMessageCount(1);
        send("nonsense");
        MockEndpoint.assertIsSatisfied(context);
        assertThat(commits).hasValue(1);
    }

    @Test
    void outage_beyond_the_window_leaves_the_record_uncommitted() throws Exception {
        drafting.set(report -> {
            throw new ModelException(Kind.UNAVAILABLE, "down");
        });
        drafts.expectedMessageCount(0);
        errors.expectedMessageCount(0);
        send("A1|clear lungs");
        MockEndpoint.assertIsSatisfied(context);
        assertThat(commits).hasValue(0);
    }

    @Test
    void overloaded_model_server_is_asked_again_after_the_time_it_named() throws Exception {
        List<Long> asked = new CopyOnWriteArrayList<>();
        drafting.set(report -> {
            asked.add(System.nanoTime());
            if (asked.size() == 1) {
                throw new ModelException(Kind.UNAVAILABLE, "overloaded", Optional.of(Duration.ofSeconds(1)));
            }
            return new DraftOutcome.Drafted(Fixtures.draft(report, "No acute disease."));
        });
        drafts.expectedMessageCount(1);
        send("A1|clear lungs");
        MockEndpoint.assertIsSatisfied(context);
        assertThat(Duration.ofNanos(asked.get(1) - asked.get(0))).isGreaterThanOrEqualTo(Duration.ofMillis(990));
    }

    @Test
    void failures_of_one_server_do_not_count_against_the_message_at_the_other() throws Exception {
        AtomicInteger refusals = new AtomicInteger(5);
        AtomicInteger timeouts = new AtomicInteger(2);
        store.fault = () -> refusals.getAndDecrement() > 0
                ? Optional.of(new StoreException(StoreException.Kind.UNAVAILABLE, "HTTP 503", Optional.empty()))
                : Optional.empty();
        drafting.set(report -> {
            if (timeouts.getAndDecrement() > 0) {
                throw new ModelException(Kind.TIMEOUT, "slow");
            }
            return new DraftOutcome.Drafted(Fixtures.draft(report, "No acute disease."));
        });
        errors.expectedMessageCount(0);
        drafts.expectedMessageCount(1);
        send("A1|clear lungs");
        MockEndpoint.assertIsSatisfied(context);
        assertThat(commits).hasValue(1);
    }

    @Test
    void message_that_exhausts_the_process_is_given_up_and_stops_nobody() throws Exception {
        drafting.set(report -> {
            throw new OutOfMemoryError("Java heap space");
        });
        errors.expectedHeaderReceived("reason", "internal_fault");
        errors.expectedMessageCount(1);
        drafts.expectedMessageCount(1);
        send("A1|clear lungs");
        MockEndpoint.assertIsSatisfied(context);
        assertThat(commits).hasValue(1);
    }

    @Test
    void throttling_fhir_server_is_asked_again_and_the_model_is_not() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        AtomicInteger refusals = new AtomicInteger(2);
        drafting.set(report -> {
            calls.incrementAndGet();
            return new DraftOutcome.Drafted(Fixtures.draft(report, "No acute disease."));
        });
        store.fault = () -> refusals.getAndDecrement() > 0
                ? Optional.of(new StoreException(
                        StoreException.Kind.UNAVAILABLE, "HTTP 429", Optional.of(Duration.ofMillis(30))))
                : Optional.empty();
        drafts.expectedMessageCount(1);
        send("A1|clear lungs");
        MockEndpoint.assertIsSatisfied(context);
        assertThat(calls).hasValue(1);
        assertThat(store.writes).hasValue(1);
        assertThat(commits).hasValue(1);
    }

    private void send(String message) {
        KafkaManualCommit commit = new KafkaManualCommit() {
            @Override
            public void commit() {
                commits.incrementAndGet();
            }
        };
        Map<String, Object> headers = Map.of(
                KafkaConstants.TOPIC,
                "radiology.oru",
                KafkaConstants.PARTITION,
                0,
                KafkaConstants.OFFSET,
                5L,
                KafkaConstants.KEY,
                "key",
                KafkaConstants.MANUAL_COMMIT,
                commit,
                "patient",
                "Doe");
        context.createProducerTemplate().send("direct:oru", exchange -> {
            exchange.getMessage().setHeaders(new HashMap<>(headers));
            exchange.getMessage().setBody(message.getBytes(StandardCharsets.UTF_8));
        });
    }
}
