package org.radiologygpt.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.radiologygpt.report.PersonName;
import org.radiologygpt.report.SourceProfile;

/** Walks every row of this package's tables. */
class FhirTablesTest {
    @ParameterizedTest
    @EnumSource(CodingSystem.class)
    void every_name_of_a_coding_system_means_its_uri(CodingSystem system) {
        assertThat(system.names()).isNotEmpty().allSatisfy(name -> {
            assertThat(CodingSystem.uriOf(name)).isEqualTo(system.uri());
            assertThat(CodingSystem.uriOf(" " + name.toLowerCase() + " ")).isEqualTo(system.uri());
        });
    }

    @ParameterizedTest
    @EnumSource(SectionCode.class)
    void every_section_code_we_write_is_read_as_the_same_section(SectionCode row) {
        assertThat(SectionCode.concept(row.kind()).getCodingFirstRep().getCode())
                .isEqualTo(row.code());
        assertThat(SourceProfile.defaults().section(row.code())).contains(row.kind());
    }

    @ParameterizedTest
    @EnumSource(ServiceSection.class)
    void every_radiology_category_is_the_section_rad(ServiceSection row) {
        assertThat(ServiceSection.of(
                        List.of(Concepts.of("urn:other", "X", null), Concepts.of(row.system(), row.code(), null))))
                .isEqualTo("RAD");
    }

    @Test
    void imaging_codes_of_table_0074_stay_and_no_category_is_empty() {
        assertThat(Concepts.IMAGING).allSatisfy(code -> assertThat(
                        ServiceSection.of(List.of(Concepts.of(FhirUris.SERVICE_SECTION, code, null))))
                .isEqualTo(code));
        assertThat(ServiceSection.of(List.of(new CodeableConcept().setText("Radiology"))))
                .isEmpty();
    }

    @Test
    void modalities_in_place_of_a_section_are_written_as_its_code_of_table_0074() {
        assertThat(Concepts.MODALITIES).allSatisfy((modality, section) -> {
            assertThat(Concepts.IMAGING).contains(section);
            assertThat(Concepts.categories(modality))
                    .extracting(category -> category.getCodingFirstRep().getCode())
                    .containsExactly(Concepts.RADIOLOGY, section);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "RIS NORTH!urn:id:RIS%20NORTH",
                "1.2.840.1!urn:oid:1.2.840.1",
                "http://a.example/x!http://a.example/x",
                "urn:oid:1.2!urn:oid:1.2"
            })
    void senders_names_become_uris(String name, String uri) {
        assertThat(FhirUris.system(name)).isEqualTo(uri);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "Dr Ronald Bone!Bone!Ronald!''!Dr!''",
                "Bone, Ronald J!Bone!Ronald!J!''!''",
                "Ronald Q. Bone, MD, PhD!Bone!Ronald!Q.!''!MD PhD",
                "Bone!Bone!''!''!''!''",
                "Prof. Dr. Ida van Munk!Munk!Ida!van!Prof. Dr.!''",
                "MD!MD!''!''!''!''"
            })
    void displays_are_read_as_names(
            String display, String family, String given, String middle, String prefix, String suffix) {
        assertThat(PersonNames.parse(display)).isEqualTo(new PersonName(family, given, middle, prefix, suffix));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {"120!PT2M", "Sun, 01 Mar 2026 12:01:00 GMT!PT59.877S", "Sun, 01 Mar 2026 11:00:00 GMT!PT0S"})
    void retry_after_is_seconds_or_a_date(String header, Duration wait) {
        Clock clock = Reports.CLOCK;
        assertThat(RetryAfter.parse(header, clock)).contains(wait);
        assertThat(RetryAfter.parse("soon", clock)).isEmpty();
    }
}
