package org.radiologygpt.trainer.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.model.weights.ModelDigest;
import org.radiologygpt.model.weights.ModelFormatException;
import org.radiologygpt.trainer.TinyModels;

class AdapterStoreTest {
    @TempDir
    Path root;

    private AdapterStore store;

    @BeforeEach
    void open() {
        store = new AdapterStore(root, "north");
    }

    @Test
    void two_runs_do_not_change_one_adapter_at_once() throws Exception {
        store.alone(() -> {
            assertThatThrownBy(() -> store.alone(() -> 0)).hasMessageContaining("another run is changing");
            return 0;
        });
        assertThat(store.alone(() -> 1)).isEqualTo(1);
    }

    @Test
    void versions_are_numbered_on_and_hold_what_a_server_reads_and_nothing_below() throws Exception {
        Path adapter = adapter();
        Files.createDirectories(adapter.resolve("checkpoint"));
        Files.writeString(adapter.resolve("training.jsonl"), "");
        Version version = version(ModelDigest.of(adapter));

        assertThat(store.install(adapter, version, partial -> {})).isEqualTo(1);
        assertThat(store.install(adapter, version, partial -> {})).isEqualTo(2);

        try (var files = Files.list(store.version(1))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("adapter_config.json", "adapter_model.safetensors", "version.json");
        }
    }

    @Test
    void nothing_appears_of_a_copy_that_is_another_or_was_not_finished() throws Exception {
        Path adapter = adapter();

        assertThatThrownBy(() -> store.install(adapter, version("sha256:0"), partial -> {}))
                .hasMessageContaining("not those that were decided on");
        assertThatThrownBy(() -> store.install(adapter, version(ModelDigest.of(adapter)), partial -> {
                    throw new IOException("no space");
                }))
                .hasMessage("no space");
        assertThat(store.version(1).getParent()).isEmptyDirectory();
    }

    @Test
    void going_back_twice_does_not_go_forward() throws Exception {
        use(1, 2, 3);
        assertThat(store.before()).contains(2);
        back(2);
        assertThat(store.before()).contains(1);
        back(1);
        assertThat(store.current()).contains(1);
        assertThat(store.before()).isEmpty();

        use(4);
        assertThat(store.before()).as("neither 2 nor 3, which were taken back").contains(1);
    }

    @Test
    void a_version_that_is_named_lies_on_the_one_it_came_instead_of() throws Exception {
        use(1, 2);
        back(1);
        back(2);
        assertThat(store.before()).contains(1);
    }

    @Test
    void a_change_that_was_cut_off_leaves_the_version_before_in_use_and_below_it_what_was() throws Exception {
        use(1, 2);
        Path partial = Files.createDirectories(store.directory().resolve(".current.partial"));
        Files.createDirectories(store.version(3));
        assertThatThrownBy(() -> store.use(3, "a", "promoted", Instant.EPOCH)).isInstanceOf(IOException.class);
        assertThat(store.current()).contains(2);
        assertThat(store.before()).contains(1);

        Files.delete(partial);
        use(4);
        Files.writeString(store.directory().resolve("history.jsonl"), "{\"version\":5,\"wh", StandardOpenOption.APPEND);
        assertThat(store.before()).contains(2);
        back(2);
        assertThat(store.before()).contains(1);
    }

    @Test
    void a_version_that_never_was_in_use_or_was_changed_since_is_refused() throws Exception {
        Path adapter = adapter();
        store.install(adapter, version(ModelDigest.of(adapter)), partial -> {});
        assertThatThrownBy(() -> store.requireSigned(1)).hasMessageContaining("never was in use");
        store.use(1, "a", "promoted", Instant.EPOCH);
        store.requireSigned(1);

        Files.writeString(store.version(1).resolve("chat_template.jinja"), "other");
        assertThatThrownBy(() -> store.requireSigned(1)).hasMessageContaining("not those that were signed off");
        Files.delete(store.version(1).resolve("version.json"));
        assertThatThrownBy(() -> store.requireSigned(1)).hasMessage("version 1 has no readable version.json");
    }

    @Test
    void a_name_that_leaves_the_root_and_a_pointer_to_nothing_are_refused() throws Exception {
        assertThatThrownBy(() -> new AdapterStore(root, "../x")).isInstanceOf(RollOutException.class);
        Files.createDirectories(root.resolve("north"));
        Files.writeString(root.resolve("north/current"), "4");

        assertThatThrownBy(() -> store.current())
                .isInstanceOf(ModelFormatException.class)
                .hasMessage("the file current of north names no version of it");
    }

    private Path adapter() throws IOException {
        return TinyModels.adapter(root.resolve("trained"), TinyModels.base(root.resolve("tiny"), 32), 1);
    }

    private static Version version(String adapter) {
        return new Version("sha256:1", adapter, "0", "Dr. A", "");
    }

    private void use(int... numbers) throws IOException {
        for (int number : numbers) {
            Files.createDirectories(store.version(number));
            store.use(number, "a", "promoted", Instant.EPOCH);
        }
    }

    private void back(int number) throws IOException {
        store.use(number, "a", "rolled back", Instant.EPOCH);
    }
}
