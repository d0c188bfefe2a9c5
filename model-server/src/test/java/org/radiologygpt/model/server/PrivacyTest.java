package org.radiologygpt.model.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.radiologygpt.model.generate.TestDecoder;
import org.radiologygpt.model.generate.TestModels;
import org.slf4j.LoggerFactory;

/** Jetty at INFO, as the product ships it; our own packages at every level. */
@Timeout(60)
class PrivacyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("org.radiologygpt");
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> capture = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
    };

    @BeforeEach
    void listen() {
        root.setLevel(Level.INFO);
        ours.setLevel(Level.TRACE);
        capture.setContext(root.getLoggerContext());
        capture.start();
        root.addAppender(capture);
    }

    @AfterEach
    void silence() {
        root.detachAppender(capture);
        ours.setLevel(null);
        root.setLevel(Level.WARN);
    }

    @Test
    void neither_prompts_nor_answers_nor_keys_are_logged() throws Exception {
        try (TestServer server = TestServer.start()) {
            for (String body : List.of(
                    "{'model':'demo','prompt':'[Jane Roe]|'}",
                    "{'model':'demo','prompt':'[Jane Roe]|','stream':true}",
                    "{'model':'demo','prompt':'[Jane Roe]|','stop':'Jane'}",
                    "{'model':'demo','prompt':'[Jane Roe]|','logprobs':5,'confidence':true}",
                    "{'model':'demo','prompt':'[Jane Roe]|','logprobs':5,'confidence':true,'stream':true}",
                    "{'model':'demo','prompt':'[Jane Roe]','task':'patient-explanation-alpaca-v1'}",
                    "{'model':'demo','prompt':'[Jane Roe]','task':'Jane Roe'}",
                    "{'model':'demo','prompt':'[Jane Roe]|','logit_bias':{'Jane Roe':1}}",
                    "{'model':'demo','prompt':'[Jane Roe]|','repetition_penalty':1.2,'temperature':1}",
                    "{'model':'Jane Roe','prompt':'Jane Roe'}",
                    "{'model':'demo','prompt':'Jane Roe','n':3}",
                    "{'model':'demo','Jane Roe':'Jane Roe'}",
                    "{'model':'demo','prompt':'Jane Roe",
                    "{'model':'demo','prompt':'" + "Jane Roe ".repeat(1000) + "'}")) {
                server.post("/v1/completions", body);
            }
            server.decoder.beforePass.set(() -> {
                throw new IllegalStateException("Jane Roe");
            });
            server.post("/v1/completions", "{'model':'demo','prompt':'[Jane Roe]|'}");
            server.get("/v1/Jane%20Roe");
            server.get("/v1/models/Jane%20Roe");
        }
        assertThat(lines).isNotEmpty().noneMatch(line -> line.contains("Jane") || line.contains("Roe"));
    }

    @Test
    void reader_that_goes_away_cancels_its_answer() throws Exception {
        try (TestServer server = TestServer.start(TestDecoder.echo(1, 1_000_000), 4, ServerOptions.DEFAULT)) {
            HttpResponse<InputStream> response = server.client.send(
                    server.postRequest(
                            "/v1/completions",
                            "{'model':'demo','prompt':'Jane Roe|','stream':true,'max_tokens':900000}"),
                    BodyHandlers.ofInputStream());
            response.body().readNBytes(20);
            assertThat(TestModels.busySlots(server.model)).isEqualTo(1);
            response.body().close();
            await().atMost(PATIENCE).until(() -> TestModels.busySlots(server.model) == 0);
        }
        assertThat(lines).noneMatch(line -> line.contains("Jane"));
    }
}
