package org.radiologygpt.trainer.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.model.weights.ModelFormatException;

class AdapterStoreTest {
    private static final Version VERSION = new Version("sha256:1", "sha256:2", "0", "Dr. A", "");

    @TempDir
    Path root;

    @Test
    void two_runs_do_not_change_one_adapter_at_once() throws Exception {
        AdapterStore store = new AdapterStore(root, "north");
        store.alone(() -> {
            assertThatThrownBy(() -> store.alone(() -> 0)).hasMessageContaining("another run is changing");
            return 0;
        });
        assertThat(store.alone(() -> 1)).isEqualTo(1);
    }

    @Test
    void versions_are_numbered_on_and_hold_what_a_server_reads_and_nothing_below() throws Exception {
        AdapterStore store = new AdapterStore(root, "north");
        Path adapter =
                Files.createDirectories(root.resolve("trained/checkpoint")).getParent();
        Files.writeString(adapter.resolve("adapter_config.json"), "{}");
        Files.writeString(adapter.resolve("training.jsonl"), "");

        assertThat(store.install(adapter, VERSION)).isEqualTo(1);
        assertThat(store.install(adapter, VERSION)).isEqualTo(2);

        try (var files = Files.list(store.version(1))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("adapter_config.json", "version.json");
        }
    }

    @Test
    void the_version_before_is_the_last_one_used_that_is_another() throws Exception {
        AdapterStore store = new AdapterStore(root, "north");
        for (int number : new int[] {1, 2, 3}) {
            Files.createDirectories(store.version(number));
        }
        assertThat(store.before()).isEmpty();
        store.use(1, "a", "promoted", Instant.EPOCH);
        store.use(3, "a", "promoted", Instant.EPOCH);
        store.use(3, "a", "rolled back", Instant.EPOCH);

        assertThat(store.current()).isEqualTo(Optional.of(3));
        assertThat(store.before()).isEqualTo(Optional.of(1));
    }

    @Test
    void a_name_that_leaves_the_root_and_a_pointer_to_nothing_are_refused() throws Exception {
        assertThatThrownBy(() -> new AdapterStore(root, "../x")).isInstanceOf(RollOutException.class);
        Files.createDirectories(root.resolve("north"));
        Files.writeString(root.resolve("north/current"), "4");

        assertThatThrownBy(() -> new AdapterStore(root, "north").current())
                .isInstanceOf(ModelFormatException.class)
                .hasMessage("the file current of north names no version of it");
    }
}
