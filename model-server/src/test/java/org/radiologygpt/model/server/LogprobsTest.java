package org.radiologygpt.model.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.radiologygpt.model.server.TestServer.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Over a decoder whose best logit is 5 and all 257 others 0, one byte a token. */
@Timeout(60)
class LogprobsTest {
    private static final double BEST = 5 - Math.log(Math.exp(5) + 257);
    private static final String COMPLETIONS = "/v1/completions";
    private static final String CHAT = "/v1/chat/completions";

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
    void completion_has_openais_four_arrays() throws Exception {
        JsonNode logprobs = json(server.post(COMPLETIONS, "{'model':'demo','prompt':'[ab µ]|','logprobs':2}"))
                .at("/choices/0/logprobs");
        assertThat(logprobs.properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("tokens", "token_logprobs", "top_logprobs", "text_offset");
        assertThat(texts(logprobs.path("tokens"))).containsExactly("a", "b", " ", "bytes:\\xc2", "bytes:\\xb5");
        assertThat(numbers(logprobs.path("text_offset"))).containsExactly(0, 1, 2, 3, 3);
        assertThat(logprobs.at("/token_logprobs/0").asDouble()).isEqualTo(BEST, within(1e-5));
        JsonNode top = logprobs.at("/top_logprobs/0");
        assertThat(top.size()).isEqualTo(2);
        assertThat(top.path("a").asDouble()).isEqualTo(BEST, within(1e-5));
        assertThat(top.path("\u0000").asDouble()).isEqualTo(BEST - 5, within(1e-5));
    }

    @Test
    void completion_without_alternatives_still_has_the_chosen_token() throws Exception {
        JsonNode top = json(server.post(COMPLETIONS, "{'model':'demo','prompt':'[ab]|','logprobs':0}"))
                .at("/choices/0/logprobs/top_logprobs");
        assertThat(top.size()).isEqualTo(2);
        assertThat(top.at("/0/a").asDouble()).isEqualTo(BEST, within(1e-5));
        assertThat(top.at("/0").size()).isEqualTo(1);
    }

    @Test
    void chosen_token_is_told_beside_the_most_likely_where_it_is_none_of_them() throws Exception {
        JsonNode top = json(server.post(
                        COMPLETIONS,
                        "{'model':'demo','prompt':'[ab]|','max_tokens':1,'logprobs':1,'logit_bias':{'120':100}}"))
                .at("/choices/0/logprobs/top_logprobs/0");
        assertThat(top.size()).isEqualTo(2);
        assertThat(top.path("a").asDouble()).isEqualTo(BEST, within(1e-5));
        assertThat(top.path("x").asDouble()).isEqualTo(BEST - 5, within(1e-5));
    }

    @Test
    void chat_has_tokens_with_bytes_and_alternatives() throws Exception {
        JsonNode logprobs = json(server.post(CHAT, chat("[bµ]", "'logprobs':true,'top_logprobs':3")))
                .at("/choices/0/logprobs");
        assertThat(logprobs.path("refusal").isNull()).isTrue();
        JsonNode content = logprobs.path("content");
        assertThat(content.size()).isEqualTo(3);
        JsonNode first = content.path(0);
        assertThat(first.properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("token", "logprob", "bytes", "top_logprobs");
        assertThat(first.path("token").asText()).isEqualTo("b");
        assertThat(first.path("logprob").asDouble()).isEqualTo(BEST, within(1e-5));
        assertThat(numbers(first.path("bytes"))).containsExactly((int) 'b');
        assertThat(first.path("top_logprobs").size()).isEqualTo(3);
        assertThat(first.at("/top_logprobs/0/token").asText()).isEqualTo("b");
        assertThat(first.at("/top_logprobs/1/logprob").asDouble()).isEqualTo(BEST - 5, within(1e-5));
        assertThat(content.at("/1/token").asText()).isEqualTo("\\xc2");
        assertThat(numbers(content.at("/1/bytes"))).containsExactly(0xc2);
        assertThat(content.at("/2/token").asText()).isEqualTo("\\xb5");
    }

    @Test
    void chat_without_a_number_has_no_alternatives() throws Exception {
        JsonNode content =
                json(server.post(CHAT, chat("[b]", "'logprobs':true"))).at("/choices/0/logprobs/content");
        assertThat(content.at("/0/top_logprobs").isArray()).isTrue();
        assertThat(content.at("/0/top_logprobs").size()).isZero();
    }

    @Test
    void stream_of_a_completion_has_the_same_logprobs_as_the_whole_answer() throws Exception {
        String request = "{'model':'demo','prompt':'[Größe 5 µm. EN END]|','logprobs':1,'stop':' END'";
        JsonNode whole = json(server.post(COMPLETIONS, request + "}")).at("/choices/0");
        assertThat(whole.path("text").asText()).isEqualTo("Größe 5 µm. EN");
        List<String> tokens = new ArrayList<>();
        List<Integer> offsets = new ArrayList<>();
        for (JsonNode event : events(server.post(COMPLETIONS, request + ",'stream':true}"))) {
            assertThat(event.at("/choices/0/logprobs").isObject()).isTrue();
            tokens.addAll(texts(event.at("/choices/0/logprobs/tokens")));
            offsets.addAll(numbers(event.at("/choices/0/logprobs/text_offset")));
        }
        assertThat(tokens).isEqualTo(texts(whole.at("/logprobs/tokens"))).hasSize(17);
        assertThat(offsets).isEqualTo(numbers(whole.at("/logprobs/text_offset")));
    }

    @Test
    void stream_of_a_chat_has_the_same_logprobs_as_the_whole_answer() throws Exception {
        String fields = "'logprobs':true,'top_logprobs':2,'max_tokens':6";
        JsonNode whole = json(server.post(CHAT, chat("[abc 🫁]", fields))).at("/choices/0/logprobs/content");
        List<JsonNode> streamed = new ArrayList<>();
        for (JsonNode event : events(server.post(CHAT, chat("[abc 🫁]", fields + ",'stream':true")))) {
            event.at("/choices/0/logprobs/content").forEach(streamed::add);
        }
        assertThat(streamed).hasSize(6).containsExactlyElementsOf(whole);
    }

    @Test
    void tokens_that_a_stop_text_cuts_off_are_left_out() throws Exception {
        JsonNode choice = json(server.post(
                        COMPLETIONS, "{'model':'demo','prompt':'[abcdef]|','logprobs':0,'stop':'cd'}"))
                .at("/choices/0");
        assertThat(choice.path("text").asText()).isEqualTo("ab");
        assertThat(texts(choice.at("/logprobs/tokens"))).containsExactly("a", "b");
    }

    private static String chat(String content, String fields) {
        return "{'model':'demo','messages':[{'role':'user','content':'" + content + "'}]," + fields + "}";
    }

    private static List<JsonNode> events(HttpResponse<String> response) throws Exception {
        List<JsonNode> events = new ArrayList<>();
        for (String line : response.body().lines().toList()) {
            if (line.startsWith("data: {")) {
                events.add(json(line.substring(6)));
            }
        }
        return events;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText()));
        return texts;
    }

    private static List<Integer> numbers(JsonNode array) {
        List<Integer> numbers = new ArrayList<>();
        array.forEach(node -> numbers.add(node.asInt()));
        return numbers;
    }
}
