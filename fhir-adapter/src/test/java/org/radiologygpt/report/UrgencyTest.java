package org.radiologygpt.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrgencyTest {

    @ParameterizedTest
    @CsvSource({
        "S,STAT",
        "stat,STAT",
        "A,ASAP",
        "C,ASAP",
        "asap,ASAP",
        "T,URGENT",
        "urgent,URGENT",
        "R,ROUTINE",
        "P,ROUTINE",
        "'',ROUTINE",
        "XYZ,ROUTINE",
    })
    void code_has_its_urgency(String code, Urgency urgency) {
        assertThat(Urgency.of(code)).isEqualTo(urgency);
    }
}
