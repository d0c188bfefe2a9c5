package org.radiologygpt.deid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.radiologygpt.report.FieldRule;

class DeidPolicyTest {

    @Test
    void the_shipped_policy_is_the_one_in_config() throws IOException {
        try (var shipped = DeidPolicyFile.class.getResourceAsStream("deid-policy.yaml")) {
            assertThat(Files.readString(Path.of("../config/deid-policy.yaml")))
                    .isEqualTo(new String(shipped.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void safe_harbor_tells_no_name_no_day_and_no_extension() {
        DeidPolicy policy = DeidPolicy.safeHarbor();
        assertThat(policy.names()).isFalse();
        assertThat(policy.dates()).isEqualTo(DeidPolicy.Dates.YEAR);
        assertThat(policy.extensions()).isEmpty();
        assertThat(policy.needsLastingKey()).isFalse();
        assertThat(policy.segments()).doesNotContainKeys("NK1", "GT1", "IN1", "ZPI");
        assertThat(policy.segments().get("PID")).doesNotContainKeys(13, 14, 18, 19);
    }

    @Test
    void a_key_left_out_is_the_shipped_policys() {
        DeidPolicy policy = DeidPolicyFile.parse("hl7v2:\n  OBX: { value: [5] }\n");
        assertThat(policy.segments()).containsOnlyKeys("OBX");
        assertThat(policy.segments().get("OBX")).containsEntry(5, FieldRule.VALUE);
        assertThat(policy.resources()).isEqualTo(DeidPolicy.safeHarbor().resources());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "txt: mask;txt: unknown key; allowed are",
                "dates: month;dates: allowed are year, shift, remove",
                "text: surrogates;needs dates: shift",
                "'fhir: {resources: {Patient: name}, extensions: []}';fhir.resources.Patient: a list expected",
                "'hl7v2: {PID: {hide: [5]}}';hl7v2.PID.hide: allowed are keep, code",
                "'hl7v2: {PID: {name: [5], keep: [5]}}';hl7v2.PID.keep: field 5 has two rules",
                "'hl7v2: {PID: {name: [0]}}';hl7v2.PID.name: field numbers from 1",
                "'hl7v2: {patient: {name: [5]}}';hl7v2.patient: a segment's name",
                "'text: {';no valid YAML in line",
            })
    void what_is_wrong_is_said_with_its_path_and_the_allowed_values(String yaml, String said) {
        assertThatThrownBy(() -> DeidPolicyFile.parse(yaml))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said);
    }

    @ParameterizedTest
    @CsvSource({
        "http://loinc.org,36643-5,true",
        "LN,24627-2,true",
        "http://loinc.org,36643-6,false",
        "http://loinc.org,LP29684-5,true",
        "http://snomed.info/sct,399208008,true",
        "http://snomed.info/sct,399208009,false",
        "http://snomed.info/sct,55443322,false",
        "RADLEX,RID1301,true",
        "DCM,113014,true",
        "C4,71046,true",
        "http://hl7.org/fhir/sid/icd-10,J18.9,true",
        "http://unitsofmeasure.org,mm[Hg],true",
        "http://terminology.hl7.org/CodeSystem/v2-0074,RAD,true",
        "http://terminology.hl7.org/CodeSystem/v2-0074,QX7718823,false",
        "http://loinc.org,219-09-9999,false",
    })
    void a_public_code_is_known_by_its_form_and_check_digit(String system, String code, boolean isCode) {
        assertThat(PublicCode.isPublic(system)).isTrue();
        assertThat(PublicCode.isCode(system, code)).isEqualTo(isCode);
    }

    @Test
    void every_code_system_has_an_address_or_name() {
        for (PublicCode row : PublicCode.values()) {
            assertThat(row.systems()).isNotEmpty().allMatch(PublicCode::isPublic);
        }
    }
}
