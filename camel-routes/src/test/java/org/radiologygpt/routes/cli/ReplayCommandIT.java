package org.radiologygpt.routes.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiologygpt.routes.ingest.Broker;
import org.radiologygpt.routes.ingest.Topics;
import picocli.CommandLine;

class ReplayCommandIT {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void counts_without_go_and_replays_with_it() {
        Topics topics = Broker.topics("replay-command", 1);
        Broker.send(topics.oru(), "RIS|A1", "Doe^John".getBytes(UTF_8));
        List<String> range = List.of("--topic", topics.oru(), "--partition", "0", "--to-offset", "0");
        assertThat(replay(topics, range)).isZero();
        assertThat(out.toString())
                .contains("       1  replay           -                         -           " + topics.oru())
                .contains("nothing is written; with --go 1 messages go back");
        assertThat(Broker.read(topics.oru(), 1)).hasSize(1);
        List<String> going = new ArrayList<>(range);
        going.add("--go");
        assertThat(replay(topics, going)).isZero();
        assertThat(Broker.read(topics.oru(), 2)).hasSize(2);
        assertThat(out.toString())
                .contains("replayed 1 messages")
                .doesNotContain("Doe")
                .doesNotContain("A1");
    }

    @Test
    void errors_that_cannot_go_back_are_said_by_the_exit_code() {
        Topics topics = Broker.topics("replay-left", 1);
        Broker.send(topics.errors(), "k", new byte[0]);
        assertThat(replay(topics, List.of())).isEqualTo(1);
        assertThat(out.toString()).contains("no_origin");
    }

    @Test
    void kafka_that_is_away_has_an_exit_code_of_its_own() {
        Topics topics = new Topics("oru", "fhir", "drafts", "errors", "state", "training", "control");
        assertThat(replay(topics, List.of("--set", "topics.errors=not-there"))).isEqualTo(3);
        assertThat(err.toString()).contains("does not answer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--topic elsewhere",
                "--topic radiology.oru",
                "--topic radiology.oru --to-offset 3",
                "--topic radiology.oru --until 2026-03-01T12:00:00Z --reason x",
                "--from-offset 3",
                "--rate 0",
                "--since yesterday",
                "--set no.key=1",
            })
    void wrong_usage_is_refused_before_kafka_is_asked(String arguments) {
        assertThat(run(List.of(("replay " + arguments).split(" ")))).isEqualTo(2);
        assertThat(err.toString()).isNotEmpty();
    }

    private int replay(Topics topics, List<String> further) {
        List<String> arguments = new ArrayList<>(List.of(
                "replay",
                "--set",
                "kafka.bootstrap-servers=" + Broker.address(),
                "--set",
                "topics.oru=" + topics.oru(),
                "--set",
                "topics.fhir=" + topics.fhir(),
                "--set",
                "topics.drafts=" + topics.drafts(),
                "--set",
                "topics.errors=" + topics.errors()));
        arguments.addAll(further);
        return run(arguments);
    }

    private int run(List<String> arguments) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments.toArray(String[]::new));
    }
}
