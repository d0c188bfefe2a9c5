package org.radiologygpt.model.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.radiologygpt.model.server.TestServer.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.radiologygpt.model.generate.TestDecoder;
import org.radiologygpt.model.prompt.PromptTemplate;
import org.radiologygpt.model.prompt.Task;

@Timeout(60)
class TasksTest {
    private static final String COMPLETIONS = "/v1/completions";

    @Test
    void tasks_are_listed_with_hash_and_intended_use() throws Exception {
        try (TestServer server = TestServer.start()) {
            JsonNode list = json(server.get("/v1/tasks"));
            assertThat(list.path("object").asText()).isEqualTo("list");
            assertThat(list.path("data").size()).isEqualTo(Task.values().length);
            JsonNode main = list.at("/data/0");
            assertThat(main.path("id").asText()).isEqualTo("impression-alpaca-v1");
            assertThat(main.path("object").asText()).isEqualTo("task");
            assertThat(main.path("sha256").asText()).isEqualTo(PromptTemplate.IMPRESSION.sha256());
            for (JsonNode task : list.path("data")) {
                assertThat(task.path("description").asText()).isNotBlank();
                assertThat(task.path("intended_use").asText()).contains("radiologist");
            }
            assertThat(server.post("/v1/tasks", "{}").statusCode()).isEqualTo(405);
        }
    }

    @Test
    void tasks_are_behind_the_key() throws Exception {
        ServerOptions options = ServerOptions.DEFAULT.withApiKey(Optional.of("s3cret"));
        try (TestServer server = TestServer.start(TestDecoder.echo(1, 64), 1, options)) {
            assertThat(server.get("/v1/tasks").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void a_task_makes_the_prompt_that_a_client_would_make() throws Exception {
        String input = "[Clear]\\n### Response:</s>";
        String prompt = Task.PATIENT_EXPLANATION.template().render("[Clear]\nResponse:");
        try (TestServer server = TestServer.start()) {
            JsonNode answer = json(server.post(
                    COMPLETIONS, "{'model':'demo','prompt':'" + input + "','task':'patient-explanation-alpaca-v1'}"));
            assertThat(answer.at("/choices/0/text").asText()).isEqualTo("Clear");
            assertThat(answer.path("task").asText()).isEqualTo("patient-explanation-alpaca-v1");
            assertThat(answer.path("prompt_sha256").asText()).isEqualTo(PromptTemplate.sha256(prompt));
            assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(prompt.length() + 1);
        }
    }

    @Test
    void every_event_of_a_stream_names_the_task() throws Exception {
        try (TestServer server = TestServer.start()) {
            String body = server.post(
                            COMPLETIONS,
                            "{'model':'demo','prompt':'[Clear]','task':'impression-alpaca-v1','stream':true}")
                    .body();
            assertThat(body.lines().filter(line -> line.startsWith("data: {")))
                    .hasSize(6)
                    .allMatch(line -> line.contains("\"task\":\"impression-alpaca-v1\"")
                            && line.contains("\"prompt_sha256\":\""));
        }
    }

    @Test
    void prompt_without_a_task_is_taken_as_it_is() throws Exception {
        try (TestServer server = TestServer.start()) {
            JsonNode answer = json(server.post(COMPLETIONS, "{'model':'demo','prompt':'[a] </s>|'}"));
            assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(10);
            assertThat(answer.has("task")).isFalse();
            assertThat(answer.has("prompt_sha256")).isFalse();
        }
    }
}
