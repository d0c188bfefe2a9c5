package org.radiologygpt.routes.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.radiologygpt.routes.draft.AdapterSelection;
import org.radiologygpt.routes.draft.ModelEndpoint;
import org.radiologygpt.routes.draft.ServerKind;
import org.radiologygpt.routes.draft.TextApi;

class ModelConfigTest {

    @Test
    void default_is_one_server_of_our_own_kind() {
        ModelConfig config = load();
        assertThat(config.servers()).singleElement().satisfies(server -> {
            assertThat(server.label()).isEqualTo("127.0.0.1:8000");
            assertThat(server.dialect().kind()).isEqualTo(ServerKind.RADIOLOGY_GPT);
            assertThat(server.dialect().adapter()).isEqualTo(new AdapterSelection.ModelField());
            assertThat(server.dialect().readinessPath()).isEqualTo("/health/ready");
        });
        assertThat(config.tls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "model.server.kind=ollama; one of radiology-gpt, vllm, trtllm, triton, nim, openai",
                "model.server.api=responses; one of completions, chat",
                "model.server.api=chat; completions with model.server.kind radiology-gpt",
                "model.server.readiness-path=health; a path as /health, or empty for that of model.server.kind",
                "model.server.health-interval=0s; a duration above zero",
                "model.servers=http://a:1,nowhere; an http or https URL",
                "model.servers=http://a:1,http://a:1/; each host and port once",
                "model.adapter.selection=body; one of model-field, lora-request, none",
                "model.adapter.selection=lora-request; one of model-field, none with model.server.kind radiology-gpt",
                "model.adapter.selection=model-field model.server.kind=trtllm; one of none, lora-request with model.server.kind trtllm",
                "model.adapter.name= model.server.kind=trtllm model.adapter.selection=lora-request; a text that is not empty",
                "model.adapter.id=-1 model.server.kind=trtllm model.adapter.selection=lora-request model.adapter.name=a; a whole number from 0",
                "model.adapter.path= model.server.kind=trtllm model.adapter.selection=lora-request model.adapter.name=a; a text that is not empty",
                "model.digest=abc; sha256: and 64 hexadecimal digits in lower case, or empty",
                "model.digest=sha256:00 model.server.kind=vllm; empty with model.server.kind vllm, which tells no digest",
                "model.tls-authorities=/nowhere; a file that exists",
            })
    void unusable_value_is_refused_with_its_key_and_what_is_allowed(String sets, String allowed) {
        String key = sets.substring(0, sets.indexOf('='));
        assertThatThrownBy(() -> load(sets.split(" ")))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(key + " is \"")
                .hasMessageContaining(allowed);
    }

    @Test
    void several_servers_come_as_text_or_as_a_list(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("site.yaml");
        Files.writeString(file, "model:\n  servers:\n    - http://one:8000\n    - https://two\n");
        ModelConfig listed =
                EngineConfig.load(Optional.of(file), Map.of(), List.of()).model();
        ModelConfig written = load("model.servers=http://one:8000, https://two");
        for (ModelConfig config : List.of(listed, written)) {
            assertThat(config.servers())
                    .extracting(ModelEndpoint::url)
                    .containsExactly(URI.create("http://one:8000"), URI.create("https://two"));
            assertThat(config.servers()).extracting(ModelEndpoint::label).containsExactly("one:8000", "two:443");
        }
    }

    @Test
    void adapter_of_tensorrt_llm_is_named_by_three_keys() {
        ModelEndpoint server = load(
                        "model.server.kind=trtllm",
                        "model.name=llama-7b",
                        "model.adapter.selection=lora-request",
                        "model.adapter.name=chest",
                        "model.adapter.id=2",
                        "model.adapter.path=/adapters/chest")
                .servers()
                .get(0);
        assertThat(server.dialect().adapter())
                .isEqualTo(new AdapterSelection.LoraRequest("chest", 2, "/adapters/chest"));
        assertThat(server.dialect().readinessPath()).isEqualTo("/health");
    }

    @Test
    void server_that_only_chats_is_asked_in_chats() {
        ModelEndpoint server = load("model.server.kind=openai", "model.server.api=chat")
                .servers()
                .get(0);
        assertThat(server.dialect().api()).isEqualTo(TextApi.CHAT);
    }

    @Test
    void each_server_has_the_token_of_its_line(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("tokens"), "one:8000 first\ntwo:8000 second\n");
        ModelConfig config = load("model.servers=http://one:8000,http://two:8000", "model.token-file=" + file);
        assertThat(config.servers()).extracting(ModelEndpoint::token).containsExactly("first", "second");
        assertThat(config.toString()).doesNotContain("first", "second");
    }

    @Test
    void server_without_a_line_and_line_without_sense_are_refused_and_no_token_is_told(@TempDir Path directory)
            throws IOException {
        Path lines = Files.writeString(directory.resolve("lines"), "one:8000 s3cret\n");
        Path broken = Files.writeString(directory.resolve("broken"), "s3cret other words\n");
        assertThatThrownBy(() -> load("model.servers=http://two:8000", "model.token-file=" + lines))
                .isInstanceOf(ConfigException.class)
                .hasMessage("model.token: has no line for two:8000");
        assertThatThrownBy(() -> load("model.token-file=" + broken))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("model.token: allowed: ")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void certificates_that_cannot_be_used_are_named(@TempDir Path directory) throws IOException {
        Path wrong = Files.writeString(directory.resolve("authorities.pem"), "no certificate");
        assertThatThrownBy(() -> load("model.tls-authorities=" + wrong))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("model.tls-certificate, model.tls-authorities: ")
                .hasMessageContaining("authorities.pem");
    }

    private static ModelConfig load(String... sets) {
        return EngineConfig.load(Optional.empty(), Map.of(), Arrays.asList(sets))
                .model();
    }
}
