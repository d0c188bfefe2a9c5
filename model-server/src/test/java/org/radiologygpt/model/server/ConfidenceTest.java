package org.radiologygpt.model.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.radiologygpt.model.server.TestServer.json;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Over a decoder whose best logit is 5 and all 257 others 0, one byte a token. */
@Timeout(60)
class ConfidenceTest {
    private static final double BEST = 5 - Math.log(Math.exp(5) + 257);
    private static final String ANSWER = "Cyst of 4.5 cm. Seen by Dr. Roe.";

    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void each_sentence_has_its_place_and_its_figures() throws Exception {
        JsonNode choice = json(server.post(
                        "/v1/completions", "{'model':'demo','prompt':'[" + ANSWER + "]|','confidence':true}"))
                .at("/choices/0");
        assertThat(choice.path("logprobs").isNull()).isTrue();
        JsonNode sentences = choice.at("/confidence/sentences");
        assertThat(sentences.size()).isEqualTo(2);
        assertThat(sentence(sentences.path(0))).isEqualTo("Cyst of 4.5 cm.");
        assertThat(sentence(sentences.path(1))).isEqualTo("Seen by Dr. Roe.");
        assertThat(sentences.at("/0/tokens").asInt()).isEqualTo(15);
        assertThat(sentences.at("/1/tokens").asInt())
                .as("with the blank before it")
                .isEqualTo(17);
        assertThat(sentences.at("/0/mean_logprob").asDouble()).isEqualTo(BEST, within(1e-5));
        assertThat(sentences.at("/0/min_probability").asDouble()).isEqualTo(Math.exp(BEST), within(1e-5));
        double rest = (1 - Math.exp(BEST)) / 257;
        double entropy = -Math.exp(BEST) * BEST - 257 * rest * Math.log(rest);
        assertThat(sentences.at("/0/mean_entropy").asDouble()).isEqualTo(entropy, within(1e-5));
    }

    @Test
    void chat_has_it_too() throws Exception {
        JsonNode choice = json(server.post(
                        "/v1/chat/completions",
                        "{'model':'demo','messages':[{'role':'user','content':'[" + ANSWER + "]'}],'confidence':true}"))
                .at("/choices/0");
        assertThat(choice.at("/confidence/sentences").size()).isEqualTo(2);
    }

    @Test
    void stream_tells_it_with_the_event_that_ends_the_answer() throws Exception {
        String body = server.post(
                        "/v1/completions",
                        "{'model':'demo','prompt':'[" + ANSWER + "]|','confidence':true,'stream':true}")
                .body();
        assertThat(body.split("\"confidence\"")).hasSize(2);
        String end = body.lines()
                .filter(line -> line.contains("\"finish_reason\":\"stop\""))
                .findFirst()
                .orElseThrow();
        assertThat(json(end.substring(6)).at("/choices/0/confidence/sentences").size())
                .isEqualTo(2);
    }

    @Test
    void empty_answer_has_no_sentences() throws Exception {
        JsonNode choice = json(server.post("/v1/completions", "{'model':'demo','prompt':'[]|','confidence':true}"))
                .at("/choices/0");
        assertThat(choice.at("/confidence/sentences").isArray()).isTrue();
        assertThat(choice.at("/confidence/sentences").size()).isZero();
    }

    private static String sentence(JsonNode score) {
        return ANSWER.substring(score.path("start").asInt(), score.path("end").asInt());
    }
}
