package org.radiologygpt.routes.lanes;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.camel.main.Main;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.radiologygpt.routes.ingest.Broker;

/** A route from one topic of the test broker; a record is done when the work on it returns. */
final class RunningFeed implements AutoCloseable, Lookout {
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Main main = new Main();
    volatile long heldAt = -1;

    RunningFeed(String topic, int inFlight, int inHand, Consumer<Exchange> work) {
        FeedSettings settings = new FeedSettings(
                Map.of("bootstrap.servers", Broker.address()),
                topic,
                1,
                10,
                Duration.ofMinutes(5),
                Duration.ofSeconds(6),
                inFlight,
                inHand,
                1 << 20,
                Duration.ofSeconds(10));
        main.bind("report-feed", new ReportFeedComponent(settings, this, registry));
        main.configure().withShutdownTimeout(30);
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("report-feed:" + topic).errorHandler(noErrorHandler()).process(exchange -> {
                    work.accept(exchange);
                    exchange.getMessage()
                            .getHeader(KafkaConstants.MANUAL_COMMIT, KafkaManualCommit.class)
                            .commit();
                });
            }
        });
        main.start();
    }

    double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    static String key(Exchange exchange) {
        return exchange.getMessage().getHeader(KafkaConstants.KEY, String.class);
    }

    static String id(Exchange exchange) {
        return exchange.getMessage().getHeader(KafkaConstants.PARTITION) + "-"
                + exchange.getMessage().getHeader(KafkaConstants.OFFSET);
    }

    @Override
    public Sight seen(ConsumerRecord<String, byte[]> record) {
        return new Sight(Optional.of(record.key()), 0, Optional.empty());
    }

    @Override
    public void settled(String topic, int partition, long offset) {}

    @Override
    public void held(String topic, int partition, long offset) {
        heldAt = offset;
    }

    @Override
    public void flowing(String topic, int partition) {}

    @Override
    public void left(String topic, int partition) {}

    @Override
    public void close() {
        main.stop();
    }
}
