package org.radiologygpt.routes.lanes;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.support.DefaultConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records of one topic as exchanges, with the headers of camel-kafka. A record is done when its route has called
 * {@code commit()} on the header {@link KafkaConstants#MANUAL_COMMIT}; else it is attempted again.
 */
final class ReportFeedConsumer extends DefaultConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(ReportFeedConsumer.class);

    private final Crew crew;
    private final String topic;
    private final List<Pulse> pulses = new ArrayList<>();
    private final List<PollLoop> loops = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private FeedHealth health;

    ReportFeedConsumer(Endpoint endpoint, Processor processor, Crew crew, String topic) {
        super(endpoint, processor);
        this.crew = crew;
        this.topic = topic;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        for (int i = 0; i < crew.settings().consumers(); i++) {
            Pulse pulse = new Pulse(crew.settings().sessionTimeout());
            pulses.add(pulse);
            loops.add(crew.loop(topic, pulse));
        }
        crew.measure(topic, pulses);
        watch();
        crew.follow(topic, this::attempt);
        for (PollLoop loop : loops) {
            Thread thread = new Thread(loop, "feed-" + topic + "-" + threads.size());
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    private void watch() {
        health = new FeedHealth(topic, pulses);
        WritableHealthCheckRepository checks = HealthCheckHelper.getHealthCheckRepository(
                getEndpoint().getCamelContext(), "components", WritableHealthCheckRepository.class);
        if (checks != null) {
            checks.addHealthCheck(health);
        }
    }

    private void attempt(Held held) {
        Attempt attempt = new Attempt(held);
        try {
            process(exchange(held, attempt));
        } catch (RuntimeException | Error e) {
            LOG.error("an attempt ended: {}", e.getClass().getName());
        } finally {
            if (!held.isFinished() && attempt.isOurs()) {
                LOG.debug(
                        "{}-{} is attempted again",
                        held.slice().partition(),
                        held.record().offset());
            }
            crew.ended(held, attempt.waiting());
        }
    }

    private void process(Exchange exchange) {
        try {
            getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        } finally {
            releaseExchange(exchange, false);
        }
    }

    private Exchange exchange(Held held, Attempt attempt) {
        ConsumerRecord<String, byte[]> record = held.record();
        Exchange exchange = createExchange(false);
        exchange.getIn().setBody(record.value());
        exchange.getIn().setHeader(KafkaConstants.TOPIC, record.topic());
        exchange.getIn().setHeader(KafkaConstants.PARTITION, record.partition());
        exchange.getIn().setHeader(KafkaConstants.OFFSET, record.offset());
        exchange.getIn().setHeader(KafkaConstants.TIMESTAMP, record.timestamp());
        exchange.getIn().setHeader(KafkaConstants.KEY, record.key());
        exchange.getIn().setHeader(KafkaConstants.MANUAL_COMMIT, (KafkaManualCommit) held::finish);
        attempt.on(exchange);
        return exchange;
    }

    /** Gives nothing out any more, and waits until what is in flight has ended or its time is over. */
    @Override
    protected void doStop() throws Exception {
        crew.rest();
        loops.forEach(PollLoop::stop);
        long longest =
                crew.settings().drain().plus(crew.settings().sessionTimeout()).toMillis();
        for (Thread thread : threads) {
            thread.join(longest);
        }
        WritableHealthCheckRepository checks = HealthCheckHelper.getHealthCheckRepository(
                getEndpoint().getCamelContext(), "components", WritableHealthCheckRepository.class);
        if (checks != null && health != null) {
            checks.removeHealthCheck(health);
        }
        threads.clear();
        loops.clear();
        pulses.clear();
        super.doStop();
    }
}
