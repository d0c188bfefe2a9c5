package org.radiologygpt.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardPolicyTest {
    @Test
    void the_shipped_file_names_every_guard_and_is_the_standard() throws IOException {
        String shipped = Files.readString(Path.of("../config/guard-policy.yaml"));
        assertThat(GuardPolicy.parse(shipped)).isEqualTo(GuardPolicy.standard());
        assertThat(Guards.names()).allSatisfy(guard -> assertThat(shipped).containsPattern("(?m)^  " + guard + ": "));
    }

    @Test
    void an_empty_file_is_the_standard() {
        assertThat(GuardPolicy.parse("")).isEqualTo(GuardPolicy.standard());
        assertThat(GuardPolicy.parse("guards:\nsites:\n")).isEqualTo(GuardPolicy.standard());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "guards: {lateralty: flag}            # guards.lateralty: no such guard",
                "guards: {laterality: maybe}          # guards.laterality: pass, flag or withhold",
                "guards: {laterality: [flag]}         # guards.laterality: pass, flag or withhold",
                "guards: {laterality: true}           # guards.laterality: pass, flag or withhold",
                "laterality: flag                     # laterality: no such key",
                "- laterality                         # the policy: must be a map",
                "guards: flag                         # guards: must be a map",
                "sites: [NORTH]                       # sites: must be a map",
                "sites: {NORTH: flag}                 # sites.NORTH: must be a map",
                "sites: {NORTH: {laterality: of}}     # sites.NORTH.laterality: pass, flag or withhold",
                "sites: {NORTH: {lat: flag}}          # sites.NORTH.lat: no such guard",
                "sites: {NORTH: {}, north: {}}        # a site twice",
                "'guards: {size: flag, size: pass}'   # no YAML, at line 1",
                "'guards: {'                          # no YAML, at line"
            })
    void a_wrong_policy_names_the_key_and_what_is_allowed(String yaml, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GuardPolicy.parse(yaml))
                .withMessageContaining(message);
    }
}
