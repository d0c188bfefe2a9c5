package org.radiologygpt.bench.deid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.radiologygpt.deid.Deidentifier;

/** Whoever changes a list, a feature or the training material trains again: the weights that are shipped are those. */
class ShippedModelTest {
    /** As many as {@code train-deid} takes unless told otherwise; some 12 s of one core. */
    private static final int REPORTS = 5_000;

    @Test
    void the_shipped_weights_are_those_of_a_fresh_training() throws IOException {
        try (InputStream in = Deidentifier.class.getResourceAsStream("name-model.txt")) {
            String shipped = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            boolean same = TrainDeidCommand.learned(REPORTS).equals(shipped);
            assertThat(same)
                    .as("name-model.txt is what ./radiology-gpt train-deid writes")
                    .isTrue();
        }
    }
}
