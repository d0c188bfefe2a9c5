package org.radiologygpt.bench.deid;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.radiologygpt.deid.NameTraining;
import org.radiologygpt.deidscore.LabelledReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code train-deid}: learns the weights of the tagger of names from the development edition. */
@Command(
        name = "train-deid",
        description = {"Learns which words are names, from the synthetic development reports and the word lists alone."
        },
        mixinStandardHelpOptions = true)
public final class TrainDeidCommand implements Callable<Integer> {
    private static final long SEED = 4_201L;
    private static final int PER_READING = 500;
    private static final int CAPITALS = 3;

    @Option(names = "--reports", defaultValue = "5000", description = "Reports to learn from (default: 5000).")
    private int reports;

    @Option(
            names = "--out",
            required = true,
            description =
                    "The file to write; fhir-adapter/src/main/resources/org/radiologygpt/deid/name-model.txt is shipped.")
    private Path file;

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws IOException {
        List<LabelledReport> all = material(reports);
        Files.writeString(file, new NameTraining(SEED).learn(all, out::println));
        out.println(file + " learned from " + all.size() + " reports");
        return 0;
    }

    /** As trained with so many reports. */
    static String learned(int reports) {
        return new NameTraining(SEED).learn(material(reports), any -> {});
    }

    private static List<LabelledReport> material(int reports) {
        List<LabelledReport> all =
                new ArrayList<>(Reports.of(Edition.DEVELOPMENT, reports).toList());
        all.addAll(harmless(reports));
        return all;
    }

    /** Texts without identifiers, as they are and in capitals, as often as it takes to weigh something. */
    private static List<LabelledReport> harmless(int reports) {
        List<String> lines = Material.of("harmless.txt").list("");
        List<LabelledReport> texts = new ArrayList<>();
        for (int time = 0; time < reports / PER_READING; time++) {
            for (int i = 0; i < lines.size(); i++) {
                String line = time % CAPITALS == 0 ? lines.get(i).toUpperCase(Locale.ROOT) : lines.get(i);
                texts.add(new LabelledReport(
                        "harmless-" + time + "-" + i, line, List.of(), List.of(), List.of(), List.of()));
            }
        }
        return texts;
    }
}
