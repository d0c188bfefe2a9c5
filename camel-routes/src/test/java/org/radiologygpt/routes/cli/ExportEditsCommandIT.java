package org.radiologygpt.routes.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.routes.ingest.Broker;
import org.radiologygpt.routes.ingest.Topics;

class ExportEditsCommandIT {
    @TempDir
    Path folder;

    @Test
    void first_signatures_are_written_by_week_with_the_writer_of_the_draft_and_nothing_else() throws IOException {
        Topics topics = Broker.topics("export-edits", 3);
        outcome(
                topics,
                "R|A",
                "{\"draft\":\"R|A|1|1\",\"model\":\"base\",\"adapter\":\"chest\",\"digest\":\"d2\",\"impression\":\"secret\"}");
        outcome(topics, "R|A", signed("R|A|1|1", "2026-W10", 0.5));
        outcome(topics, "R|A", signed("R|A|1|1", "2026-W11", 0.9));
        outcome(topics, "R|B", "{\"draft\":\"R|B|1|1\",\"model\":\"base\",\"adapter\":null,\"digest\":\"d1\"}");
        outcome(topics, "R|B", signed("R|B|1|1", "2026-W09", 0));
        outcome(topics, "R|C", signed("R|C|1|1", "2026-W12", 0.25));
        outcome(topics, "R|C", "no JSON");

        Path out = folder.resolve("edits.jsonl");
        int code = Main.commandLine()
                .execute(
                        "export-edits",
                        "--set",
                        "kafka.bootstrap-servers=" + Broker.address(),
                        "--set",
                        "topics.drafts=" + topics.drafts(),
                        "--out",
                        out.toString());

        assertThat(code).isZero();
        assertThat(Files.readAllLines(out))
                .containsExactly(
                        line("2026-W09", "base", "", "d1", "0.0"),
                        line("2026-W10", "base", "chest", "d2", "0.5"),
                        line("2026-W12", "unknown", "unknown", "unknown", "0.25"));
    }

    private static String line(String week, String model, String adapter, String digest, String distance) {
        return "{\"week\":\"" + week + "\",\"site\":\"R\",\"model\":\"" + model + "\",\"adapter\":\"" + adapter
                + "\",\"digest\":\"" + digest + "\",\"distance\":" + distance + ",\"rougeL\":0.5,\"unchanged\":false}";
    }

    private static String signed(String draft, String week, double distance) {
        return "{\"system\":\"R\",\"accession\":\"secret\",\"edit\":{\"draft\":\"" + draft + "\",\"week\":\"" + week
                + "\",\"distance\":" + distance + ",\"rougeL\":0.5,\"unchanged\":false}}";
    }

    private static void outcome(Topics topics, String key, String json) {
        Broker.send(topics.drafts(), key, json.getBytes(UTF_8));
    }
}
