package org.radiologygpt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.radiologygpt.fhir.FhirJson;
import org.radiologygpt.fhir.FhirR4;
import org.radiologygpt.fhir.ReportBundle;
import org.radiologygpt.hl7v2.OruReader;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome.Read;
import org.radiologygpt.report.SourceProfiles;

class ConvertedMessageTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T18:30:00Z"), ZoneOffset.UTC);
    private static final OruReader READER = new OruReader(SourceProfiles.defaults());

    static Set<String> shapes() {
        return ConvertedMessages.shapes().keySet();
    }

    @Test
    void full_message_becomes_the_bundle_of_the_golden_file() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        try (InputStream golden = Objects.requireNonNull(getClass().getResourceAsStream("converted-message.json"))) {
            assertThat(mapper.readTree(FhirJson.bytes(bundle("full")))).isEqualTo(mapper.readTree(golden));
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void same_message_gives_the_same_bytes_and_hapi_writes_the_same(String shape) {
        byte[] json = FhirJson.bytes(bundle(shape));
        assertThat(FhirJson.bytes(bundle(shape))).isEqualTo(json);
        assertThat(FhirR4.json().encodeResourceToString(bundle(shape)))
                .isEqualTo(new String(json, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void every_entry_is_conditional_and_no_two_are_one(String shape) {
        List<BundleEntryComponent> entries = bundle(shape).getEntry();
        assertThat(entries).extracting(BundleEntryComponent::getFullUrl).doesNotHaveDuplicates();
        assertThat(entries).extracting(ConvertedMessageTest::condition).doesNotHaveDuplicates();
        assertThat(entries).allSatisfy(entry -> assertThat(condition(entry)).contains("="));
    }

    @Test
    void all_text_of_the_report_stands_in_the_presented_form() {
        RadiologyReport report = report("full");
        Bundle bundle = new ReportBundle(CLOCK).of(report);
        org.hl7.fhir.r4.model.DiagnosticReport resource = (org.hl7.fhir.r4.model.DiagnosticReport)
                bundle.getEntryFirstRep().getResource();
        String text = new String(resource.getPresentedFormFirstRep().getData(), StandardCharsets.UTF_8);
        report.sections()
                .forEach(section -> assertThat(text).contains(section.text().strip()));
    }

    @Test
    void withdrawn_lines_do_not_come_back() {
        RadiologyReport report = report("withdrawn line");
        Bundle bundle = new ReportBundle(CLOCK).of(report);
        org.hl7.fhir.r4.model.DiagnosticReport resource = (org.hl7.fhir.r4.model.DiagnosticReport)
                bundle.getEntryFirstRep().getResource();
        assertThat(new String(resource.getPresentedFormFirstRep().getData(), StandardCharsets.UTF_8))
                .isEqualTo("IMPRESSION:\nNormal chest.\n\nTECHNIQUE:\n5 mGy");
    }

    @Test
    void later_version_of_a_report_updates_it_and_creates_nothing_twice() {
        Bundle first = bundle("status P");
        Bundle later = bundle("status F");
        assertThat(later.getEntry().stream().limit(4).map(ConvertedMessageTest::condition))
                .containsAll(first.getEntry().stream()
                        .limit(4)
                        .map(ConvertedMessageTest::condition)
                        .toList());
    }

    private static String condition(BundleEntryComponent entry) {
        BundleEntryRequestComponent request = entry.getRequest();
        return request.hasIfNoneExist() ? request.getUrl() + "?" + request.getIfNoneExist() : request.getUrl();
    }

    private static RadiologyReport report(String shape) {
        return ((Read) READER.read(
                        ConvertedMessages.bytes(ConvertedMessages.shapes().get(shape))))
                .report();
    }

    private static Bundle bundle(String shape) {
        return new ReportBundle(CLOCK).of(report(shape));
    }
}
