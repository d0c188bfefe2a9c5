package org.radiologygpt.routes.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class QuickstartIT {
    private static final Path DEMO_MODEL = Path.of("../config/demo-model");

    @Test
    void every_message_has_its_outcome_in_the_first_run_and_on_the_same_data_again(@TempDir Path directory) {
        assumeTrue(Files.exists(DEMO_MODEL.resolve("model.safetensors")), "config/demo-model is not there");
        assertThat(quickstart(directory)).isZero();
        assertThat(quickstart(directory)).isZero();
    }

    @Test
    void directory_that_is_no_model_is_wrong_usage(@TempDir Path directory) {
        String[] arguments = {"--exit", "--data", directory.toString(), "--model", directory.toString()};
        assertThat(new CommandLine(new QuickstartCommand()).execute(arguments)).isEqualTo(2);
    }

    private static int quickstart(Path directory) {
        String[] arguments = {"--exit", "--data", directory.toString(), "--model", DEMO_MODEL.toString()};
        return new CommandLine(new QuickstartCommand()).execute(arguments);
    }
}
