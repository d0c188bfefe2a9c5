package org.radiologygpt.routes.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.radiologygpt.deid.Deidentifier;
import org.radiologygpt.hl7v2.OruReader;
import org.radiologygpt.model.decode.Decoder;
import org.radiologygpt.model.decode.DecoderOptions;
import org.radiologygpt.model.decode.OrtDecoder;
import org.radiologygpt.model.weights.AdapterLimits;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.SectionKind;
import org.radiologygpt.report.SourceProfiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench}: the project's own measurements, medians of five rounds. */
@Command(
        name = "bench",
        description = {
            "Measures reading, de-identifying, the model's prefill and decoding, and the whole route with a model that answers"
                    + " at once beside its floor: bare Kafka and bare FHIR transactions. Prints medians, and the least and"
                    + " the most.",
            "./radiology-gpt bench --gpu measures the model server on a GPU instead, --gpu --help tells its options."
        },
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
    private static final int PREFILL = 256;
    private static final int DECODE = 128;

    /** An odd number, so that the median is one of them; a minute in all with the demo model. */
    private static final int PAIRS = 61;

    @Option(names = "--seconds", defaultValue = "2", description = "Length of a round in seconds (default: 2).")
    private int seconds;

    @Option(
            names = "--messages",
            defaultValue = "1000",
            description = "Messages in a round of the route (default: 1000).")
    private int messages;

    @Option(names = "--rounds", defaultValue = "5", description = "Rounds of the route and its floor (default: 5).")
    private int rounds;

    @Option(
            names = "--warm-up",
            defaultValue = "30000",
            description =
                    "At most so many messages before the first round of the route; fewer where the JVM has compiled"
                            + " all that is hot before (default: 30000).")
    private int warmUp;

    @Option(names = "--in-flight", defaultValue = "16", description = "Reports dealt with at once (default: 16).")
    private int inFlight;

    @Option(
            names = "--partitions",
            split = ",",
            defaultValue = "1,4,16",
            description = "Partitions of the topics, a measurement for each (default: 1,4,16).")
    private List<Integer> partitions;

    @Option(
            names = "--fhir",
            paramLabel = "URL",
            description = "Base of an empty FHIR R4 server to write to (default: an embedded one).")
    private Optional<URI> fhir = Optional.empty();

    @Option(names = "--route-only", description = "Only the route.")
    private boolean routeOnly;

    @Option(
            names = "--adapters-only",
            description =
                    "Only prefill and decoding without and with places for LoRA adapters (q_proj and v_proj), in turn, at"
                            + " one slot and at four.")
    private boolean adaptersOnly;

    @Option(names = "--adapters", defaultValue = "4", description = "Places of --adapters-only (default: 4).")
    private int adapters;

    @Option(names = "--adapter-rank", defaultValue = "8", description = "Rank of --adapters-only (default: 8).")
    private int adapterRank;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "Model directory in Hugging Face layout (default: the demo model, config/demo-model).")
    private Optional<Path> model = Optional.empty();

    @Override
    public Integer call() throws IOException {
        PrintStream out = System.out;
        out.printf(
                "%s, %s %s, %d processors, JDK %s%n",
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("os.version"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version());
        if (adaptersOnly) {
            new AdapterBench(
                            model.orElseGet(ProjectHome::demoModel),
                            new AdapterLimits(adapters, adapterRank, List.of("q_proj", "v_proj")),
                            PAIRS,
                            out)
                    .run();
            return 0;
        }
        if (!routeOnly) {
            parts(out);
        }
        new RouteBench(messages, rounds, inFlight, warmUp, partitions, fhir, out).run();
        return 0;
    }

    private void parts(PrintStream out) {
        Duration round = Duration.ofSeconds(seconds);
        byte[] oru = BenchMessages.oru(1);
        out.printf("median (least-most) of %d s rounds; ORU^R01 of %d bytes, one thread%n", seconds, oru.length);
        out.printf("%-44s %s%n", "reading ORU^R01, messages/s", reading(round, oru));
        out.printf("%-44s %s%n", "de-identifying its findings, reports/s", deidentifying(round, oru));
        decoding(round, out);
    }

    private static Rounds reading(Duration round, byte[] oru) {
        OruReader reader = new OruReader(SourceProfiles.defaults());
        return Rounds.measure(round, () -> {
            reader.read(oru);
            return 1;
        });
    }

    private static Rounds deidentifying(Duration round, byte[] oru) {
        RadiologyReport report = ((ReadOutcome.Read) new OruReader(SourceProfiles.defaults()).read(oru)).report();
        String findings = report.text(SectionKind.FINDINGS).orElseThrow();
        Deidentifier deidentifier = Deidentifier.placeholders();
        return Rounds.measure(round, () -> {
            deidentifier.deidentify(findings, report.knownIdentifiers());
            return 1;
        });
    }

    private void decoding(Duration round, PrintStream out) {
        DecoderOptions options = DecoderOptions.defaults().withSlots(1);
        try (Decoder decoder = OrtDecoder.open(model.orElseGet(ProjectHome::demoModel), options)) {
            int[] prompt = new int[Math.min(PREFILL, decoder.maxTokens() / 2)];
            Arrays.setAll(prompt, i -> i * 7 % decoder.vocabSize());
            int[] token = {1};
            int[] slot = {0};
            Rounds prefill = Rounds.measure(round, () -> {
                decoder.truncate(0, 0);
                decoder.prefill(0, prompt);
                return prompt.length;
            });
            Rounds decode = Rounds.measure(round, () -> {
                decoder.truncate(0, prompt.length);
                for (int i = 0; i < DECODE; i++) {
                    decoder.step(slot, token);
                }
                return DECODE;
            });
            out.printf("%-44s %s%n", "model, prefill of " + prompt.length + " tokens, tokens/s", prefill);
            out.printf("%-44s %s%n", "model, decoding after them, tokens/s", decode);
        }
    }
}
