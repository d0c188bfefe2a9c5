package org.radiologygpt.model.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cut of the soak, against the real server as a process of its own. */
@Timeout(240)
class SoakTest {
    /** A process that has just begun still grows. */
    private static final double ANY_GROWTH = 10;

    private static final Path DEMO_MODEL = Path.of("../../config/demo-model");

    @TempDir
    private Path room;

    @Test
    void mixed_requests_end_as_they_must_while_adapters_come_and_go() throws IOException, InterruptedException {
        Outcome outcome = Soak.run(new Plan(DEMO_MODEL, 200, 8, 2, Duration.ofSeconds(60), 6, ANY_GROWTH), room);
        assertThat(outcome.tally().faults()).isEmpty();
        assertThat(outcome.tally().ended()).isEqualTo(200);
        assertThat(outcome.tally().answers()).isGreaterThan(50);
        assertThat(outcome.tally().counts()).containsKeys("CANCEL", "BAD_JSON", "OVERSIZE", "LOAD", "UNLOAD");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        outcome.print(new PrintStream(printed, true, StandardCharsets.UTF_8));
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("200 requests in", "p99", "0 faults");
    }
}
