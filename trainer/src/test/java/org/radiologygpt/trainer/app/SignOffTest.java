package org.radiologygpt.trainer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.model.weights.ModelDigest;
import org.radiologygpt.trainer.TinyModels;
import org.radiologygpt.trainer.promote.Decision;
import org.radiologygpt.trainer.promote.Metric;
import org.radiologygpt.trainer.promote.Rules;
import org.radiologygpt.trainer.rollout.AdapterStore;
import org.radiologygpt.trainer.rollout.RollOut;
import picocli.CommandLine;

/** Without a server. */
class SignOffTest {
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    Path directory;

    private Path base;
    private AdapterStore store;
    private SignOff signOff;
    private RollOut rollOut;

    @BeforeEach
    void open() throws IOException {
        base = TinyModels.base(directory.resolve("tiny"), 32);
        store = new AdapterStore(directory.resolve("adapters"), "north");
        signOff = new SignOff(store, CLOCK);
        rollOut = new RollOut(store, Optional.empty(), CLOCK);
    }

    @Test
    void what_waits_waits_whole_and_is_replaced_where_it_was_changed() throws Exception {
        Path first = TinyModels.adapter(directory.resolve("first"), base, 1);
        Decision decision = decision(base, first);
        String id = signOff.keep(first, base, decision);
        try (var files = Files.list(store.pending(id))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("decision.json", "model-card.md", "model-card.xml", "adapter_config.json");
        }
        assertThat(store.pending(id).getParent()).isDirectoryNotContaining("glob:**.partial");

        TinyModels.adapter(store.pending(id), base, 9);
        assertThatThrownBy(() -> signOff.approve(id, "Dr. A", base, rollOut))
                .hasMessageContaining("not those that were decided on");
        signOff.keep(first, base, decision);
        assertThat(signOff.approve(id, "Dr. A", base, rollOut)).isEqualTo(1);
    }

    @Test
    void after_a_change_of_the_base_model_a_candidate_can_be_signed_off() throws Exception {
        Path first = TinyModels.adapter(directory.resolve("first"), base, 1);
        signOff.approve(signOff.keep(first, base, decision(base, first)), "Dr. A", base, rollOut);
        Path other = TinyModels.base(directory.resolve("other"), 48);
        Path second = TinyModels.adapter(directory.resolve("second"), other, 2);

        String alone = signOff.keep(second, other, decision(other, second));
        assertThatThrownBy(() -> signOff.approve(alone, "Dr. A", other, rollOut))
                .hasMessageContaining("compares with another adapter");
        String compared = signOff.keep(second, other, decision(other, second, first));
        assertThat(signOff.approve(compared, "Dr. A", other, rollOut)).isEqualTo(2);
    }

    @Test
    void where_no_server_was_told_nothing_says_that_a_version_is_in_use() throws Exception {
        for (int seed = 1; seed <= 2; seed++) {
            Path adapter = TinyModels.adapter(directory.resolve("adapter-" + seed), base, seed);
            Decision decision = seed == 1 ? decision(base, adapter) : decision(base, adapter, store.version(1));
            signOff.approve(signOff.keep(adapter, base, decision), "Dr. A", base, rollOut);
        }
        StringWriter out = new StringWriter();
        CommandLine rollback = new CommandLine(new RollbackCommand()).setOut(new PrintWriter(out));

        assertThat(rollback.execute("north", "--store", store.root().toString()))
                .isZero();
        assertThat(out)
                .hasToString(String.format("current of north is version 1; no server was told: a running one serves"
                        + " what it served until it is restarted or --server is given%n"));
    }

    private static Decision decision(Path base, Path candidate, Path... current) {
        Map<String, String> inputs = new TreeMap<>(Map.of(
                "base", ModelDigest.of(base),
                "candidate", ModelDigest.of(base, candidate),
                "adapter", ModelDigest.of(candidate)));
        for (Path adapter : current) {
            inputs.put("current", ModelDigest.of(base, adapter));
            inputs.put("currentAdapter", ModelDigest.of(adapter));
        }
        return new Decision(inputs, new Rules(Metric.ROUGE_L, 1, 100, true, true, 3), List.of(), true);
    }
}
