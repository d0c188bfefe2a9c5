package org.radiologygpt.routes.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class KafkaSecretsTest {
    private static final String JAAS = "org.example.Login required username=\"u\" password=\"hunter2)&acks=0\";";

    @Test
    void password_reaches_the_client_and_no_address() throws Exception {
        KafkaSettings settings = new KafkaSettings(
                "127.0.0.1:1",
                "g",
                1,
                1,
                Duration.ofMinutes(5),
                Duration.ofSeconds(15),
                1 << 20,
                Map.of("sasl.jaas.config", JAAS));
        KafkaEndpoints endpoints = new KafkaEndpoints(settings);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            endpoints.configure(
                    context,
                    Flow.defaults(),
                    new MessageLookout(Map.of(), new NothingAhead(), 1),
                    new SimpleMeterRegistry());
            String address = endpoints.producer("radiology.drafts");
            KafkaEndpoint endpoint = context.getEndpoint(address, KafkaEndpoint.class);
            assertThat(address + endpoint).doesNotContain("hunter2");
            assertThat(endpoint.getConfiguration().getAdditionalProperties()).containsEntry("sasl.jaas.config", JAAS);
            assertThat(endpoint.getConfiguration().createProducerProperties()).containsEntry("sasl.jaas.config", JAAS);
            String feed = endpoints.consumer("radiology.oru");
            assertThat(feed + context.getEndpoint(feed)).doesNotContain("hunter2");
        }
    }
}
