package org.radiologygpt.trainer.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnersFileTest {
    @TempDir
    Path folder;

    @Test
    void a_disk_that_is_full_leaves_what_was_there() throws IOException {
        Path file = Files.writeString(folder.resolve("pairs.jsonl"), "before");
        Stream<Pair> pairs = Stream.of(1).map(i -> {
            throw new UncheckedIOException(new IOException("No space left on device"));
        });

        assertThatThrownBy(() -> PairFile.write(file, pairs)).hasMessage("No space left on device");

        assertThat(file).hasContent("before");
        assertThat(folder.toFile().list()).containsExactly("pairs.jsonl");
    }

    @Test
    void only_the_owner_may_read_it_at_any_time() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
        Path file = folder.resolve("pairs.jsonl");
        try (OwnersFile owners = OwnersFile.create(file)) {
            assertThat(mode(owners.partial())).isEqualTo("rw-------");
            assertThat(owners.partial().getParent()).isEqualTo(folder.toAbsolutePath());
            owners.commit();
        }
        assertThat(mode(file)).isEqualTo("rw-------");
    }

    @Test
    void two_runs_for_one_place_do_not_write_into_one_file() throws IOException {
        Path file = folder.resolve("pairs.jsonl");
        try (OwnersFile first = OwnersFile.create(file);
                OwnersFile second = OwnersFile.create(file)) {
            Files.writeString(first.partial(), "first");
            Files.writeString(second.partial(), "second");
            first.commit();
            assertThat(file).hasContent("first");
            second.commit();
        }
        assertThat(file).hasContent("second");
        assertThat(folder.toFile().list()).containsExactly("pairs.jsonl");
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
