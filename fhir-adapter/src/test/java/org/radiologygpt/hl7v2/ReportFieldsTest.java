package org.radiologygpt.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.radiologygpt.hl7v2.OruMessages.MSH;
import static org.radiologygpt.hl7v2.OruMessages.PID;
import static org.radiologygpt.hl7v2.OruMessages.oru;
import static org.radiologygpt.hl7v2.OruMessages.read;
import static org.radiologygpt.hl7v2.OruMessages.segments;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.radiologygpt.report.Coding;
import org.radiologygpt.report.Identifier;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.report.PersonName;
import org.radiologygpt.report.RadiologyReport;

class ReportFieldsTest {
    private static final String FULL = segments(
            "MSH|^~\\&|RIS|NORTHSIDE||EHR HOUSE|20260301120500-0600||ORU^R01|MSG1|P|2.5.1",
            "PID|1||MRN12345^^^NORTH^MR~AB99887^^^STATE^DL||Sample^Ada^B^Jr^Dr~Example^Ada||19500102|F|Maiden^Ada|W|"
                    + "12 Elm Street^Flat 3^Springfield^IL^62701^USA^H^^Sangamon||(555)123-4567^PRN^PH^ada@example.org~^^^^^217^5550100"
                    + "|||M||ACCT77441|987-65-4321",
            "NK1|1|Sample^Bob|SPO|12 Elm Street|5559990000",
            "PV1|1|I|WARD5B^201^A^NORTHSIDE||||D100^Attend^Ann^^^Dr|D200^Refer^Rob|D300^Consult^Cy||||||||D400^Admit^Al||VN556677",
            "PV2||||||||20260228",
            "ORC|RE|PL100|ACC2026-1|||||||D500^Enter^Eve||D600^Order^Otto||||||||||||||||V^Very restricted^HL70177",
            "OBR|1|PL100|ACC2026-1|71046^Chest 2 views^C4^XR1^CHEST PA LAT^L|||20260301113000|||D700^Collect^Col||||||D600^Order^Otto"
                    + "|5551112222|A18|CHEST|F20-77||20260301120000||RAD|P|||D800^Copy^Cat|||^Cough|"
                    + "D900&Reader&Rita&&&Dr|D910^Assist^Art|D920&Tech&Tim|D930^Trans^Tom",
            "OBX|1|TX|R||FINDINGS: Clear.||||||P|||20260301115900||D940^Observe^Olga",
            "ZDS|1.2.840.99.1^RIS^Application^DICOM");

    private final RadiologyReport report = read(FULL);

    @Test
    void the_order_is_read() {
        assertThat(report.key().toString()).isEqualTo("RIS/NORTHSIDE|ACC2026-1");
        assertThat(report.messageId()).isEqualTo("MSG1");
        assertThat(report.order().placerNumber()).isEqualTo("PL100");
        assertThat(report.order().procedure())
                .containsExactly(new Coding("C4", "71046", "Chest 2 views"), new Coding("L", "XR1", "CHEST PA LAT"));
        assertThat(report.order().section()).isEqualTo("RAD");
        assertThat(report.order().effective()).hasValue(Instant.parse("2026-03-01T11:30:00Z"));
        assertThat(report.order().studyInstanceUid()).isEqualTo("1.2.840.99.1");
        assertThat(report.order().reader()).isEqualTo(new PersonName("Reader", "Rita", "", "Dr", ""));
        assertThat(report.securityLabels()).containsExactly(new Coding("HL70177", "V", "Very restricted"));
    }

    @Test
    void the_patient_is_read() {
        assertThat(report.patient().identifiers())
                .containsExactly(new Identifier("NORTH", "MRN12345", "MR"), new Identifier("STATE", "AB99887", "DL"));
        assertThat(report.patient().names())
                .containsExactly(
                        new PersonName("Sample", "Ada", "B", "Dr", "Jr"),
                        PersonName.of("Example", "Ada"),
                        PersonName.of("Maiden", "Ada"));
        assertThat(report.patient().birthDate()).hasValue(LocalDate.of(1950, 1, 2));
        assertThat(report.patient().sex()).isEqualTo("female");
    }

