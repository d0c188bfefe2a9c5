package org.radiologygpt.model.bench.gpu;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.radiologygpt.model.bench.gguf.RandomLlama;
import org.radiologygpt.model.bench.soak.AdapterFile;
import org.radiologygpt.model.bench.speed.Report;
import org.radiologygpt.model.bench.speed.Samples;
import org.radiologygpt.model.decode.Decoder;
import org.radiologygpt.model.decode.DecoderOptions;
import org.radiologygpt.model.decode.DecoderSource;
import org.radiologygpt.model.decode.DeviceStatus;
import org.radiologygpt.model.weights.AdapterLimits;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.LoraAdapter;

/**
 * All measures in turn. Transformers comes first, because an engine of TensorRT stays in the GPU's memory until the process
 * ends, and so do all that come after another.
 */
final class GpuBench {
    private static final List<Integer> ADAPTERS = List.of(0, 1, 8);
    private static final List<String> MODULES = List.of("q_proj", "v_proj");
    private static final int GREEDY_PROMPTS = 8;
    private static final int GREEDY_TOKENS = 60;
    private static final double ERROR_GOAL_PERMILLE = 5;

    private final Subject subject;
    private final Workload work;
    private final Path directory;
    private final Report report;

    /** Tokens a second by batch, without adapters and replayed. */
    private final Map<Integer, Double> base = new LinkedHashMap<>();

    /** @param directory for models and adapters */
    GpuBench(Subject subject, Workload work, Path directory, Report report) {
        this.subject = subject;
        this.work = work;
        this.directory = directory;
        this.report = report;
    }

    /**
     * Prints the table.
     *
     * @param small a model whose greedy tokens are compared
     * @param python with which transformers is looked for
     */
    void run(Path small, String python) throws IOException {
        Path shallow = RandomLlama.write(directory.resolve("shallow"), work.shallow(), DType.F16, 4);
        Path deep = RandomLlama.write(directory.resolve("deep"), work.deep(), DType.F16, 32);
        Transformers peer = Transformers.measure(python, deep, work);
        report.line("%s%n", subject.title());
        report.line(
                "Random weights of %d layers of %d, stored in f16, computed in %s; %d slots of %d tokens; prompts of %d, answers"
                        + " of %d; %d rounds, median (least-most)%n",
                work.deep().layers(),
                work.deep().hiddenSize(),
                subject.precision(),
                work.slots(),
                work.maxTokens(),
                work.promptTokens(),
                work.answerTokens(),
                work.rounds());
        report.head("measure", "value");
        withoutAdapters(deep, peer);
        withoutReplays(deep);
        adapters(deep);
        logits(shallow);
        greedy(small);
        peer(peer);
        report.goals();
    }

    private DecoderOptions options(int places) {
        DecoderOptions options = DecoderOptions.defaults()
                .withSlots(work.slots())
                .withMaxTokens(work.maxTokens())
                .withPrecision(subject.precision());
        return places == 0 ? options : options.withAdapters(new AdapterLimits(places, AdapterFile.RANK, MODULES));
    }

    private void withoutAdapters(Path deep, Transformers peer) {
        float[][] reference = Equality.reference(deep);
        Decoder decoder = Equality.only(subject.replaying(), deep, options(0));
        try {
            row("GPU memory in use, whole GPU, GiB", memory(decoder));
            error(work.deep().layers(), Equality.error(Equality.logits(decoder), reference));
            Speed speed = new Speed(decoder, work);
            row("prefill of a prompt, ms", speed.prefill().toString("%.2f"));
            for (int batch : work.batches()) {
                Samples rate = speed.decode(batch, 0);
                base.put(batch, rate.median());
                row("decode at batch " + batch + ", tokens/s", rate.toString("%.0f"));
            }
            row(
                    "steps replayed from a CUDA graph",
                    decoder.device()
                            .map(DeviceStatus::graphLaunches)
                            .map(String::valueOf)
                            .orElse("no device"));
        } catch (RuntimeException e) {
            decoder.close();
            throw e;
        }
        try (ServedRequests served = new ServedRequests(deep, decoder, options(0), work)) {
            row("time to first token, one request, ms", served.firstToken().toString("%.1f"));
            double perSecond = served.perSecond();
            row("requests/s, " + work.slots() + " at once", format("%.1f", perSecond));
            report.atLeast("requests/s at " + work.slots(), perSecond, 75);
        }
        report.atLeast("tokens/s at batch 1", base.get(1), 260);
        if (peer.tokensPerSecond().containsKey(1)) {
            report.atLeast(
                    "decode at batch 1 to transformers",
                    base.get(1) / peer.tokensPerSecond().get(1),
                    3);
        }
    }

