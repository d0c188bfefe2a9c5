package org.radiologygpt.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.radiologygpt.trainer.evaluate.ChestFinding.Status;

class ChestLabelsTest {
    @Test
    void findings_are_present_absent_or_uncertain() {
        assertThat(ChestLabels.of("Small left effusion. No pneumothorax. Possible pneumonia."))
                .isEqualTo(Map.of(
                        ChestFinding.PLEURAL_EFFUSION, Status.PRESENT,
                        ChestFinding.PNEUMOTHORAX, Status.ABSENT,
                        ChestFinding.PNEUMONIA, Status.UNCERTAIN));
    }

    @Test
    void a_normal_state_denies_the_finding() {
        assertThat(ChestLabels.of("Heart size is normal."))
                .containsEntry(ChestFinding.CARDIOMEGALY, Status.ABSENT)
                .containsEntry(ChestFinding.NO_FINDING, Status.PRESENT);
    }

    @Test
    void what_is_present_in_one_sentence_counts_over_what_is_absent_in_another() {
        assertThat(ChestLabels.of("No right effusion. Left effusion."))
                .containsEntry(ChestFinding.PLEURAL_EFFUSION, Status.PRESENT);
    }

    @Test
    void a_pericardial_effusion_is_no_pleural_one() {
        assertThat(ChestLabels.of("Pericardial effusion.")).doesNotContainKey(ChestFinding.PLEURAL_EFFUSION);
    }

    @Test
    void an_empty_text_says_nothing() {
        assertThat(ChestLabels.of(" ")).isEmpty();
    }

    @Test
    void agreement_counts_hits_alarms_and_misses() {
        Agreement agreement = new Agreement();
        agreement.add(
                EnumSet.of(ChestFinding.EDEMA, ChestFinding.FRACTURE),
                EnumSet.of(ChestFinding.EDEMA, ChestFinding.PNEUMONIA));

        assertThat(agreement.micro()).isEqualTo(new Agreement.Counts(1, 1, 1));
        assertThat(agreement.micro().f1()).isEqualTo(0.5);
        assertThat(agreement.macroF1()).isEqualTo(1.0 / 3);
    }
}
