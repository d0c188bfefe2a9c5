package org.radiologygpt.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.radiologygpt.report.Coding;
import org.radiologygpt.report.Identifier;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.report.PersonName;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.ReadOutcome.Read;
import org.radiologygpt.report.ReadOutcome.Rejected;
import org.radiologygpt.report.RejectReason;
import org.radiologygpt.report.ReportKey;
import org.radiologygpt.report.ReportStatus;
import org.radiologygpt.report.SectionKind;
import org.radiologygpt.report.SourceProfile;
import org.radiologygpt.report.Urgency;

class DiagnosticReportReaderTest {
    private static final String BUNDLE = """
            {"resourceType":"Bundle","type":"collection","entry":[
             {"fullUrl":"http://ehr.example/fhir/Patient/p-4711","resource":{"resourceType":"Patient","id":"p-4711",
               "identifier":[{"type":{"coding":[{"code":"MR"}]},"system":"urn:oid:1.2.3","value":"MRN 556-77"}],
               "name":[{"family":"Quistgaard","given":["Thea","Marie"],"prefix":["Ms"]},{"use":"maiden","family":"Holm"}],
               "telecom":[{"system":"phone","value":"+45 20 30 40 50"},{"system":"email","value":"thea@mail.example"}],
               "address":[{"line":["Elm Street 9"],"city":"Ribe","postalCode":"6760"}],
               "gender":"female","birthDate":"1961-02-03",
               "contact":[{"name":{"family":"Brandt","given":["Ole"]}}],
               "generalPractitioner":[{"display":"Dr. Ida Munk, MD"}]}},
             {"fullUrl":"urn:uuid:11111111-1111-1111-1111-111111111111","resource":{"resourceType":"ServiceRequest",
               "status":"active","intent":"order","subject":{"reference":"Patient/p-4711"},
               "identifier":[{"type":{"coding":[{"code":"PLAC"}]},"value":"PL-88"}]}},
             {"fullUrl":"http://ehr.example/fhir/Observation/f1","resource":{"resourceType":"Observation","id":"f1",
               "status":"preliminary","code":{"coding":[{"system":"http://loinc.org","code":"59776-5"}]},
               "valueString":"Small left effusion."}},
             {"fullUrl":"http://ehr.example/fhir/Observation/m1","resource":{"resourceType":"Observation","id":"m1",
               "status":"preliminary","code":{"text":"Cardiothoracic ratio"},"valueQuantity":{"value":0.48,"unit":"1"}}},
             {"fullUrl":"http://ehr.example/fhir/DiagnosticReport/dr9","resource":{"resourceType":"DiagnosticReport",
               "id":"dr9","meta":{"versionId":"3","lastUpdated":"2026-03-01T10:00:00Z",
                 "security":[{"system":"http://terminology.hl7.org/CodeSystem/v3-Confidentiality","code":"R"}]},
               "identifier":[{"system":"urn:local","value":"X1"},
                 {"type":{"coding":[{"code":"ACSN"}]},"system":"http://ris.example/acc","value":"A-77"}],
               "basedOn":[{"reference":"urn:uuid:11111111-1111-1111-1111-111111111111"}],
               "status":"preliminary",
               "category":[{"coding":[{"system":"http://loinc.org","code":"LP29684-5"}]}],
               "code":{"coding":[{"system":"http://loinc.org","code":"30746-2","display":"Portable XR Chest"}]},
               "subject":{"reference":"Patient/p-4711"},"effectiveDateTime":"2026-03-01T09:00:00Z",
               "resultsInterpreter":[{"reference":"Practitioner/77","display":"Novak, Petra"}],
               "result":[{"reference":"Observation/f1"},{"reference":"Observation/m1"},{"reference":"Observation/gone"}]}}
            ]}""";

    private final DiagnosticReportReader reader = new DiagnosticReportReader(SourceProfile.defaults());

