package org.radiologygpt.model.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiologygpt.model.generate.AdaptedModels;
import org.radiologygpt.model.generate.TinyModel;
import org.radiologygpt.model.tensorrt.GpuProbe;
import picocli.CommandLine;

@Timeout(60)
class ServeCommandTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void serves_a_directory_until_it_is_stopped() throws Exception {
        Path model = TinyModel.write(directory.resolve("tiny"), 5);
        Path portFile = directory.resolve("port");
        CommandLine command = command(Map.of("RADIOLOGY_GPT_MODEL_API_KEY", "k"));
        Thread thread = new Thread(
                () -> command.execute("--model", model.toString(), "--port", "0", "--port-file", portFile.toString()));
        thread.start();
        await().atMost(Duration.ofSeconds(30)).until(() -> out.toString().contains("serving"));
        int port = Integer.parseInt(Files.readString(portFile).strip());
        assertThat(out.toString())
                .matches("serving tiny \\(sha256:[0-9a-f]+\\) at http://127.0.0.1:" + port + "/v1\\R");
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/completions"))
                                .header("Authorization", "Bearer k")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "{\"model\":\"tiny\",\"prompt\":\"Lungs\",\"max_tokens\":5}"))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"completion_tokens\"");
        thread.interrupt();
        thread.join();
    }

    @Test
    void serves_a_base_model_with_its_adapters_and_lets_more_come() throws Exception {
        AdaptedModels.write(directory, 3);
        Path versions = Files.createDirectories(directory.resolve("adapters/north/versions"));
        Files.move(directory.resolve("adapters/a3"), versions.resolve("7"));
        Files.writeString(directory.resolve("adapters/north/current"), "7\n");
        Path portFile = directory.resolve("port");
        CommandLine command = command(Map.of());
        Thread thread = new Thread(() -> command.execute(
                "--model",
                directory.resolve("tiny").toString(),
                "--adapter",
                directory.resolve("adapters/north").toString(),
                "--adapter",
                directory.resolve("adapters/a1").toString(),
                "--allow-adapter-loading",
                directory.resolve("adapters").toString(),
                "--adapter-modules",
                "q_proj,v_proj,down_proj",
                "--name",
                "base",
                "--port",
                "0",
                "--port-file",
                portFile.toString()));
        thread.start();
        await().atMost(Duration.ofSeconds(30)).until(() -> out.toString().contains("serving a1"));
        int port = Integer.parseInt(Files.readString(portFile).strip());
        assertThat(out.toString().lines()).anyMatch(line -> line.startsWith("serving north (sha256:"));
        assertThat(out.toString().lines())
                .hasSize(3)
                .last()
                .asString()
                .matches("serving a1 \\(sha256:[0-9a-f]+\\), an adapter of base at http://127.0.0.1:" + port + "/v1");
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/load_lora_adapter"))
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "{\"lora_name\":\"a2\",\"lora_path\":\"a2\"}"))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        thread.interrupt();
        thread.join();
    }

    @Test
    void a_gpu_that_is_not_there_is_told_in_one_sentence() throws Exception {
        assumeThat(GpuProbe.ofThisMachine(System.getenv()).report().isComplete())
                .isFalse();
        Path model = TinyModel.write(directory.resolve("tiny"), 5);
        int code = command(Map.of()).execute("--model", model.toString(), "--device", "gpu", "--port", "0");
        assertThat(code).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(1).first().asString().startsWith("serve: TensorRT cannot be used: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--device cuda",
                "--device gpu:",
                "--device gpu:1,1",
                "--device gpu --precision int8",
                "--device gpu --threads 2",
                "--precision f16",
                "--plan-cache plans"
            })
    void options_of_one_device_are_refused_for_the_other(String options) throws Exception {
        Path model = TinyModel.write(directory.resolve("tiny"), 5);
        CommandLine command = command(Map.of());
        assertThat(command.execute(("--model " + model + " --port 0 " + options).split(" ")))
                .isEqualTo(2);
    }

    @Test
    void a_merged_adapter_is_the_only_model() throws Exception {
        AdaptedModels.write(directory, 1);
        CommandLine command = command(Map.of());
        Thread thread = new Thread(() -> command.execute(
                "--model",
                directory.resolve("tiny").toString(),
                "--merge-adapter",
                directory.resolve("adapters/a1").toString(),
                "--port",
                "0"));
        thread.start();
        await().atMost(Duration.ofSeconds(30)).until(() -> out.toString().contains("serving"));
        assertThat(out.toString()).matches("serving a1 \\(sha256:[0-9a-f]+\\) at http://127.0.0.1:[0-9]+/v1\\R");
        thread.interrupt();
        thread.join();
    }

    @Test
    void an_adapter_that_cannot_be_served_is_told_at_the_start() throws Exception {
        AdaptedModels.write(directory, 1);
        Path adapter = directory.resolve("adapters/a1");
        String model = directory.resolve("tiny").toString();
        assertThat(command(Map.of()).execute("--model", model, "--adapter", adapter.toString(), "--adapter-rank", "2"))
                .isEqualTo(1);
        assertThat(err.toString())
                .contains("adapter a1: the adapter has rank 4, the places for adapters take ranks up");
        AdaptedModels.canary(adapter, "{\"prompt\":\"Lungs\",\"completion\":\"none such\"}");
        assertThat(command(Map.of()).execute("--model", model, "--adapter", adapter.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("adapter a1: the greedy answer to canary.json is not its completion");
        Path none = directory.resolve("adapters/none");
        assertThat(command(Map.of()).execute("--model", model, "--adapter", none.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("adapter " + none + ": cannot read adapter_config.json");
    }

    @Test
    void a_version_whose_files_are_not_those_signed_off_is_told_at_the_start() throws Exception {
        AdaptedModels.write(directory, 1);
        Path version = Files.createDirectories(directory.resolve("adapters/north/versions"))
                .resolve("1");
        Files.move(directory.resolve("adapters/a1"), version);
        Files.writeString(directory.resolve("adapters/north/current"), "1\n");
        Files.writeString(version.resolve("version.json"), "{\"digest\":\"sha256:0\"}");
        String model = directory.resolve("tiny").toString();

        assertThat(command(Map.of()).execute("--model", model, "--adapter", directory.resolve("adapters/north") + ""))
                .isEqualTo(1);
        assertThat(err.toString())
                .contains("adapter north: the adapter's digest is sha256:")
                .contains(", not the one given by version.json");
    }

    @Test
    void adapter_options_that_do_not_go_together_are_told() {
        assertThat(command(Map.of()).execute("--adapters", "1", "--adapter-modules", "lm_head"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("adapter module \"lm_head\" is unknown, there are q_proj, k_proj");
        assertThat(command(Map.of()).execute("--adapters", "2", "--merge-adapter", "x"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("it must be the only adapter");
        assertThat(command(Map.of()).execute("--adapter-rank", "8")).isEqualTo(2);
        assertThat(err.toString()).contains("need places: give --adapters");
        assertThat(command(Map.of()).execute("--adapters", "0", "--adapter", "x"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("1 adapters need as many places, --adapters is 0");
        assertThat(command(Map.of()).execute("--adapters", "4000", "--adapter-rank", "16"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("4000 places of rank 16 exceed the limit of 4096");
    }

    @Test
    void missing_model_is_told_in_one_line() {
        int code =
                command(Map.of()).execute("--model", directory.resolve("none").toString());
        assertThat(code).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(1).first().asString().contains("none");
    }

    @Test
    void wrong_value_is_told_with_its_key_and_range() {
        assertThat(command(Map.of()).execute("--port", "70000")).isEqualTo(2);
        assertThat(err.toString()).contains("port is 70000, it must be between 0 and 65535");
    }

    @Test
    void an_admin_key_that_is_blank_or_the_api_key_is_told() {
        assertThat(command(Map.of("RADIOLOGY_GPT_MODEL_ADMIN_KEY", " ")).execute())
                .isEqualTo(2);
        assertThat(err.toString()).contains("the admin key is blank");
        assertThat(command(Map.of("RADIOLOGY_GPT_MODEL_API_KEY", "s3cret", "RADIOLOGY_GPT_MODEL_ADMIN_KEY", "s3cret"))
                        .execute())
                .isEqualTo(2);
        assertThat(err.toString()).contains("the admin key is the API key").doesNotContain("s3cret");
        assertThat(ServerOptions.DEFAULT.withAdminKey(Optional.of("s3cret")).toString())
                .contains("adminKey=set")
                .doesNotContain("s3cret");
    }

    @Test
    void precisions_that_do_not_exist_or_go_together_are_told() {
        assertThat(command(Map.of()).execute("--precision", "q4_0")).isEqualTo(2);
        assertThat(err.toString()).contains("precision is \"q4_0\", it must be f32, int8, int4 or int4-exact");
        assertThat(command(Map.of()).execute("--precision", "int8", "--block", "48"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("block is 48");
        assertThat(command(Map.of()).execute("--block", "64")).isEqualTo(2);
        assertThat(err.toString()).contains("--block and --quantized-cache need --precision");
    }

    @Test
    void tls_options_that_do_not_go_together_or_name_bad_files_are_told() throws Exception {
        assertThat(command(Map.of()).execute("--tls-key", "key.pem")).isEqualTo(2);
        assertThat(err.toString()).contains("--tls-key and --tls-client-ca need --tls-cert");
        Path key = Files.writeString(directory.resolve("key.pem"), "SECRET");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThat(command(Map.of()).execute("--tls-cert", "c.pem", "--tls-key", key.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("key.pem may be written by others; chmod 600 it");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        Path model = TinyModel.write(directory.resolve("tiny"), 5);
        assertThat(command(Map.of()).execute("--model", model.toString(), "--port", "0", "--tls-cert", key.toString()))
                .isEqualTo(1);
        assertThat(err.toString())
                .contains("warning: the TLS key", "may be read by everybody")
                .contains("serve: " + key + " holds no line BEGIN CERTIFICATE")
                .doesNotContain("SECRET");
    }

    @Test
    void scheduling_values_are_checked() {
        assertThat(command(Map.of()).execute("--prefill-chunk", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("prefill chunk is 0, it must be at least 1");
        assertThat(command(Map.of()).execute("--drain", "-1")).isEqualTo(2);
        assertThat(err.toString()).contains("drain is PT-1S, it must not be negative");
    }

    @Test
    void help_tells_how_a_chat_is_written() {
        assertThat(command(Map.of()).execute("--help")).isZero();
        assertThat(out.toString())
                .contains("Alpaca form", "RADIOLOGY_GPT_MODEL_API_KEY", "--port-file", "--merge-adapter")
                .contains("--tls-client-ca", "-2 STAT");
    }

    private CommandLine command(Map<String, String> environment) {
        return new CommandLine(new ServeCommand(environment))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true));
    }
}