    private static String memory(Decoder decoder) {
        return decoder.device()
                .map(status -> format("%.2f", status.usedBytes() / (double) (1 << 30)))
                .orElse("no device");
    }

    private void withoutReplays(Path deep) {
        try (Decoder decoder = Equality.only(subject.plain(), deep, options(0))) {
            Speed speed = new Speed(decoder, work);
            for (int batch : work.batches()) {
                row(
                        "decode at batch " + batch + " without CUDA graphs, tokens/s",
                        speed.decode(batch, 0).toString("%.0f"));
            }
        }
    }

    private void adapters(Path deep) throws IOException {
        Path files = directory.resolve("adapter");
        new AdapterFile(8, 0.01).write(files, work.deep());
        LoraAdapter adapter = LoraAdapter.read(files);
        for (int places : ADAPTERS) {
            if (places > 0) {
                adapters(deep, adapter, places);
            }
        }
    }

    private void adapters(Path deep, LoraAdapter adapter, int places) {
        try (Decoder decoder = Equality.only(subject.replaying(), deep, options(places))) {
            IntStream.range(0, places).forEach(place -> decoder.load(place, adapter));
            Speed speed = new Speed(decoder, work);
            for (int batch : work.batches()) {
                Samples rate = speed.decode(batch, places);
                String what = "decode at batch " + batch + ", " + places + " adapters of rank " + AdapterFile.RANK;
                row(what + ", tokens/s", rate.toString("%.0f"));
                report.atMost(what + ", percent of time more", 100 * (base.get(batch) / rate.median() - 1), 5);
            }
        }
    }

    private void logits(Path shallow) {
        float[][] reference = Equality.reference(shallow);
        DecoderOptions one = options(0).withSlots(1);
        try (Decoder decoder = Equality.only(subject.replaying(), shallow, one)) {
            error(work.shallow().layers(), Equality.error(Equality.logits(decoder), reference));
        }
    }

    private void error(int layers, double error) {
        String what = "logits of " + layers + " layers beside 32-bit floats on CPUs, relative error, 1/1000";
        row(what, format("%.3f", 1000 * error));
        report.atMost(what, 1000 * error, ERROR_GOAL_PERMILLE);
    }

    private void greedy(Path small) {
        List<List<Integer>> expected = greedy(DecoderSource.CPU, small, DecoderOptions.defaults());
        List<List<Integer>> chosen =
                greedy(subject.replaying(), small, DecoderOptions.defaults().withPrecision(subject.precision()));
        long equal = IntStream.range(0, expected.size())
                .filter(i -> expected.get(i).equals(chosen.get(i)))
                .count();
        String what = "small model, greedy answers of " + GREEDY_TOKENS + " tokens equal to those on CPUs, of "
                + GREEDY_PROMPTS;
        row(what, Long.toString(equal));
        report.atLeast(what, equal, GREEDY_PROMPTS);
    }

    private static List<List<Integer>> greedy(DecoderSource source, Path model, DecoderOptions options) {
        try (Decoder decoder = Equality.only(source, model, options.withSlots(1).withMaxTokens(128))) {
            return Equality.greedy(decoder, GREEDY_PROMPTS, GREEDY_TOKENS);
        }
    }

    private void peer(Transformers peer) {
        for (int batch : work.batches()) {
            Double rate = peer.tokensPerSecond().get(batch);
            row(
                    "transformers, decode at batch " + batch + ", tokens/s",
                    rate == null ? "not available" : format("%.0f", rate));
        }
        Double first = peer.firstTokenMs().get(1);
        row("transformers, time to first token, ms", first == null ? "not available" : format("%.1f", first));
        row("transformers", peer.remark());
    }

    private void row(String measure, String value) {
        report.line("| %s | %s |", measure, value);
    }

    private static String format(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
