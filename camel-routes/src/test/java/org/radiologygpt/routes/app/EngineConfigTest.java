package org.radiologygpt.routes.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiologygpt.draft.GuardVerdict.Verdict;
import org.radiologygpt.guard.GuardPolicy;

class EngineConfigTest {

    @Test
    void shipped_defaults_are_valid() {
        EngineConfig config = load(List.of());
        assertThat(config.kafka().groupId()).isEqualTo("radiology-gpt");
        assertThat(config.patience().window()).isEqualTo(Duration.ofSeconds(90));
        assertThat(config.topics().all())
                .containsExactly(
                        "radiology.oru",
                        "radiology.fhir",
                        "radiology.drafts",
                        "radiology.errors",
                        "radiology.state",
                        "radiology.training",
                        "radiology.control");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "kafka.consumers=0; a whole number from 1 to 256",
                "kafka.consumers=two; a whole number from 1 to 256",
                "kafka.max-poll-interval=10; a duration as 500ms",
                "kafka.max-poll-interval=1m; more than kafka.max-poll-records times",
                "kafka.max-poll-records=501; a whole number from 1 to 500",
                "kafka.properties-file=/nowhere; a file that exists",
                "model.url=localhost:8000; an http or https URL",
                "model.name=; a text that is not empty",
                "fhir.url=file:///etc; an http or https URL",
                "fhir.write-mode=fax; one of transaction, calls, document-reference, document-reference-calls, oru, kafka",
                "fhir.oru-destination=fax; one of topic, mllp",
                "fhir.observations=yes; one of true, false",
                "model.card-url=/card.md; an http or https URL",
                "fhir.audit=yes; one of true, false",
                "draft.status=final; one of preliminary, partial",
                "health.port=70000; a whole number from 0 to 65535",
            })
    void unusable_value_is_refused_with_its_key_and_what_is_allowed(String set, String allowed) {
        String key = set.substring(0, set.indexOf('='));
        assertThatThrownBy(() -> load(List.of(set)))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(key + " is \"")
                .hasMessageContaining(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "- a", "kafka:\n  consumers: [1]", "health:\n  port: 1\n  port: 2", "kafka: 3"})
    void file_that_says_nothing_usable_is_refused_and_not_passed_over(String content, @TempDir Path directory)
            throws IOException {
        Path file = Files.writeString(directory.resolve("site.yaml"), content);
        assertThatThrownBy(() -> EngineConfig.load(Optional.of(file), Map.of(), List.of()))
                .isInstanceOf(ConfigException.class);
    }

    @Test
    void kafka_properties_that_could_lose_a_record_are_refused(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("kafka.properties"), "enable.auto.commit=true\n");
        assertThatThrownBy(() -> load(List.of("kafka.properties-file=" + file)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("enable.auto.commit");
    }

    @Test
    void password_in_a_url_is_refused_and_not_repeated() {
        assertThatThrownBy(() -> load(List.of("fhir.url=https://user:hunter2@fhir.example/fhir")))
                .hasMessageStartingWith("fhir.url ")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void unusable_source_profiles_are_named_at_the_start(@TempDir Path directory) throws IOException {
        Path profile = Files.writeString(directory.resolve("p.yaml"), "{]");
        EngineConfig config = load(List.of("reading.source-profiles=" + profile, "health.port=0"));
        assertThatThrownBy(() -> Engine.start(config, Clock.systemUTC()))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("reading.source-profiles");
    }

    @Test
    void compose_publishes_the_port_of_health_and_metrics() throws IOException {
        Path project = Path.of("").toAbsolutePath();
        while (!Files.exists(project.resolve("docker/compose.yaml"))) {
            project = project.getParent();
        }
        int port = load(List.of()).health().port();
        assertThat(Files.readString(project.resolve("docker/compose.yaml"))).contains(":" + port + ":" + port + "\"");
        assertThat(Files.readString(project.resolve("docker/engine.Dockerfile")))
                .contains("EXPOSE " + port + "\n");
    }

    @Test
    void unknown_key_is_refused_with_the_keys_that_exist() {
        assertThatThrownBy(() -> load(List.of("kafka.groupid=x")))
                .hasMessageContaining("there is no key kafka.groupid")
                .hasMessageContaining("kafka.group-id");
    }

    @Test
    void secret_in_a_file_or_on_the_command_line_is_refused() {
        assertThatThrownBy(() -> load(List.of("fhir.token=abc")))
                .hasMessageContaining("RADIOLOGY_GPT_FHIR_TOKEN")
                .hasMessageNotContaining("abc");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "receiver.host=; a text that is not empty",
                "receiver.port=0; a whole number from 1 to 65535",
                "receiver.connections=65; a whole number from 1 to 64",
                "receiver.tls=maybe; one of true, false",
                "receiver.tls-authorities=/nowhere; a file that exists",
                "receiver.answer-timeout=0s; a duration above zero",
            })
    void unusable_receiver_is_refused_where_drafts_go_to_one(String set, String allowed) {
        String key = set.substring(0, set.indexOf('='));
        List<String> sets = key.contains("tls-")
                ? List.of("fhir.oru-destination=mllp", "receiver.tls=true", set)
                : List.of("fhir.oru-destination=mllp", set);
        assertThatThrownBy(() -> load(sets))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(key + " is \"")
                .hasMessageContaining(allowed);
        assertThat(load(List.of(set)).fhir().receiver()).isEmpty();
    }

    @Test
    void receiver_that_cannot_be_spoken_to_under_tls_is_named(@TempDir Path directory) throws IOException {
        Path wrong = Files.writeString(directory.resolve("authorities.pem"), "no certificate");
        assertThatThrownBy(() -> load(
                        List.of("fhir.oru-destination=mllp", "receiver.tls=true", "receiver.tls-authorities=" + wrong)))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("receiver.tls: ")
                .hasMessageContaining("authorities.pem");
    }

    @Test
    void set_wins_over_environment_and_environment_over_file(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("site.yaml");
        Files.writeString(file, "kafka:\n  group-id: file\n  consumers: 3\ntopics:\n  oru: file.oru\n");
        Map<String, String> environment =
                Map.of("RADIOLOGY_GPT_KAFKA_GROUP_ID", "env", "RADIOLOGY_GPT_TOPICS_ORU", "env.oru");
        EngineConfig config = EngineConfig.load(Optional.of(file), environment, List.of("kafka.group-id=set"));
        assertThat(config.kafka().groupId()).isEqualTo("set");
        assertThat(config.topics().oru()).isEqualTo("env.oru");
        assertThat(config.kafka().consumers()).isEqualTo(3);
    }

    @Test
    void token_comes_from_its_file(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("token"), "s3cret\n");
        EngineConfig config = load(List.of("fhir.token-file=" + file));
        assertThat(config.fhir().token()).isEqualTo("s3cret");
        assertThat(config.toString()).doesNotContain("s3cret");
    }

    @Test
    void every_key_has_a_name_in_the_environment_of_its_own() {
        Settings settings = Settings.load(Optional.empty(), Map.of(), List.of());
        assertThat(settings.keys()).extracting(Settings::variable).doesNotHaveDuplicates();
    }

    @Test
    void the_guards_follow_the_policy_file_or_the_shipped_one(@TempDir Path directory) throws IOException {
        assertThat(load(List.of()).guards()).isEqualTo(GuardPolicy.standard());
        Path file = Files.writeString(directory.resolve("policy.yaml"), "sites: {NORTH: {laterality: flag}}\n");
        GuardPolicy policy = load(List.of("guards.policy-file=" + file)).guards();
        assertThat(policy.on("laterality", "RIS/NORTH")).isEqualTo(Verdict.FLAG);
        assertThat(policy.on("laterality", "RIS/SOUTH")).isEqualTo(Verdict.WITHHOLD);
    }

    @Test
    void a_wrong_policy_file_names_key_and_values(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("policy.yaml"), "guards: {laterality: maybe}\n");
        assertThatThrownBy(() -> load(List.of("guards.policy-file=" + file)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("guards.policy-file")
                .hasMessageContaining("guards.laterality: pass, flag or withhold");
    }

    @Test
    void every_key_of_the_shipped_file_is_explained() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("../config/radiology-gpt.yaml"));
        for (int i = 1; i < lines.size(); i++) {
            boolean key = lines.get(i).matches("  [a-z_-]+:.*");
            boolean explained =
                    lines.get(i - 1).strip().startsWith("#") || lines.get(i - 1).matches("  [a-z_-]+:.*");
            assertThat(!key || explained).as(lines.get(i)).isTrue();
        }
    }

    private static EngineConfig load(List<String> sets) {
        return EngineConfig.load(Optional.empty(), Map.of(), sets);
    }
}
