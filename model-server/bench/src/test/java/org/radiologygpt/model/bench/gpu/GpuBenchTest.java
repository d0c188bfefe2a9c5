package org.radiologygpt.model.bench.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.model.bench.gguf.RandomLlama;
import org.radiologygpt.model.bench.speed.Report;
import org.radiologygpt.model.decode.DecoderSource;
import org.radiologygpt.model.quantize.Precision;
import org.radiologygpt.model.tensorrt.GpuProbe;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.LlamaConfig;
import picocli.CommandLine;

/** The table is made on CPUs: all of it but the GPU. */
class GpuBenchTest {
    @TempDir
    Path directory;

    @Test
    void every_row_and_goal_of_the_table_is_printed() throws IOException {
        LlamaConfig tiny = RandomLlama.shape(160, 64, 96, 2, 4, 4, 160);
        Workload work = new Workload(tiny, tiny, List.of(1, 2, 4), 50, 6, 8, 1);
        Subject subject = new Subject("No GPU", Precision.F32, DecoderSource.CPU, DecoderSource.CPU);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Path small = RandomLlama.write(directory.resolve("small"), tiny, DType.F32, 7);

        new GpuBench(subject, work, directory, new Report(new PrintStream(out, true, StandardCharsets.UTF_8)))
                .run(small, "no-such-python");

        String table = out.toString(StandardCharsets.UTF_8);
        assertThat(table.lines().filter(line -> line.startsWith("| ")).map(line -> line.split(" \\| ")[0]))
                .contains(
                        "| GPU memory in use, whole GPU, GiB",
                        "| prefill of a prompt, ms",
                        "| decode at batch 4, tokens/s",
                        "| decode at batch 4 without CUDA graphs, tokens/s",
                        "| decode at batch 4, 1 adapters of rank 8, tokens/s",
                        "| decode at batch 4, 8 adapters of rank 8, tokens/s",
                        "| time to first token, one request, ms",
                        "| requests/s, 4 at once",
                        "| requests/s at 4",
                        "| tokens/s at batch 1",
                        "| decode at batch 1, 8 adapters of rank 8, percent of time more");
        assertThat(table)
                .contains(
                        "| logits of 2 layers beside 32-bit floats on CPUs, relative error, 1/1000 | 0.000 |",
                        "| small model, greedy answers of 60 tokens equal to those on CPUs, of 8 | 8 |",
                        "| transformers, decode at batch 1, tokens/s | not available |",
                        "| transformers | there is no no-such-python |");
    }

    @Test
    void figures_of_transformers_are_read_and_a_failure_is_told() {
        Transformers told = Transformers.read(
                List.of("Loading", "versions torch 2.9 transformers 5.1", "batch 1 90.5 21.25", "out of memory"), 1);
        assertThat(told.tokensPerSecond()).containsExactly(java.util.Map.entry(1, 90.5));
        assertThat(told.firstTokenMs()).containsExactly(java.util.Map.entry(1, 21.25));
        assertThat(told.remark()).isEqualTo("torch 2.9 transformers 5.1 ended: out of memory");
    }

    @Test
    void without_a_gpu_one_sentence_tells_what_is_missing() {
        assumeThat(GpuProbe.ofThisMachine(System.getenv()).report().isComplete())
                .isFalse();
        StringWriter err = new StringWriter();
        int code = new CommandLine(new BenchGpuCommand())
                .setErr(new PrintWriter(err, true))
                .execute();
        assertThat(code).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(1).first().asString().startsWith("bench --gpu: no GPU to measure: ");
    }
}
