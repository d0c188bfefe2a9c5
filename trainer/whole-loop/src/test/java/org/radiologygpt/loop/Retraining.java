package org.radiologygpt.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.radiologygpt.loop.Commands.Result;
import org.radiologygpt.trainer.synthetic.SyntheticReport;

/** What a hospital does again and again: signed reports to an adapter in use, by the documented commands. */
record Retraining(
        Commands commands, Hospital hospital, Path base, Path store, Path keys, Path settings, String server) {
    private static final int REPORTS = 80;

    /**
     * One turn.
     *
     * @param turn its number; each has reports and patients of its own
     * @param ending how the radiologists of that time end their impressions
     */
    void run(int turn, String ending) {
        Path folder = settings.resolveSibling("turn-" + turn);
        List<String> messages = new ArrayList<>();
        for (SyntheticReport report : Reports.of(turn, REPORTS)) {
            messages.add(Reports.signed(report, turn, ending));
        }
        hospital.all(messages);
        Path exported = settings.resolveSibling("training-" + turn + ".jsonl");
        succeeded(commands.routes(
                "export-training", "--set", "kafka.bootstrap-servers=" + hospital.kafka(), "--out", exported + ""));
        Path recent = since(exported, (turn - 1) * REPORTS);
        Path pairs = folder.resolve("pairs.jsonl");
        succeeded(commands.trainer(
                "corpus",
                recent + "",
                "--key-file",
                keys + "",
                "--test",
                "0.3",
                "--validation",
                "0",
                "--out",
                pairs + ""));
        Path adapter = folder.resolve("adapter");
        succeeded(commands.trainer(
                "train", "--base", base + "", "--data", pairs + "", "--out", adapter + "", "--config", settings + ""));
        succeeded(commands.trainer(
                "promote",
                "--base",
                base + "",
                "--candidate",
                adapter + "",
                "--data",
                folder.resolve("pairs.test.jsonl") + "",
                "--train",
                pairs + "",
                "--min-reports",
                "20",
                "--guard-margin",
                "15",
                "--allow-no-canaries",
                "--store",
                store + "",
                "--name",
                "house",
                "--server",
                server,
                "--approve-by",
                "the head of radiology"));
    }

    /** The export has the oldest first; what was signed in another style long ago teaches another style. */
    private static Path since(Path exported, int before) {
        try {
            List<String> lines = Files.readAllLines(exported);
            return Files.write(
                    exported.resolveSibling("recent-" + exported.getFileName()), lines.subList(before, lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void succeeded(Result result) {
        assertThat(result.code()).as(result.output()).isZero();
    }
}