    @Test
    void the_clock_is_obr_22_then_msh_7_and_its_label_is_safe() {
        assertThat(report.clock()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
        assertThat(report.version()).isEqualTo("20260301120000");
        RadiologyReport unresulted = read(FULL.replace("||20260301120000||RAD", "||||RAD"));
        assertThat(unresulted.clock()).isEqualTo(Instant.parse("2026-03-01T18:05:00Z"));
        RadiologyReport timeless =
                read(FULL.replace("||20260301120000||RAD", "||||RAD").replace("20260301120500-0600", ""));
        assertThat(timeless.version()).isEqualTo("0-MSG1");
        assertThat(timeless.warnings()).contains("no_clock");
    }

    @Test
    void everyone_named_in_the_message_is_a_known_identifier() {
        assertThat(report.knownIdentifiers().stream()
                        .filter(KnownIdentifier.Name.class::isInstance)
                        .map(known -> ((KnownIdentifier.Name) known).name().family()))
                .contains(
                        "Sample", "Example", "Maiden", "Attend", "Refer", "Consult", "Admit", "Enter", "Order",
                        "Collect", "Copy", "Reader", "Assist", "Tech", "Trans", "Observe");
    }

    @Test
    void numbers_dates_and_places_are_known_identifiers() {
        assertThat(report.knownIdentifiers().stream()
                        .filter(KnownIdentifier.Number.class::isInstance)
                        .map(known -> ((KnownIdentifier.Number) known).value()))
                .contains(
                        "MRN12345",
                        "AB99887",
                        "ACCT77441",
                        "987-65-4321",
                        "(555)123-4567",
                        "2175550100",
                        "5559990000",
                        "VN556677",
                        "PL100",
                        "ACC2026-1",
                        "D100",
                        "F20-77",
                        "D900",
                        "1.2.840.99.1");
        assertThat(report.knownIdentifiers())
                .contains(
                        new KnownIdentifier.Date(LocalDate.of(1950, 1, 2)),
                        new KnownIdentifier.Date(LocalDate.of(2026, 3, 1)),
                        new KnownIdentifier.Date(LocalDate.of(2026, 2, 28)),
                        new KnownIdentifier.Words("12 Elm Street"),
                        new KnownIdentifier.Words("Springfield"),
                        new KnownIdentifier.Words("62701"),
                        new KnownIdentifier.Words("Sangamon"),
                        new KnownIdentifier.Words("ada@example.org"),
                        new KnownIdentifier.Words("NORTHSIDE"),
                        new KnownIdentifier.Words("WARD5B"));
    }

    @Test
    void codes_and_clinical_words_are_no_identifiers() {
        assertThat(report.knownIdentifiers().stream().map(KnownIdentifier::toString))
                .noneMatch(known -> known.contains("=IL]")
                        || known.contains("USA")
                        || known.contains("CHEST")
                        || known.contains("=A]")
                        || known.contains("=201]"));
    }

    @Test
    void the_accession_is_the_filler_of_orc_where_obr_3_is_empty() {
        String message = segments(MSH, PID, "ORC|RE|PL1|FILL77", "OBR|1|PL1||71046^Chest|||||||||||||||||||||P")
                + segments("OBX|1|TX|R||Text.||||||P");
        assertThat(read(message).key().accession()).isEqualTo("FILL77");
    }

    @Test
    void several_orders_are_noted() {
        assertThat(read(oru("OBR|2|PL101|ACC2026-2|71100^Ribs^C4|||||||||||||||||||||F"))
                        .warnings())
                .contains("several_orders", "order_statuses_differ");
    }

    @Test
    void a_person_who_is_the_value_of_an_observation_is_a_known_identifier() {
        assertThat(read(oru("OBX|1|XCN|X1^Assisted by^L||D77001^Helper^Hanna^^^Dr||||||P"))
                        .knownIdentifiers())
                .contains(
                        new KnownIdentifier.Name(new PersonName("Helper", "Hanna", "", "Dr", "")),
                        new KnownIdentifier.Number("D77001"));
    }

    @Test
    void everyone_and_every_number_of_a_document_is_a_known_identifier() {
        RadiologyReport document = read(segments(
                MSH.replace("ORU^R01", "MDM^T02"),
                PID,
                "TXA|1|DI|TX|20260228||||20260227|D910^Reader^Rita|D920^Signer^Sam|D930^Typist^Tom|DOC-77412^RIS|DOC-66301"
                        + "|PL100|ACC-1||DO|||||D940^Witness^Will",
                "OBX|1|TX|R||FINDINGS: Clear.||||||"));
        assertThat(document.knownIdentifiers())
                .contains(
                        new KnownIdentifier.Name(PersonName.of("Reader", "Rita")),
                        new KnownIdentifier.Name(PersonName.of("Signer", "Sam")),
                        new KnownIdentifier.Name(PersonName.of("Typist", "Tom")),
                        new KnownIdentifier.Name(PersonName.of("Witness", "Will")),
                        new KnownIdentifier.Number("DOC-77412"),
                        new KnownIdentifier.Number("DOC-66301"),
                        new KnownIdentifier.Date(LocalDate.of(2026, 2, 27)));
        assertThat(document.order().reader()).isEqualTo(PersonName.of("Signer", "Sam"));
        assertThat(document.order().effective()).hasValue(Instant.parse("2026-02-28T00:00:00Z"));
    }
}
