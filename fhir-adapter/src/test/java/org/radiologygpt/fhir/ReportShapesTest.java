package org.radiologygpt.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.report.PersonName;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.ReadOutcome.Read;
import org.radiologygpt.report.ReadOutcome.Rejected;
import org.radiologygpt.report.RejectReason;
import org.radiologygpt.report.ReportStatus;
import org.radiologygpt.report.SectionKind;
import org.radiologygpt.report.SourceProfile;
import org.radiologygpt.report.SourceProfiles;

/** The shapes in which servers and engines send a DiagnosticReport. */
class ReportShapesTest {
    private final DiagnosticReportReader reader = new DiagnosticReportReader(SourceProfile.defaults());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "transaction",
                "collection",
                "message",
                "searchset",
                "batch",
                "document",
                "history",
                "transaction-response"
            })
    void a_bundle_of_any_type_is_read(String type) {
        RadiologyReport report = read(bundle(type, entry("", report("\"conclusion\":\"Normal.\""))));
        assertThat(report.text(SectionKind.IMPRESSION)).contains("Normal.");
    }

    @ParameterizedTest
    @CsvSource({
        "urn:uuid:6a0e7c3e-0a0a-4d0c-9a55-0a1b2c3d4e5f, urn:uuid:6a0e7c3e-0a0a-4d0c-9a55-0a1b2c3d4e5f",
        "http://ehr.example/fhir/Observation/o1, Observation/o1",
        "http://ehr.example/fhir/Observation/o1, Observation/o1/_history/4",
        "http://ehr.example/fhir/Observation/o1, http://ehr.example/fhir/Observation/o1",
        "http://ehr.example/fhir/Observation/o1, http://ehr.example/fhir/Observation/o1/_history/4",
        "http://ehr.example/fhir/Observation/o1/_history/4, http://ehr.example/fhir/Observation/o1",
        "http://ehr.example/fhir/Observation/o1, Observation?identifier=urn:x%7CF-1",
        "'', Observation/o1"
    })
    void a_result_is_found_by_any_kind_of_reference(String fullUrl, String reference) {
        String observation = "{\"resourceType\":\"Observation\",\"id\":\"o1\",\"status\":\"final\","
                + "\"identifier\":[{\"system\":\"urn:x\",\"value\":\"F-1\"}],"
                + "\"code\":{\"coding\":[{\"code\":\"59776-5\"}]},\"valueString\":\"Small effusion.\"}";
        RadiologyReport report = read(bundle(
                "transaction",
                entry(
                        "http://ehr.example/fhir/DiagnosticReport/r1",
                        report("\"result\":[{\"reference\":\"" + reference + "\"}]")),
                entry(fullUrl, observation)));
        assertThat(report.text(SectionKind.FINDINGS)).contains("Small effusion.");
        assertThat(report.warnings()).noneMatch(warning -> warning.startsWith("result that"));
    }

    @Test
    void a_search_result_is_about_what_was_searched_for() {
        String match = "{\"resource\":" + report("\"conclusion\":\"Wanted.\"") + ",\"search\":{\"mode\":\"match\"}}";
        String include = "{\"resource\":" + report("\"conclusion\":\"Prior.\"") + ",\"search\":{\"mode\":\"include\"}}";
        assertThat(read(bundle("searchset", include, match)).text(SectionKind.IMPRESSION))
                .contains("Wanted.");
    }

    @Test
    void a_message_is_about_its_focus() {
        String header = "{\"resourceType\":\"MessageHeader\",\"source\":{\"endpoint\":\"http://ris.example\"},"
                + "\"focus\":[{\"reference\":\"DiagnosticReport/r2\"}]}";
        String other = report("\"conclusion\":\"Other.\"");
        String focus = report("\"conclusion\":\"Focus.\"").replace("\"r1\"", "\"r2\"");
        assertThat(read(bundle("message", entry("", header), entry("", other), entry("", focus)))
                        .text(SectionKind.IMPRESSION))
                .contains("Focus.");
    }

    @Test
    void several_reports_of_which_none_is_the_subject_are_refused() {
        String report = entry("", report("\"conclusion\":\"Normal.\""));
        assertThat(rejected(bundle("collection", report, report)).reason()).isEqualTo(RejectReason.SEVERAL_REPORTS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<DiagnosticReport xmlns='http://hl7.org/fhir'/>",
                "  <?xml version='1.0'?><!DOCTYPE x ["
                        + "<!ENTITY e SYSTEM 'file:///etc/hostname'>]><DiagnosticReport>&e;</DiagnosticReport>"
            })
    void xml_is_refused_unparsed(String xml) {
        assertThat(rejected(xml).reason()).isEqualTo(RejectReason.UNSUPPORTED_MESSAGE_TYPE);
        assertThat(rejected(xml).detail()).isEqualTo("XML: FHIR is read as JSON only");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE d [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><div>&e;</div>",
                "<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]><div>&b;&b;</div>"
            })
    void entities_of_a_narrative_are_not_resolved(String div) {
        ReadOutcome outcome =
                reader.read(Reports.utf8(report("\"text\":{\"status\":\"additional\",\"div\":\"" + div + "\"}")));
        if (outcome instanceof Read read) {
            assertThat(read.report().sections().toString())
                    .doesNotContain("aaaaaaaaaa")
                    .hasSizeLessThan(200);
        } else {
            assertThat(((Rejected) outcome).reason()).isEqualTo(RejectReason.INVALID_FHIR);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/rtf", "application/rtf", "TEXT/RTF; charset=us-ascii", "text/plain"})
    void rtf_is_read_whatever_its_type_is_called(String type) {
        String rtf = "{\\rtf1\\ansi FINDINGS:\\par Clear, \\'b11 mm.\\par IMPRESSION:\\par Normal.}";
        RadiologyReport report = read(report(forms(form(type, rtf, StandardCharsets.US_ASCII))));
        assertThat(report.text(SectionKind.FINDINGS)).contains("Clear, \u00b11 mm.");
        assertThat(report.text(SectionKind.IMPRESSION)).contains("Normal.");
    }

    @ParameterizedTest
    @CsvSource({"UTF-8", "iso-8859-1", "windows-1252", "UTF-16", "utf-16le", "iso-8859-15"})
    void text_is_decoded_in_its_charset(String charset) {
        String text = "FINDINGS: \u00dcbersicht, 5 \u00b5m.";
        RadiologyReport report =
                read(report(forms(form("text/plain;charset=\\\"" + charset + "\\\"", text, Charset.forName(charset)))));
        assertThat(report.text(SectionKind.FINDINGS)).contains("\u00dcbersicht, 5 \u00b5m.");
    }

    @Test
    void the_same_report_as_text_html_rtf_and_conclusion_is_read_once() {
        RadiologyReport report = read(report(forms(
                        form(
                                "text/plain",
                                "FINDINGS:\nClear lungs.\n\nIMPRESSION:\n1. Normal.",
                                StandardCharsets.UTF_8),
                        form(
                                "text/html",
                                "<p>FINDINGS:</p><p>Clear   lungs.</p><p>IMPRESSION:</p><ol><li>Normal.</ol>",
                                StandardCharsets.UTF_8),
                        form(
                                "text/rtf",
                                "{\\rtf1 FINDINGS:\\par Clear lungs.\\par IMPRESSION:\\par 1. Normal.}",
                                StandardCharsets.UTF_8))
                + ",\"conclusion\":\"Normal.\""));
        assertThat(report.sections()).hasSize(2);
        assertThat(report.text(SectionKind.FINDINGS)).contains("Clear lungs.");
        assertThat(report.text(SectionKind.IMPRESSION)).contains("1. Normal.");
    }

    @Test
    void a_conclusion_that_ends_a_text_without_headings_is_its_impression_and_stands_once() {
        RadiologyReport report = read(report(forms(form(
                        "text/plain", "Chest radiograph shows clear lungs.\nNo acute disease.", StandardCharsets.UTF_8))
                + ",\"conclusion\":\"No acute disease.\""));
        assertThat(report.text(SectionKind.UNSECTIONED)).contains("Chest radiograph shows clear lungs.");
        assertThat(report.text(SectionKind.IMPRESSION)).contains("No acute disease.");
    }

    @Test
    void what_cannot_be_read_as_text_is_named() {
        RadiologyReport report = read(
                report(
                        "\"presentedForm\":[{\"contentType\":\"application/pdf\",\"data\":\"JVBERi0=\"},"
                                + "{\"contentType\":\"text/html\",\"url\":\"http://ehr.example/Binary/1\"},{\"contentType\":\"text/plain\"},"
                                + "{\"contentType\":\"text/rtf\",\"data\":\"bm8gcnRm\"},{\"contentType\":\"text/plain\",\"data\":\"JVBERi0xLjQ=\"}]"));
        assertThat(report.sections()).isEmpty();
        assertThat(report.warnings())
                .contains(
                        "presentedForm without readable text: application/pdf",
                        "presentedForm with a URL only, not fetched: text/html",
                        "presentedForm without data: text/plain",
                        "presentedForm that is not what its type says: text/rtf",
                        "presentedForm without readable text: text/plain");
    }

    @Test
    void conclusion_codes_are_the_impression_in_words() {
        RadiologyReport report = read(report("\"conclusionCode\":[{\"text\":\"Pneumonia\"},"
                + "{\"coding\":[{\"display\":\"Pleural effusion\"}]},{\"coding\":[{\"code\":\"1\"}]}]"));
        assertThat(report.text(SectionKind.IMPRESSION)).contains("Pneumonia\nPleural effusion");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"valueQuantity\":{\"value\":5.0,\"comparator\":\"<\",\"unit\":\"mm\"} | Nodule: < 5.0 mm",
                "\"valueRange\":{\"low\":{\"value\":4,\"unit\":\"mm\"},\"high\":{\"value\":6,\"unit\":\"mm\"}} | Nodule: 4 mm - 6 mm",
                "\"valueRatio\":{\"numerator\":{\"value\":1},\"denominator\":{\"value\":128}} | Nodule: 1 / 128",
                "\"valueInteger\":3 | Nodule: 3",
                "\"valueBoolean\":true | Nodule: true",
                "\"valueDateTime\":\"2026-03-01\" | Nodule: 2026-03-01",
                "\"valueCodeableConcept\":{\"coding\":[{\"display\":\"Solid\"}]} | Nodule: Solid",
            })
    void a_measurement_is_a_line_of_text_with_its_comparator(String value, String line) {
        RadiologyReport report = read(report("\"result\":[{\"reference\":\"#o\"}],\"contained\":[{\"resourceType\":"
                + "\"Observation\",\"id\":\"o\",\"status\":\"final\",\"code\":{\"text\":\"Nodule\"}," + value + "}]"));
        assertThat(report.text(SectionKind.UNSECTIONED)).contains(line);
    }

    /** HAPI writes such a number out: gigabytes of zeros. */
    @ParameterizedTest
    @ValueSource(strings = {"1e900000000", "1E-900000000", "-1.5e+0099999", "\"1e900000000\""})
    void a_number_beyond_any_measurement_is_refused(String number) {
        Rejected rejected = rejected(report("\"result\":[{\"reference\":\"#o\"}],\"contained\":[{\"resourceType\":"
                + "\"Observation\",\"id\":\"o\",\"status\":\"final\",\"code\":{\"text\":\"x\"},\"valueQuantity\":{\"value\":"
                + number + "}}]"));
        assertThat(rejected.reason()).isEqualTo(RejectReason.MALFORMED_JSON);
    }

    @Test
    void an_observation_that_no_result_names_is_counted() {
        String stray = "{\"resourceType\":\"Observation\",\"id\":\"o9\",\"status\":\"final\",\"code\":{\"text\":\"x\"},"
                + "\"valueString\":\"Somebody's.\"}";
        RadiologyReport report =
                read(bundle("collection", entry("", report("\"conclusion\":\"Normal.\"")), entry("", stray)));
        assertThat(report.sections()).hasSize(1);
        assertThat(report.warnings()).contains("Observation that is no result of the report: 1");
    }

    @Test
    void sections_of_a_document_are_read_by_code_and_by_title() {
        String composition =
                "{\"resourceType\":\"Composition\",\"status\":\"final\",\"type\":{\"text\":\"x\"},\"title\":\"x\","
                        + "\"date\":\"2026-03-01\",\"section\":[{\"code\":{\"coding\":[{\"code\":\"59776-5\"}]},\"text\":{\"status\":"
                        + "\"generated\",\"div\":\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">Clear lungs.</div>\"}},"
                        + "{\"title\":\"Impression\",\"text\":{\"status\":\"generated\",\"div\":"
                        + "\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">Normal.</div>\"}}]}";
        RadiologyReport report = read(
                bundle("document", entry("", composition), entry("", report("\"issued\":\"2026-03-01T10:00:00Z\""))));
        assertThat(report.text(SectionKind.FINDINGS)).contains("Clear lungs.");
        assertThat(report.text(SectionKind.IMPRESSION)).contains("Normal.");
    }

    @Test
    void elements_of_r5_are_read_where_only_the_version_differs() {
        String encounter =
                "{\"resourceType\":\"Encounter\",\"id\":\"e1\",\"status\":\"completed\",\"class\":[{\"coding\":"
                        + "[{\"code\":\"IMP\"}]}],\"participant\":[{\"actor\":{\"reference\":\"Practitioner/9\",\"display\":\"Novak, Petra\"}}],"
                        + "\"actualPeriod\":{\"start\":\"2026-02-28\"},\"reason\":[{\"value\":[{\"concept\":{\"text\":\"cough\"}}]}]}";
        String request =
                "{\"resourceType\":\"ServiceRequest\",\"id\":\"s1\",\"status\":\"active\",\"intent\":\"order\","
                        + "\"code\":{\"concept\":{\"text\":\"CT chest\"}},\"subject\":{\"reference\":\"Patient/1\"},"
                        + "\"reason\":[{\"reference\":{\"reference\":\"Condition/1\"}}],\"identifier\":[{\"type\":{\"coding\":[{\"code\":"
                        + "\"ACSN\"}]},\"value\":\"A-5\"}]}";
        String device =
                "{\"resourceType\":\"Device\",\"id\":\"d1\",\"type\":[{\"text\":\"Scanner\"}],\"name\":[{\"value\":\"S\"}]}";
        String organization =
                "{\"resourceType\":\"Organization\",\"id\":\"g1\",\"contact\":[{\"name\":[{\"family\":\"Lund\"}]}]}";
        String r5 = report(
                "\"basedOn\":[{\"reference\":\"ServiceRequest/s1\"}],\"conclusionCode\":[{\"concept\":{\"text\":"
                        + "\"Effusion\"}}],\"note\":[{\"text\":\"FINDINGS: Small effusion.\"}],\"study\":[{\"reference\":\"ImagingStudy/1\","
                        + "\"identifier\":{\"system\":\"urn:dicom:uid\",\"value\":\"urn:oid:1.2.840.1\"}}],\"supportingInfo\":[{\"type\":"
                        + "{\"text\":\"x\"},\"reference\":{\"reference\":\"Procedure/1\"}}],\"composition\":{\"reference\":\"Composition/1\"}");
        RadiologyReport report = read(bundle(
                "collection",
                entry("", r5),
                entry("", encounter),
                entry("", request),
                entry("", device),
                entry("", organization)));
        assertThat(report.key().accession()).isEqualTo("A-5");
        assertThat(report.text(SectionKind.FINDINGS)).contains("Small effusion.");
        assertThat(report.text(SectionKind.IMPRESSION)).contains("Effusion");
        assertThat(report.order().studyInstanceUid()).isEqualTo("1.2.840.1");
        assertThat(report.knownIdentifiers())
                .contains(
                        new KnownIdentifier.Name(PersonName.of("Novak", "Petra")),
                        new KnownIdentifier.Name(PersonName.of("Lund", "")));
        assertThat(report.warnings()).anyMatch(warning -> warning.startsWith("unknown element: "));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T10:00:00Z, 2026-03-01T09:00:00Z, 2026-03-01T10:00:00Z",
        "2026-03-01T10:00:00Z, 2026-03-01T11:00:00Z, 2026-03-01T11:00:00Z",
        "2026-03-01T10:00:00Z, , 2026-03-01T10:00:00Z",
        ", 2026-03-01T09:00:00Z, 2026-03-01T09:00:00Z"
    })
    void the_version_clock_is_the_later_of_last_update_and_issue(String updated, String issued, Instant clock) {
        String meta = updated == null ? "" : ",\"lastUpdated\":\"" + updated + "\"";
        String at = issued == null ? "" : ",\"issued\":\"" + issued + "\"";
        RadiologyReport report =
                read(report("\"conclusion\":\"Normal.\",\"meta\":{\"versionId\":\"a3f-9\"" + meta + "}" + at));
        assertThat(report.clock()).isEqualTo(clock);
        assertThat(report.version()).isEqualTo("a3f-9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"meta\":{\"source\":\"urn:north-ris#msg7\"}",
                "\"identifier\":[{\"system\":\"urn:north-ris\",\"value\":\"A1\"}]"
            })
    void the_profile_is_chosen_by_the_senders_names(String sender) {
        RadiologyReport report = ((Read) profiled("urn:north-ris", "")
                        .read(Reports.utf8(
                                report(sender + ",\"conclusion\":" + "\"OBSERVED: Clear.\\nIMPRESSION: Normal.\""))))
                .report();
        assertThat(report.text(SectionKind.FINDINGS)).contains("Clear.");
    }

    @Test
    void the_profile_of_a_performing_organisation_states_the_status_that_the_report_lacks() {
        String json = report("\"performer\":[{\"display\":\"North Imaging\"}],\"conclusion\":\"Normal.\"")
                .replace("\"status\":\"preliminary\",", "");
        assertThat(rejected(json).reason()).isEqualTo(RejectReason.UNKNOWN_STATUS);
        assertThat(((Read) profiled("", "north imaging").read(Reports.utf8(json)))
                        .report()
                        .status())
                .isEqualTo(ReportStatus.FINAL);
    }

    private static DiagnosticReportReader profiled(String application, String facility) {
        SourceProfile shipped = SourceProfile.defaults();
        return new DiagnosticReportReader(SourceProfiles.of(List.of(new SourceProfile(
                "north",
                application,
                facility,
                Optional.of(ReportStatus.FINAL),
                shipped.accessionField(),
                shipped.sectionCodes(),
                Map.of("OBSERVED", SectionKind.FINDINGS),
                shipped.ignoreLines(),
                shipped.ignoreContinuations(),
                shipped.zone(),
                Optional.empty()))));
    }

    private RadiologyReport read(String json) {
        ReadOutcome outcome = reader.read(Reports.utf8(json));
        assertThat(outcome).isInstanceOf(Read.class);
        return ((Read) outcome).report();
    }

    private Rejected rejected(String json) {
        return (Rejected) reader.read(Reports.utf8(json));
    }

    private static String report(String body) {
        return "{\"resourceType\":\"DiagnosticReport\",\"id\":\"r1\",\"status\":\"preliminary\",\"code\":{\"text\":\"CT\"},"
                + body + "}";
    }

    private static String bundle(String type, String... entries) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"" + type + "\",\"entry\":[" + String.join(",", entries) + "]}";
    }

    private static String entry(String fullUrl, String resource) {
        return "{" + (fullUrl.isEmpty() ? "" : "\"fullUrl\":\"" + fullUrl + "\",") + "\"resource\":" + resource + "}";
    }

    private static String forms(String... forms) {
        return "\"presentedForm\":[" + String.join(",", forms) + "]";
    }

    private static String form(String type, String text, Charset charset) {
        return "{\"contentType\":\"" + type + "\",\"data\":\""
                + Base64.getEncoder().encodeToString(text.getBytes(charset)) + "\"}";
    }
}
