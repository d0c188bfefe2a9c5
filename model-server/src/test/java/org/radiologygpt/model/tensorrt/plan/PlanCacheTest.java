package org.radiologygpt.model.tensorrt.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCacheTest {
    @TempDir
    Path directory;

    private final AtomicInteger builds = new AtomicInteger();
    private PlanCache cache;

    @BeforeEach
    void open() throws IOException {
        cache = new PlanCache(directory.resolve("below/it"));
    }

    @Test
    void a_plan_is_built_once_and_has_its_digest_beside_it() throws IOException {
        Path plan = cache.obtain("key", this::build);

        assertThat(cache.obtain("key", this::build)).isEqualTo(plan);
        assertThat(builds).hasValue(1);
        assertThat(plan).hasContent("plan 1");
        assertThat(plan.resolveSibling("key.plan.sha256")).hasContent(FileDigest.of("plan 1") + "  key.plan\n");
        assertThat(cache.obtain("other", this::build)).hasContent("plan 2");
    }

    @Test
    void a_plan_that_was_changed_is_built_anew() throws IOException {
        Path plan = cache.obtain("key", this::build);
        Files.writeString(plan, "plan 0");

        assertThat(cache.obtain("key", this::build)).hasContent("plan 2");
        assertThat(cache.obtain("key", this::build)).hasContent("plan 2");
    }

    @Test
    void a_plan_without_its_digest_is_built_anew() throws IOException {
        Path plan = cache.obtain("key", this::build);
        Files.delete(plan.resolveSibling("key.plan.sha256"));

        assertThat(cache.obtain("key", this::build)).hasContent("plan 2");
    }

    @Test
    void a_build_that_fails_leaves_nothing_that_could_be_taken_for_a_plan() throws IOException {
        assertThatThrownBy(() -> cache.obtain("key", part -> {
                    Files.writeString(part, "half");
                    throw new IOException("disk full");
                }))
                .hasMessage("disk full");

        assertThat(directory.resolve("below/it")).isDirectoryNotContaining("glob:**.p*");
        assertThat(cache.obtain("key", this::build)).hasContent("plan 1");
    }

    @Test
    void what_an_ended_process_left_half_done_is_overwritten() throws IOException {
        Files.writeString(cache.file("key", ".plan.part"), "half");

        assertThat(cache.obtain("key", this::build)).hasContent("plan 1");
    }

    @Test
    void other_programs_wait_for_a_build_of_any_key_but_not_for_a_plan_that_is_there() throws IOException {
        cache.obtain("there", this::build);

        cache.obtain("key", part -> {
            assertThat(cache.obtain("there", this::build)).hasContent("plan 1");
            // Held by this JVM, where another program would wait.
            assertThatThrownBy(() -> cache.obtain("other", this::build))
                    .isInstanceOf(OverlappingFileLockException.class);
            return build(part);
        });

        assertThat(cache.obtain("other", this::build)).hasContent("plan 3");
    }

    private String build(Path part) throws IOException {
        assertThat(part).doesNotExist();
        String content = "plan " + builds.incrementAndGet();
        Files.writeString(part, content);
        return FileDigest.of(content);
    }
}
