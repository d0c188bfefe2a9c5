package org.radiologygpt.model.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.model.decode.DecoderOptions;
import org.radiologygpt.model.generate.AdaptedModels;
import org.radiologygpt.model.generate.GeneratorOptions;
import org.radiologygpt.model.generate.LoadedModel;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.LlamaTensors;
import org.radiologygpt.model.weights.LlamaWeights;
import org.radiologygpt.model.weights.LoraAdapter;
import org.radiologygpt.model.weights.RandomAdapter;
import org.radiologygpt.model.weights.Safetensors;
import org.radiologygpt.model.weights.SafetensorsWriter;
import picocli.CommandLine;

@Timeout(60)
class MergeCommandTest {
    private static final List<String> PROMPTS = List.of("Lungs clear.", "Findings: no effusion", "Heart");

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path model;
    private Path adapter;
    private Path merged;

    @BeforeEach
    void write_a_model_and_an_adapter() throws IOException {
        AdaptedModels.write(directory, 1);
        model = directory.resolve("tiny");
        adapter = directory.resolve("adapters/a1");
        merged = directory.resolve("merged");
    }

    @Test
    void the_directory_answers_as_the_adapter_does() throws IOException {
        assertThat(merge()).as(err.toString()).isZero();
        assertThat(out.toString()).matches("wrote .*merged \\(sha256:[0-9a-f]{64}\\)\\R");
        assertThat(answers(merged, Optional.empty()))
                .isEqualTo(answers(model, Optional.of(adapter)))
                .isNotEqualTo(answers(model, Optional.empty()));
        assertThat(merged.resolve("config.json")).hasSameTextualContentAs(model.resolve("config.json"));
        assertThat(merged.resolve("tokenizer.json")).hasSameBinaryContentAs(model.resolve("tokenizer.json"));
    }

    @Test
    void more_than_a_shard_holds_becomes_shards_with_an_index() throws IOException {
        // One megabyte is the least that can be asked for.
        widen();
        assertThat(merge("--shard-size", "1MB")).as(err.toString()).isZero();
        JsonNode index = new ObjectMapper()
                .readTree(merged.resolve("model.safetensors.index.json").toFile());
        assertThat(merged.resolve("model.safetensors")).doesNotExist();
        LlamaWeights whole = LlamaWeights.open(model).merge(LoraAdapter.read(adapter));
        LlamaWeights read = LlamaWeights.open(merged);
        long bytes = 0;
        for (String name : whole.tensors().keySet()) {
            assertThat(read.tensors().get(name).toFloats())
                    .isEqualTo(whole.tensors().get(name).toFloats());
            assertThat(merged.resolve(index.path("weight_map").path(name).asText()))
                    .exists();
            bytes += read.tensors().get(name).data().remaining();
        }
        assertThat(index.path("metadata").path("total_size").asLong()).isEqualTo(bytes);
        try (Stream<Path> files = Files.list(merged)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".safetensors"))
                            .toList())
                    .hasSizeGreaterThan(1)
                    .allMatch(name -> name.matches("model-0000\\d-of-0000\\d\\.safetensors"));
        }
    }

    @Test
    void weights_have_the_models_type_or_the_one_asked_for() throws IOException {
        assertThat(merge("--dtype", "bf16")).as(err.toString()).isZero();
        assertThat(Safetensors.openDirectory(merged).tensors().values())
                .allMatch(tensor -> tensor.type() == DType.BF16);
        assertThat(new ObjectMapper()
                        .readTree(merged.resolve("config.json").toFile())
                        .path("torch_dtype")
                        .asText())
                .isEqualTo("bfloat16");
        Path again = directory.resolve("again");
        assertThat(run("--model", merged.toString(), "--adapter", adapter.toString(), "--out", again.toString()))
                .isZero();
        assertThat(Safetensors.openDirectory(again).tensors().values()).allMatch(tensor -> tensor.type() == DType.BF16);
    }

    @Test
    void nothing_is_overwritten() throws IOException {
        Files.createDirectory(merged);
        assertThat(merge()).isEqualTo(1);
        assertThat(err.toString()).contains("is there already, and nothing is overwritten");
        assertThat(merged).isEmptyDirectory();
    }

    @Test
    void nothing_is_left_of_a_merge_that_fails() throws IOException {
        RandomAdapter huge = new RandomAdapter(2, 2, false, List.of("down_proj"), 1e6, 1);
        huge.write(adapter, LlamaConfig.read(model));
        assertThat(merge("--dtype", "f16")).isEqualTo(1);
        assertThat(err.toString())
                .contains("tensor model.layers.0.mlp.down_proj.weight merged has a value of more than F16 holds");
        assertThat(merged).doesNotExist();
        assertThat(directory.resolve("merged.part")).doesNotExist();
    }

    @Test
    void an_adapter_of_another_model_is_refused_by_name() throws IOException {
        LlamaConfig deeper = new LlamaConfig(258, 64, 96, 3, 4, 2, 16, 256, 1e-5, 10000, false, 256, 257);
        RandomAdapter.strong(1).write(adapter, deeper);
        assertThat(merge()).isEqualTo(1);
        assertThat(err.toString()).contains("model.layers.2.").contains("which the base model has not");
        assertThat(directory.resolve("merged.part")).doesNotExist();
    }

    @Test
    void wrong_values_are_told() {
        assertThat(merge("--dtype", "int8")).isEqualTo(2);
        assertThat(err.toString()).contains("--dtype is \"int8\", it must be f32, f16 or bf16");
        assertThat(merge("--shard-size", "many")).isEqualTo(2);
        assertThat(err.toString()).contains("--shard-size is \"many\"");
    }

    /** The same model with more rows of the feed-forward layer than fit one megabyte. */
    private void widen() throws IOException {
        LlamaConfig wide = new LlamaConfig(258, 64, 4096, 2, 4, 2, 16, 256, 1e-5, 10000, false, 256, 257);
        Files.writeString(model.resolve("config.json"), wide.toJson());
        SafetensorsWriter writer = new SafetensorsWriter(DType.F32);
        LlamaTensors.shapes(wide).forEach((name, shape) -> {
            float[] values = new float[(int) (shape[0] * (shape.length == 2 ? shape[1] : 1))];
            for (int i = 0; i < values.length; i++) {
                values[i] = i % 17 / 17f;
            }
            writer.add(name, values, shape);
        });
        writer.write(model.resolve("model.safetensors"));
        RandomAdapter.strong(1).write(adapter, wide);
    }

    private int merge(String... more) {
        return run(Stream.concat(
                        Stream.of(
                                "--model",
                                model.toString(),
                                "--adapter",
                                adapter.toString(),
                                "--out",
                                merged.toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private int run(String... arguments) {
        return new CommandLine(new MergeCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private static List<String> answers(Path model, Optional<Path> adapter) {
        DecoderOptions decoding = DecoderOptions.defaults().withSlots(1).withIntraOpThreads(1);
        try (LoadedModel loaded = LoadedModel.open(model, adapter, decoding, GeneratorOptions.DEFAULT)) {
            return PROMPTS.stream()
                    .map(prompt -> AdaptedModels.answer(loaded, prompt, 40))
                    .toList();
        }
    }
}
