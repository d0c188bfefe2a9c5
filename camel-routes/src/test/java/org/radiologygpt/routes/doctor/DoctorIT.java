package org.radiologygpt.routes.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.routes.ingest.Topics;
import org.radiologygpt.routes.quickstart.EmbeddedBroker;
import picocli.CommandLine;

/** The command against a real broker. */
class DoctorIT {
    private static final int MAX_BYTES = 1 << 20;

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();

    @Test
    void topics_that_are_missing_are_named_and_everything_in_order_exits_with_0() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0, MAX_BYTES);
                StubServers servers = new StubServers()) {
            List<String> all = new ArrayList<>(Topics.defaults().all());
            all.remove(Topics.defaults().control());
            broker.createTopics(all, 1, MAX_BYTES);

            assertThat(run(servers, broker.bootstrapServers())).isEqualTo(1);
            assertThat(out.toString()).containsPattern("(?m)^missing +Kafka +topics radiology.control; create");

            broker.createTopics(Topics.defaults().all(), 1, MAX_BYTES);
            assertThat(run(servers, broker.bootstrapServers())).isZero();
            assertThat(out.toString())
                    .containsPattern("(?m)^ok +Kafka +1 broker\\(s\\) at 127.0.0.1:\\d+, all topics are there")
                    .contains("All that run needs is in order; a GPU is not needed.");
        }
    }

    private int run(StubServers servers, String kafka) {
        out.getBuffer().setLength(0);
        List<String> arguments = new ArrayList<>(List.of("--timeout", "60"));
        servers.sets(kafka).forEach(set -> arguments.addAll(List.of("--set", set)));
        return new CommandLine(new DoctorCommand())
                .setOut(new PrintWriter(out))
                .execute(arguments.toArray(String[]::new));
    }
}
