package org.radiologygpt.routes.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.routes.ingest.Broker;
import org.radiologygpt.routes.ingest.Topics;
import picocli.CommandLine;

class ExportTrainingCommandIT {
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void the_newest_pair_of_each_report_is_written_oldest_first() throws IOException {
        Topics topics = Broker.topics("export-training", 3);
        for (String id : new String[] {"a", "b", "c", "a"}) {
            Broker.send(topics.training(), id, ("{\"id\":\"" + id + "\"}").getBytes(UTF_8));
        }
        Broker.send(topics.training(), "b", null);

        assertThat(export(topics.training())).isZero();

        assertThat(Files.readAllLines(out()))
                .containsExactly("{\"id\":\"c\"}", "{\"id\":\"a\"}", "{\"id\":\"b\",\"withdrawn\":true}");
        assertThat(folder).isDirectoryNotContaining(file -> file.toString().endsWith(".partial"));
    }

    @Test
    void a_topic_that_is_not_there_leaves_the_file_as_it_is() throws IOException {
        Files.writeString(out(), "before");

        assertThat(export("not-there")).isEqualTo(3);

        assertThat(out()).hasContent("before");
        assertThat(err.toString()).contains("there is no topic not-there");
    }

    private Path out() {
        return folder.resolve("training.jsonl");
    }

    private int export(String topic) {
        CommandLine line = Main.commandLine();
        line.setErr(new PrintWriter(err, true));
        return line.execute(
                "export-training",
                "--set",
                "kafka.bootstrap-servers=" + Broker.address(),
                "--set",
                "topics.training=" + topic,
                "--out",
                out().toString());
    }
}
