package org.radiologygpt.routes.ingest;

import static org.apache.camel.LoggingLevel.OFF;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.routes.deadletter.ErrorRecord;
import org.radiologygpt.routes.deadletter.Failure;
import org.radiologygpt.routes.deadletter.Stage;
import org.radiologygpt.routes.ingest.Passage.Drafted;
import org.radiologygpt.routes.ingest.Passage.Eligible;
import org.radiologygpt.routes.ingest.Passage.Ended;
import org.radiologygpt.routes.ingest.Passage.Received;
import org.radiologygpt.routes.lanes.Attempt;
import org.radiologygpt.routes.lanes.Lookout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Kafka in, outcome out, then the record may be committed, in that order.
 *
 * <p>A fault in a step ends the message with a typed failure. Only two things leave a route as an exception, and both
 * leave the record uncommitted, to be fetched again: a server that stays down ({@link RetryLater}) and Kafka refusing
 * the outcome.
 */
public final class MessageRoutes extends RouteBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(MessageRoutes.class);
    private static final Logger AUDIT = LoggerFactory.getLogger("org.radiologygpt.audit");
    private static final String COMMIT = "commit";
    private static final String SINCE = "waitingSince";
    private static final String ENDED = "ended";
    private static final String ATTEMPTS = "attempts";
    private static final String TURN = "turn";
    private static final String SUSPECT = "suspect";

    private final Topics topics;
    private final KafkaEndpoints kafka;
    private final Flow flow;
    private final Lookout lookout;
    private final MeterRegistry registry;
    private final MessageSteps steps;
    private final Patience patience;
    private final Meters meters;
    private final Clock clock;
    private final Suspects suspects;

    public MessageRoutes(
            Topics topics,
            KafkaSettings kafka,
            Flow flow,
            MessageSteps steps,
            Lookout lookout,
            Patience patience,
            MeterRegistry registry,
            Clock clock) {
        this.topics = topics;
        this.kafka = new KafkaEndpoints(kafka);
        this.flow = flow;
        this.steps = steps;
        this.lookout = lookout;
        this.registry = registry;
        this.patience = patience;
        this.meters = new Meters(registry);
        this.clock = clock;
        this.suspects = new Suspects(patience, clock);
    }

    @Override
    public void configure() {
        // No error handler logs an exchange: its body is a patient's report.
        errorHandler(defaultErrorHandler().logExhausted(false).logExhaustedMessageHistory(false));
        onException(RetryLater.class)
                .retryWhile(exchange -> waitsOn(exchange))
                .redeliveryDelay(patience.firstWait().toMillis())
                .useExponentialBackOff()
                .backOffMultiplier(2)
                .maximumRedeliveryDelay(patience.longestWait().toMillis())
                .useCollisionAvoidance()
                .collisionAvoidancePercent(25)
                .retryAttemptedLogLevel(OFF)
                .retriesExhaustedLogLevel(OFF)
                .logExhaustedMessageBody(false);
        kafka.configure(getContext(), flow, lookout, registry);
        ingest("oru", topics.oru());
        ingest("fhir", topics.fhir());
        message();
        outcome();
        errors();
    }

    private void ingest(String id, String topic) {
        from(kafka.consumer(topic))
                .routeId(id)
                .errorHandler(noErrorHandler())
                .process(this::receive)
                .id(id + "-receive")
                .to("direct:message")
                .id(id + "-message")
                .to("direct:outcome")
                .id(id + "-outcome")
                .process(this::commit)
                .id(id + "-commit");
    }

    private void message() {
        from("direct:message")
                .routeId("message")
                .process(step(Stage.READ, Received.class, steps::read))
                .id("read")
                .process(step(Stage.WRITE_BACK, Eligible.class, steps::lookUp))
                .id("look-up")
                .process(step(Stage.DRAFT, Eligible.class, steps::draft))
                .id("draft")
                .process(step(Stage.WRITE_BACK, Drafted.class, steps::writeBack))
                .id("write-back");
    }

    private void outcome() {
        from("direct:outcome")
                .routeId("outcome")
                .errorHandler(noErrorHandler())
                .process(this::keepEnd)
                .id("keep-end")
                .filter(exchange -> ended(exchange).failure().isPresent())
                .to("direct:errors")
                .id("to-errors")
                .end()
                .process(this::outcomeRecord)
                .id("outcome-record")
                .to(kafka.producer(topics.drafts()))
                .id("drafts-topic")
                .process(this::count)
                .id("count");
    }

    private void errors() {
        from("direct:errors")
                .routeId("errors")
                .errorHandler(noErrorHandler())
                .process(exchange -> errorRecord(exchange, original(exchange)))
                .id("error-record")
                .doTry()
                .to(kafka.producer(topics.errors()))
                .id("errors-topic")
                .doCatch(RecordTooLargeException.class)
                .process(exchange -> errorRecord(exchange, original(exchange).withoutBytes()))
                .id("error-record-without-bytes")
                .to(kafka.producer(topics.errors()))
                .id("errors-topic-without-bytes")
                .end();
    }

    private void receive(Exchange exchange) {
        exchange.setProperty(TURN, System.nanoTime());
        Message message = exchange.getMessage();
        byte[] bytes = message.getBody() instanceof byte[] body ? body : new byte[0];
        String key = message.getHeader(KafkaConstants.KEY) instanceof String text ? text : "";
        exchange.setProperty(COMMIT, message.getHeader(KafkaConstants.MANUAL_COMMIT));
        Delivery delivery = new Delivery(
                message.getHeader(KafkaConstants.TOPIC, String.class),
                message.getHeader(KafkaConstants.PARTITION, Integer.class),
                message.getHeader(KafkaConstants.OFFSET, Long.class),
                Instant.ofEpochMilli(message.getHeader(KafkaConstants.TIMESTAMP, clock.millis(), Long.class)),
                key,
                bytes);
        message.removeHeaders("*");
        message.setBody(new Received(delivery, read(exchange)));
        Attempt.of(exchange)
                .flatMap(Attempt::progress)
                .map(Progress.class::cast)
                .ifPresent(before -> {
                    message.setBody(before.passage());
                    exchange.setProperty(ATTEMPTS, before.attempts());
                });
    }

    private static Optional<ReadOutcome> read(Exchange exchange) {
        return Attempt.of(exchange).flatMap(Attempt::read).map(ReadOutcome.class::cast);
    }

    /** An outcome that Kafka refuses is not made again, but sent again. */
    private void keepEnd(Exchange exchange) {
        Ended ended = exchange.getMessage().getBody(Ended.class);
        exchange.setProperty(ENDED, ended);
        int attempts = exchange.getProperty(ATTEMPTS, 1, Integer.class);
        Attempt.of(exchange).ifPresent(attempt -> attempt.keep(new Progress(ended, attempts)));
    }

    private <T extends Passage> Processor step(Stage stage, Class<T> from, Function<T, Passage> step) {
        return exchange -> {
            Passage passage = exchange.getMessage().getBody(Passage.class);
            if (!from.isInstance(passage)) {
                return;
            }
            requireOurs(exchange);
            Timer.Sample sample = meters.start();
            try {
                exchange.getMessage().setBody(step.apply(from.cast(passage)));
            } catch (RetryLater e) {
                later(exchange, stage, passage, e);
            } catch (RuntimeException | StackOverflowError e) {
                LOG.error(
                        "{} failed at {}: {}",
                        passage.delivery().id(),
                        stage.code(),
                        e.getClass().getName());
                exchange.getMessage().setBody(steps.failed(passage, Failure.unforeseen(stage, e)));
            } catch (OutOfMemoryError | LinkageError | AssertionError e) {
                // Perhaps this process's trouble, perhaps the message's: it waits, but not for ever.
                String fault = e.getClass().getName();
                later(exchange, stage, passage, new RetryLater("internal_fault", fault, true, Optional.empty()));
            } finally {
                meters.stop(sample, stage.code());
            }
        };
    }

    /** What another engine does already is not done here as well. */
    private static void requireOurs(Exchange exchange) {
        if (!isOurs(exchange)) {
            throw new RetryLater("given_away", "the partition is another engine's", false, Optional.empty());
        }
    }

    private static boolean isOurs(Exchange exchange) {
        return Attempt.of(exchange).map(Attempt::isOurs).orElse(true);
    }

    private void later(Exchange exchange, Stage stage, Passage passage, RetryLater later) {
        meters.retried(later);
        int attempt = exchange.getProperty(ATTEMPTS, 1, Integer.class);
        if (later.suspect() && suspects.failed(passage.delivery().id())) {
            Failure failure = new Failure(later.reason(), stage, "fails on this message again and again");
            exchange.getMessage().setBody(steps.failed(passage, failure));
            return;
        }
        exchange.setProperty(ATTEMPTS, attempt + 1);
        exchange.setProperty(SUSPECT, later.suspect());
        Attempt.of(exchange).ifPresent(now -> {
            now.keep(new Progress(passage, attempt + 1));
            now.again(later.after().orElseGet(() -> patience.before(attempt)));
        });
        if (exchange.getProperty(SINCE) == null) {
            exchange.setProperty(SINCE, clock.millis());
            LOG.atLevel(later.reason().equals("fhir_unauthorized") ? Level.ERROR : Level.WARN)
                    .log("{} waits: {}", passage.delivery().id(), later.getMessage());
        }
        exchange.getMessage().removeHeader(Exchange.REDELIVERY_DELAY);
        later.after().ifPresent(after -> exchange.getMessage()
                .setHeader(
                        Exchange.REDELIVERY_DELAY,
                        Math.min(after.toMillis(), patience.window().toMillis())));
        throw later;
    }

    /** An outage is waited out in place, for all need the server that is down; a suspect message waits alone. */
    private boolean waitsOn(Exchange exchange) {
        boolean alone = Attempt.of(exchange).isPresent() && exchange.getProperty(SUSPECT, false, Boolean.class);
        if (alone || !isOurs(exchange)) {
            return false;
        }
        Long since = exchange.getProperty(SINCE, Long.class);
        return since == null || clock.millis() - since < patience.window().toMillis();
    }

    private static Ended ended(Exchange exchange) {
        return exchange.getProperty(ENDED, Ended.class);
    }

    private void outcomeRecord(Exchange exchange) {
        Ended ended = ended(exchange);
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(KafkaConstants.KEY, ended.key());
        message.setHeader("outcome-id", ended.delivery().id());
        message.setBody(ended.outcome().toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A draft that a rule forbids leaves a line of audit. */
    private void count(Exchange exchange) {
        Ended ended = ended(exchange);
        meters.ended(ended);
        if (ended.code().equals("drafted")) {
            long now = System.nanoTime();
            long turn = exchange.getProperty(TURN, now, Long.class);
            long received = Attempt.of(exchange).map(Attempt::receivedAt).orElse(turn);
            meters.drafted(ended, now - received, now - turn);
        }
        if (ended.outcome().has("rule")) {
            AUDIT.info(
                    "dropped {} rule {} reason {}",
                    ended.delivery().id(),
                    ended.outcome().path("rule").asText(),
                    ended.reason());
        }
    }

    private static ErrorRecord original(Exchange exchange) {
        Delivery delivery = ended(exchange).delivery();
        Failure failure = ended(exchange).failure().orElseThrow();
        return ErrorRecord.of(
                delivery.bytes(), failure, delivery.id(), exchange.getProperty(ATTEMPTS, 1, Integer.class));
    }

    private static void errorRecord(Exchange exchange, ErrorRecord record) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(KafkaConstants.KEY, ended(exchange).key());
        record.headers().forEach(message::setHeader);
        message.setBody(record.value());
    }

    private void commit(Exchange exchange) {
        exchange.getProperty(COMMIT, KafkaManualCommit.class).commit();
        suspects.ended(ended(exchange).delivery().id());
    }
}
