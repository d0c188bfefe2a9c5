package org.radiologygpt.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Address.AddressUse;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointUse;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.HumanName.NameUse;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestPriority;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Walks every row of {@code v2-tables.tsv}. Codes of v2 and v3 systems are held by BundleValidityTest's validator. */
class V2TableTest {
    private static final Map<V2Table, Function<String, ?>> CODES = Map.of(
            V2Table.ADMINISTRATIVE_SEX, AdministrativeGender::fromCode,
            V2Table.ORDER_STATUS, ServiceRequestStatus::fromCode,
            V2Table.RESULT_STATUS, ObservationStatus::fromCode,
            V2Table.ADDRESS_TYPE, AddressUse::fromCode,
            V2Table.NAME_TYPE, NameUse::fromCode,
            V2Table.TELECOM_USE, ContactPointUse::fromCode,
            V2Table.TELECOM_EQUIPMENT, ContactPointSystem::fromCode,
            V2Table.PRIORITY, ServiceRequestPriority::fromCode);

    @ParameterizedTest
    @EnumSource(V2Table.class)
    void every_row_is_found_in_any_case_and_is_a_code_of_fhir(V2Table table) {
        assertThat(table.rows()).isNotEmpty().allSatisfy((code, fhir) -> {
            assertThat(table.fhir(code)).contains(fhir);
            assertThat(table.fhir(code.toLowerCase(Locale.ROOT))).contains(fhir);
            assertThatCode(() -> CODES.getOrDefault(table, known -> known).apply(fhir))
                    .doesNotThrowAnyException();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "0001,F,female",
        "0001,A,other",
        "0004,E,EMER",
        "0004,I,IMP",
        "0004,O,AMB",
        "0004,P,PRENC",
        "0038,CM,completed",
        "0038,CA,revoked",
        "0074,CT,CT",
        "0078,HH,HH",
        "0085,W,entered-in-error",
        "0085,X,cancelled",
        "0085,C,corrected",
        "0190,H,home",
        "0200,L,official",
        "0200,M,maiden",
        "0201,WPN,work",
        "0202,FX,fax",
        "0203,MR,MR",
        "0485,S,stat"
    })
    void codes_mean_what_the_concept_maps_of_the_guide_say(String number, String code, String fhir) {
        for (V2Table table : V2Table.values()) {
            if (table.number().equals(number)) {
                assertThat(table.fhir(code)).contains(fhir);
                return;
            }
        }
        throw new AssertionError("no table " + number);
    }

    @Test
    void a_code_that_a_table_does_not_have_has_no_counterpart() {
        assertThat(V2Table.IDENTIFIER_TYPE.fhir("NORTHID")).isEmpty();
        assertThat(Identifiers.type("NORTHID").getText()).isEqualTo("NORTHID");
        assertThat(SourceVisit.patientClass("WARD").getCode()).isEqualTo("UNK");
        assertThat(SourceVisit.patientClass("B").getSystem()).endsWith("v2-0004");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T10:00:00Z,2026-03-01T11:00:00Z,2026-03-01T10:00:00Z,2026-03-01T11:00:00Z",
        "2026-03-01,2026-03-01T11:00:00Z,2026-03-01,2026-03-01",
        "2026-03-02,2026-03-01,2026-03-02,",
        "2026-03-01T10:00:00-06:00,2026-03-01T15:00:00Z,2026-03-01T10:00:00-06:00,",
        "2026,2026-03,2026,2026"
    })
    void a_period_never_ends_before_it_starts(String start, String end, String from, String to) {
        assertThat(Times.period(start, end).getStartElement().getValueAsString())
                .isEqualTo(from);
        assertThat(Times.period(start, end).getEndElement().getValueAsString()).isEqualTo(to);
    }

    @Test
    void a_text_longer_than_a_string_may_be_is_divided_and_nothing_is_lost() {
        String text = ("x".repeat(99) + "\n").repeat(25_000);
        assertThat(FhirText.pieces(text)).hasSize(3).allSatisfy(piece -> assertThat(piece.length())
                .isLessThanOrEqualTo(FhirText.LONGEST));
        assertThat(String.join("", FhirText.pieces(text))).isEqualTo(text);
    }

    @Test
    void what_a_primitive_cannot_hold_becomes_a_blank() {
        assertThat(FhirText.string(" a\u0000b\ud800 ")).isEqualTo("a b");
        assertThat(FhirText.string(" \u0007 ")).isNull();
        assertThat(FhirText.code(" a  b\tc ")).isEqualTo("a b c");
    }
}
