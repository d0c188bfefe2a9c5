package org.radiologygpt.model.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.radiologygpt.model.server.TestServer.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ModelServerTest {
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
    void completion_answers_with_text_reason_and_usage() throws Exception {
        HttpResponse<String> response =
                server.post("/v1/completions", "{'model':'demo','prompt':'[No fracture.]|','max_tokens':50}");
        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode answer = json(response);
        assertThat(answer.path("object").asText()).isEqualTo("text_completion");
        assertThat(answer.path("id").asText()).startsWith("cmpl-");
        assertThat(answer.path("created").asLong()).isEqualTo(1_800_000_000);
        assertThat(answer.path("model").asText()).isEqualTo("demo");
        assertThat(answer.at("/choices/0/text").asText()).isEqualTo("No fracture.");
        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(16);
        assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(12);
        assertThat(answer.at("/usage/total_tokens").asInt()).isEqualTo(28);
    }

    @Test
    void chat_answers_with_a_message() throws Exception {
        JsonNode answer = json(server.post(
                "/v1/chat/completions", "{'model':'demo','messages':[{'role':'user','content':'[Clear lungs.]'}]}"));
        assertThat(answer.path("object").asText()).isEqualTo("chat.completion");
        assertThat(answer.at("/choices/0/message/role").asText()).isEqualTo("assistant");
        assertThat(answer.at("/choices/0/message/content").asText()).isEqualTo("Clear lungs.");
    }

    @Test
    void cut_answer_says_length() throws Exception {
        JsonNode answer =
                json(server.post("/v1/completions", "{'model':'demo','prompt':['[Normal]|'],'max_tokens':3}"));
        assertThat(answer.at("/choices/0/text").asText()).isEqualTo("Nor");
        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("length");
    }

    @Test
    void stop_may_be_a_text_or_an_array() throws Exception {
        for (String stop : List.of("'cd'", "['x','cd']")) {
            JsonNode answer =
                    json(server.post("/v1/completions", "{'model':'demo','prompt':'[abcdef]|','stop':" + stop + "}"));
            assertThat(answer.at("/choices/0/text").asText()).isEqualTo("ab");
        }
    }

    @Test
    void completion_streams_pieces_in_order_then_reason_then_done() throws Exception {
        List<String> events = events(
                "/v1/completions",
                "{'model':'demo','prompt':'[Größe 5 µm 🫁]|','stream':true,'stream_options':{'include_usage':true}}");
        assertThat(events).last().isEqualTo("[DONE]");
        StringBuilder text = new StringBuilder();
        for (String event : events.subList(0, events.size() - 1)) {
            text.append(json(event).at("/choices/0/text").asText());
        }
        assertThat(text).hasToString("Größe 5 µm 🫁");
        assertThat(json(events.get(events.size() - 3))
                        .at("/choices/0/finish_reason")
                        .asText())
                .isEqualTo("stop");
        assertThat(json(events.get(events.size() - 2))
                        .at("/usage/completion_tokens")
                        .asInt())
                .isEqualTo(18);
    }

    @Test
    void chat_streams_deltas() throws Exception {
        List<String> events = events(
                "/v1/chat/completions",
                "{'model':'demo','stream':true,'messages':[{'role':'user','content':'[Clear]'}]}");
        assertThat(json(events.get(0)).path("object").asText()).isEqualTo("chat.completion.chunk");
        assertThat(json(events.get(0)).at("/choices/0/delta/content").asText()).isEqualTo("C");
        assertThat(json(events.get(0)).at("/choices/0/delta/role").asText()).isEqualTo("assistant");
        assertThat(json(events.get(1)).at("/choices/0/delta").has("role")).isFalse();
        assertThat(json(events.get(5)).at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(events).hasSize(7).last().isEqualTo("[DONE]");
    }

    @Test
    void many_requests_at_once_all_get_their_own_answer() {
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 32)
                .mapToObj(i -> server.client.sendAsync(
                        server.postRequest(
                                "/v1/completions", "{'model':'demo','prompt':'[patient finding " + i + "]|'}"),
                        BodyHandlers.ofString()))
                .toList();
        for (int i = 0; i < 32; i++) {
            assertThat(answers.get(i).join().body()).contains("\"text\":\"patient finding " + i + "\"");
        }
    }

    @Test
    void models_are_listed_with_digest_and_parent() throws Exception {
        JsonNode model = json(server.get("/v1/models")).at("/data/0");
        assertThat(model.path("id").asText()).isEqualTo("demo");
        assertThat(model.path("object").asText()).isEqualTo("model");
        assertThat(model.path("created").asLong()).isEqualTo(1_700_000_000);
        assertThat(model.path("digest").asText()).isEqualTo("sha256:00");
        assertThat(model.path("precision").asText()).isEqualTo("f32");
        assertThat(model.path("parent").asText()).isEqualTo("base");
        assertThat(model.path("root").asText()).isEqualTo("base");
        assertThat(json(server.get("/v1/models/demo"))).isEqualTo(model);
    }

    @Test
    void health_tells_whether_the_engine_answers() throws Exception {
        assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
        server.decoder.beforePass.set(() -> {
            throw new IllegalStateException("engine");
        });
        for (int i = 0; i < 3; i++) {
            server.post("/v1/completions", "{'model':'demo','prompt':'[a]|'}");
        }
        assertThat(server.get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
    }

    private List<String> events(String path, String json) throws Exception {
        HttpResponse<String> response = server.post(path, json);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream; charset=utf-8");
        return response.body()
                .lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> line.substring(6))
                .toList();
    }
}
