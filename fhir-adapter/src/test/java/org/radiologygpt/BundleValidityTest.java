package org.radiologygpt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.radiologygpt.fhir.FhirJson;
import org.radiologygpt.fhir.ReportBundle;
import org.radiologygpt.hl7v2.OruReader;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.ReadOutcome.Read;
import org.radiologygpt.report.SourceProfiles;

/** What a conversion prints is valid FHIR R4, whatever shape the message has. */
class BundleValidityTest {
    private static final OruReader READER = new OruReader(SourceProfiles.defaults());
    private static final ReportBundle BUNDLES =
            new ReportBundle(Clock.fixed(Instant.parse("2026-03-01T18:30:00Z"), ZoneOffset.UTC));

    static Stream<String> shapes() {
        return ConvertedMessages.shapes().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void every_shape_of_message_becomes_a_valid_bundle(String shape) {
        ReadOutcome outcome =
                READER.read(ConvertedMessages.bytes(ConvertedMessages.shapes().get(shape)));
        assertThat(outcome).isInstanceOf(Read.class);
        assertThat(new R4Validator().errors(json((Read) outcome))).isEmpty();
    }

    static String json(Read read) {
        return FhirJson.text(BUNDLES.of(read.report()));
    }
}
