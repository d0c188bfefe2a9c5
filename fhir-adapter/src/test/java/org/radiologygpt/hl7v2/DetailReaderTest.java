package org.radiologygpt.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.radiologygpt.report.Demographics.Telecom;
import org.radiologygpt.report.Demographics.UsedName;
import org.radiologygpt.report.Identifier;
import org.radiologygpt.report.Measurement;
import org.radiologygpt.report.Measurement.Amount;
import org.radiologygpt.report.Measurement.Proportion;
import org.radiologygpt.report.Measurement.Span;
import org.radiologygpt.report.Measurement.Words;
import org.radiologygpt.report.OrderedStudy;
import org.radiologygpt.report.Participant;
import org.radiologygpt.report.Participant.Role;
import org.radiologygpt.report.PersonName;
import org.radiologygpt.report.ReportDetails;

class DetailReaderTest {
    private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");

    @ParameterizedTest
    @CsvSource({
        "1960,1960",
        "196005,1960-05",
        "19600504,1960-05-04",
        "2026030110,2026-03-01T10:00:00-06:00",
        "202607011030,2026-07-01T10:30:00-05:00",
        "20260301103015.25,2026-03-01T10:30:15-06:00",
        "20260301103000+0100,2026-03-01T10:30:00+01:00",
        "2026-03-01T10:30:00Z,2026-03-01T10:30:00Z",
        "20261301,''",
        "20260230,''",
        "soon,''",
        "'',''",
        "12,''",
        "20260301103000+9900,''"
    })
    void a_time_keeps_the_precision_it_was_sent_with(String sent, String iso) {
        assertThat(IsoTime.of(sent, CHICAGO)).isEqualTo(iso);
    }

    @Test
    void names_accounts_and_numbers_of_the_patient_are_kept() {
        ReportDetails details = details(
                "PID|1||M1||Roe^Jane^^^^^L~Doe^Jane^^^^^M||1960|F||||| 555-0100^PRN^CP~^NET^Internet^j@example.org|||||ACC9|123-45-6789");
        assertThat(details.demographics().names())
                .containsExactly(
                        new UsedName(PersonName.of("Roe", "Jane"), "L"),
                        new UsedName(PersonName.of("Doe", "Jane"), "M"));
        assertThat(details.demographics().birthDate()).isEqualTo("1960");
        assertThat(details.demographics().telecoms())
                .containsExactly(new Telecom("555-0100", "PRN", "CP"), new Telecom("j@example.org", "NET", "INTERNET"));
        assertThat(details.demographics().accounts())
                .extracting(Identifier::type, Identifier::value)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("AN", "ACC9"),
                        org.assertj.core.groups.Tuple.tuple("SS", "123-45-6789"));
    }

    @Test
    void each_order_keeps_its_own_numbers_and_priority() {
        ReportDetails details = details(
                "ORC|NW|P1^EHR|||CM||||20260301",
                "OBR|1||F1^RIS|CT1^CT head^L",
                "TQ1|1||||||||S",
                "OBR|2|P2^EHR|F2^RIS|CT2^CT neck^L|R");
        assertThat(details.orders())
                .extracting(OrderedStudy::placer)
                .containsExactly(new Identifier("EHR", "P1", "PLAC"), new Identifier("EHR", "P2", "PLAC"));
        assertThat(details.orders()).extracting(OrderedStudy::priority).containsExactly("S", "R");
        assertThat(details.orders()).extracting(OrderedStudy::orderStatus).containsExactly("CM", "");
        assertThat(details.orders()).extracting(OrderedStudy::authored).containsExactly("2026-03-01", "");
    }

    @Test
    void people_are_read_as_xcn_and_as_ndl_once_a_role() {
        ReportDetails details = details(
                "PV1|1|O|||||1^Att^Andy^^^Dr^^^NORTH&1.2.3&ISO",
                "OBR|1||F1|X||||||||||||5^Order^Olga||||||||||||||||6&Reader&Rosa&R&MD&Dr&&&NORTH",
                "OBR|2||F2|Y||||||||||||5^Order^Olga");
        assertThat(details.participants())
                .containsExactly(
                        new Participant(
                                Role.ATTENDING,
                                new Identifier("1.2.3", "1", ""),
                                new PersonName("Att", "Andy", "", "Dr", "")),
                        new Participant(Role.ORDERING, new Identifier("", "5", ""), PersonName.of("Order", "Olga")),
                        new Participant(
                                Role.INTERPRETER,
                                new Identifier("NORTH", "6", ""),
                                new PersonName("Reader", "Rosa", "R", "Dr", "MD")));
    }

    @Test
    void values_are_read_by_their_data_type_and_text_is_none() {
        assertThat(value("OBX|1|NM|A^a||32.50|mm")).isEqualTo(new Amount("", new BigDecimal("32.50")));
        assertThat(value("OBX|1|SN|A^a||<^5")).isEqualTo(new Amount("<", new BigDecimal("5")));
        assertThat(value("OBX|1|SN|A^a||^3^-^5")).isEqualTo(new Span(new BigDecimal("3"), new BigDecimal("5")));
        assertThat(value("OBX|1|SN|A^a||^1^:^128"))
                .isEqualTo(new Proportion(new BigDecimal("1"), new BigDecimal("128")));
        assertThat(value("OBX|1|SN|A^a||<>^5")).isEqualTo(new Words("<> 5"));
        assertThat(value("OBX|1|NM|A^a||about 5")).isEqualTo(new Words("about 5"));
        assertThat(details("OBX|1|TX|A^a||5", "OBX|2|NM|A^a||5||||||D", "OBX|3|NM|||5")
                        .measurements())
                .isEmpty();
    }

    private static Measurement.Value value(String obx) {
        return details(obx).measurements().get(0).value();
    }

    private static ReportDetails details(String... segments) {
        String message = OruMessages.segments(OruMessages.MSH) + OruMessages.segments(segments);
        return DetailReader.of(Hl7Message.parse(message, new Warnings()), CHICAGO);
    }
}