    @Test
    void bundle_is_read_with_patient_order_and_observations() {
        RadiologyReport report = read(BUNDLE);
        assertThat(report.key()).isEqualTo(new ReportKey("http://ris.example/acc", "A-77"));
        assertThat(report.messageId()).isEqualTo("dr9");
        assertThat(report.version()).isEqualTo("3");
        assertThat(report.clock()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
        assertThat(report.status()).isEqualTo(ReportStatus.PRELIMINARY);
        assertThat(report.sourceReference()).isEqualTo("DiagnosticReport/dr9/_history/3");
        assertThat(report.securityLabels()).extracting(Coding::code).containsExactly("R");
        assertThat(report.patient().reference()).isEqualTo("Patient/p-4711");
        assertThat(report.patient().identifiers()).containsExactly(new Identifier("urn:oid:1.2.3", "MRN 556-77", "MR"));
        assertThat(report.patient().birthDate()).contains(LocalDate.of(1961, 2, 3));
        assertThat(report.patient().sex()).isEqualTo("female");
        assertThat(report.order().placerNumber()).isEqualTo("PL-88");
        assertThat(report.order().section()).isEqualTo("RAD");
        assertThat(report.order().reader()).isEqualTo(PersonName.of("Novak", "Petra"));
        assertThat(report.order().serviceRequestReference()).isEmpty();
        assertThat(report.text(SectionKind.FINDINGS)).contains("Small left effusion.");
        assertThat(report.text(SectionKind.IMPRESSION)).isEmpty();
        assertThat(report.text(SectionKind.UNSECTIONED)).contains("Cardiothoracic ratio: 0.48 1");
        assertThat(report.warnings()).contains("result that the message does not carry: 1");
    }

    @Test
    void priority_of_the_order_makes_the_report_urgent() {
        assertThat(Urgency.of(read(BUNDLE))).isEqualTo(Urgency.ROUTINE);
        RadiologyReport stat =
                read(BUNDLE.replace("\"intent\":\"order\"", "\"intent\":\"order\",\"priority\":\"stat\""));
        assertThat(Urgency.of(stat)).isEqualTo(Urgency.STAT);
        assertThat(stat.details().orders()).hasSize(1);
    }

    @Test
    void every_identifier_of_the_message_is_known() {
        assertThat(read(BUNDLE).knownIdentifiers())
                .contains(
                        new KnownIdentifier.Name(new PersonName("Quistgaard", "Thea", "Marie", "Ms", "")),
                        new KnownIdentifier.Name(PersonName.of("Holm", "")),
                        new KnownIdentifier.Name(PersonName.of("Brandt", "Ole")),
                        new KnownIdentifier.Name(new PersonName("Munk", "Ida", "", "Dr.", "MD")),
                        new KnownIdentifier.Name(PersonName.of("Novak", "Petra")),
                        new KnownIdentifier.Number("MRN 556-77"),
                        new KnownIdentifier.Number("p-4711"),
                        new KnownIdentifier.Number("PL-88"),
                        new KnownIdentifier.Number("A-77"),
                        new KnownIdentifier.Number("X1"),
                        new KnownIdentifier.Number("+45 20 30 40 50"),
                        new KnownIdentifier.Words("thea@mail.example"),
                        new KnownIdentifier.Words("Elm Street 9"),
                        new KnownIdentifier.Words("Ribe"),
                        new KnownIdentifier.Words("6760"),
                        new KnownIdentifier.Date(LocalDate.of(1961, 2, 3)),
                        new KnownIdentifier.Date(LocalDate.of(2026, 3, 1)));
    }

    @Test
    void contained_patient_is_known_as_well() {
        RadiologyReport report = read(report("""
                "contained":[{"resourceType":"Patient","id":"p","name":[{"text":"Thea Quistgaard"}],"birthDate":"1961-02-03",
                  "extension":[{"url":"http://hl7.org/fhir/StructureDefinition/patient-mothersMaidenName","valueString":"Skov"}]}],
                "subject":{"reference":"#p"},"identifier":[{"value":"A1"}]"""));
        assertThat(report.patient().names()).containsExactly(PersonName.of("Quistgaard", "Thea"));
        assertThat(report.patient().reference()).isEmpty();
        assertThat(report.knownIdentifiers())
                .contains(
                        new KnownIdentifier.Name(PersonName.of("Quistgaard", "Thea")),
                        new KnownIdentifier.Name(PersonName.of("Skov", "")),
                        new KnownIdentifier.Date(LocalDate.of(1961, 2, 3)));
    }

    @Test
    void clinical_words_of_displays_are_no_identifiers() {
        RadiologyReport report = read(report("""
                "id":"r1","result":[{"reference":"Observation/1","display":"Findings"}],
                "media":[{"link":{"reference":"Media/1","display":"Chest Xray"}}],
                "performer":[{"reference":"Organization/1","display":"North Imaging"}]"""));
        assertThat(report.knownIdentifiers())
                .contains(new KnownIdentifier.Words("North Imaging"))
                .doesNotContain(new KnownIdentifier.Words("Findings"), new KnownIdentifier.Words("Chest Xray"));
    }

    @Test
    void conclusion_is_the_impression() {
        assertThat(read(report("\"id\":\"r1\",\"conclusion\":\"No acute disease.\""))
                        .text(SectionKind.IMPRESSION))
                .contains("No acute disease.");
    }

    @Test
    void conclusion_with_a_whole_report_is_divided_by_its_headings() {
        RadiologyReport report =
                read(report("\"id\":\"r1\",\"conclusion\":\"FINDINGS: Clear lungs.\\nIMPRESSION: Normal chest.\""));
        assertThat(report.text(SectionKind.FINDINGS)).contains("Clear lungs.");
        assertThat(report.text(SectionKind.IMPRESSION)).contains("Normal chest.");
    }

    @Test
    void presented_form_is_read_and_its_impression_is_not_doubled_by_the_conclusion() {
        String text = "FINDINGS:\nSmall effusion, 3 mm.\n\nIMPRESSION:\nEffusion.";
        RadiologyReport report = read(report("\"id\":\"r1\",\"conclusion\":\"Effusion.\",\"presentedForm\":["
                + form("text/plain", text.getBytes(StandardCharsets.UTF_8)) + "]"));
        assertThat(report.text(SectionKind.FINDINGS)).contains("Small effusion, 3 mm.");
        assertThat(report.text(SectionKind.IMPRESSION)).contains("Effusion.");
    }

    @Test
    void presented_form_is_decoded_by_its_charset() {
        byte[] latin = "FINDINGS: Dr Müller".getBytes(StandardCharsets.ISO_8859_1);
        String body = "\"id\":\"r1\",\"presentedForm\":[" + form("text/plain; charset=iso-8859-1", latin) + "]";
        assertThat(read(report(body)).text(SectionKind.FINDINGS)).contains("Dr Müller");
        rejected(
                report("\"id\":\"r1\",\"presentedForm\":[" + form("text/plain", latin) + "]"),
                RejectReason.WRONG_ENCODING);
    }

    @Test
    void html_is_read_as_words_and_a_pdf_is_named_in_a_warning() {
        String html = "<html><head><title>t</title></head><body><p>FINDINGS:</p><br/>Clear &lt; 5 mm.<p>IMPRESSION:</p>"
                + "Normal.</body></html>";
        RadiologyReport report = read(report("\"id\":\"r1\",\"presentedForm\":[" + form("text/html", Reports.utf8(html))
                + "," + form("application/pdf", new byte[] {37, 80}) + "]"));
        assertThat(report.text(SectionKind.FINDINGS)).contains("Clear < 5 mm.");
        assertThat(report.text(SectionKind.IMPRESSION)).contains("Normal.");
        assertThat(report.warnings()).contains("presentedForm without readable text: application/pdf");
    }

    @Test
    void narrative_is_the_last_resort() {
        String div = "\"text\":{\"status\":\"generated\",\"div\":\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">"
                + "<p>FINDINGS: Clear.</p></div>\"}";
        assertThat(read(report("\"id\":\"r1\"," + div)).text(SectionKind.FINDINGS))
                .contains("Clear.");
        RadiologyReport other = read(report("\"id\":\"r1\",\"conclusion\":\"Normal.\"," + div));
        assertThat(other.text(SectionKind.FINDINGS)).isEmpty();
    }

    @Test
    void observation_entered_in_error_is_no_text() {
        RadiologyReport report = read(report("""
                "id":"r1","result":[{"reference":"#o"}],"contained":[{"resourceType":"Observation","id":"o",
                "status":"entered-in-error","code":{"coding":[{"code":"59776-5"}]},"valueString":"Wrong patient."}]"""));
        assertThat(report.sections()).isEmpty();
    }

    @Test
    void report_of_another_department_keeps_its_category() {
        String category = "\"id\":\"r1\",\"category\":[{\"coding\":[{\"system\":"
                + "\"http://terminology.hl7.org/CodeSystem/v2-0074\",\"code\":\"PAT\"}]}]";
        assertThat(read(report(category)).order().section()).isEqualTo("PAT");
    }

    @ParameterizedTest
    @EnumSource(ReportStatus.class)
    void every_status_is_mapped(ReportStatus status) {
        String json = report("\"id\":\"r1\"").replace("\"preliminary\"", "\"" + status.code() + "\"");
        assertThat(read(json).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '§',
            value = {
                "§§!EMPTY_MESSAGE",
                "§  §!EMPTY_MESSAGE",
                "MSH|^~\\&|RIS!MALFORMED_JSON",
                "{\"resourceType\":\"DiagnosticReport\",\"status\":!MALFORMED_JSON",
                "{\"resourceType\":\"DiagnosticReport\"} {}!MALFORMED_JSON",
                "{\"resourceType\":\"DiagnosticReport\",\"status\":\"final\",\"status\":\"preliminary\"}!MALFORMED_JSON",
                "[1,2]!NOT_FHIR",
                "{\"a\":1}!NOT_FHIR",
                "{\"resourceType\":\"Invoice2\"}!NOT_FHIR",
                "{\"resourceType\":\"Patient\",\"id\":\"1\"}!NOT_A_DIAGNOSTIC_REPORT",
                "{\"resourceType\":\"Bundle\",\"type\":\"collection\"}!NOT_A_DIAGNOSTIC_REPORT",
                "{\"resourceType\":\"DiagnosticReport\",\"status\":\"finalised\",\"id\":\"1\"}!UNKNOWN_STATUS",
                "{\"resourceType\":\"DiagnosticReport\",\"id\":\"1\"}!UNKNOWN_STATUS",
                "{\"resourceType\":\"DiagnosticReport\",\"status\":\"final\"}!NO_ACCESSION",
                "{\"resourceType\":\"DiagnosticReport\",\"status\":\"final\",\"id\":\"1\",\"issued\":\"yesterday\"}!INVALID_FHIR",
                "{\"resourceType\":\"DiagnosticReport\",\"status\":\"final\",\"id\":\"1\",\"subject\":\"Jane Roe\"}!INVALID_FHIR"
            })
    void bad_input_has_a_typed_reason_and_no_content_in_its_detail(String json, RejectReason reason) {
        Rejected rejected = rejected(json, reason);
        assertThat(rejected.detail()).doesNotContain("Jane", "yesterday", "finalised", "Invoice2", "RIS");
    }

    @Test
    void too_large_too_deep_not_text_and_two_reports_are_rejected() {
        assertThat(((Rejected) reader.read(new byte[DiagnosticReportReader.MAX_BYTES + 1])).reason())
                .isEqualTo(RejectReason.TOO_LARGE);
        rejected("{\"a\":".repeat(50_000), RejectReason.MALFORMED_JSON);
        rejected(
                "{\"resourceType\":\"DiagnosticReport\",\"extension\":" + "[".repeat(200) + "]".repeat(200) + "}",
                RejectReason.MALFORMED_JSON);
        assertThat(((Rejected) reader.read(new byte[] {'{', (byte) 0xC3, '}'})).reason())
                .isEqualTo(RejectReason.WRONG_ENCODING);
        String entry = "{\"resource\":" + report("\"id\":\"r1\"") + "}";
        rejected(
                "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[" + entry + "," + entry + "]}",
                RejectReason.SEVERAL_REPORTS);
    }

    @Test
    void unknown_elements_are_counted_and_not_named() {
        assertThat(read(report("\"id\":\"r1\",\"janeRoe\":\"x\"")).warnings())
                .containsExactly(
                        "unknown element: 1", "no version clock: neither meta.lastUpdated nor issued nor effective");
    }

    @Property(tries = 300)
    void no_bytes_at_all_make_the_reader_throw(@ForAll byte[] bytes) {
        assertThat(reader.read(bytes)).isNotNull();
    }

    @Property(tries = 300)
    void a_report_cut_or_changed_anywhere_has_an_outcome(@ForAll int at, @ForAll byte value) {
        byte[] bytes = Reports.utf8(BUNDLE);
        int index = Math.floorMod(at, bytes.length);
        bytes[index] = value;
        ReadOutcome outcome = reader.read(bytes);
        assertThat(outcome).isNotNull();
        if (outcome instanceof Rejected rejected) {
            assertThat(rejected.reason()).isNotEqualTo(RejectReason.READER_FAULT);
            assertThat(rejected.detail()).doesNotContain("Quistgaard", "Novak", "4711");
        }
    }

    private RadiologyReport read(String json) {
        ReadOutcome outcome = reader.read(Reports.utf8(json));
        assertThat(outcome).isInstanceOf(Read.class);
        return ((Read) outcome).report();
    }

    private Rejected rejected(String json, RejectReason reason) {
        ReadOutcome outcome = reader.read(Reports.utf8(json));
        assertThat(outcome).isInstanceOf(Rejected.class);
        assertThat(((Rejected) outcome).reason()).isEqualTo(reason);
        return (Rejected) outcome;
    }

    private static String report(String body) {
        return "{\"resourceType\":\"DiagnosticReport\",\"status\":\"preliminary\",\"code\":{\"text\":\"CT\"}," + body
                + "}";
    }

    private static String form(String type, byte[] data) {
        return "{\"contentType\":\"" + type + "\",\"data\":\""
                + Base64.getEncoder().encodeToString(data) + "\"}";
    }
}
