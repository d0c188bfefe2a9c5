package org.radiologygpt.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.RejectReason;
import org.radiologygpt.report.SectionKind;
import org.radiologygpt.report.SourceProfiles;

/** Synthetic messages of the tests, and what the reader makes of them. */
final class OruMessages {
    static final String MSH = "MSH|^~\\&|RIS|NORTH||EHR|20260301120500||ORU^R01|MSG1|P|2.5.1";
    static final String PID = "PID|1||MRN12345^^^NORTH^MR||Sample^Ada^B||19500102|F";
    static final String OBR =
            "OBR|1|PL100|ACC2026-1|71046^Chest 2 views^C4|||20260301113000|||||||||||||||20260301120000||RAD|P";

    private static final OruReader READER = new OruReader(SourceProfiles.defaults());

    private OruMessages() {}

    /** A message of header, patient, order and these further segments, each ended by CR. */
    static String oru(String... further) {
        return segments(MSH, PID, OBR) + segments(further);
    }

    static String segments(String... segments) {
        return List.of(segments).stream().map(segment -> segment + "\r").collect(Collectors.joining());
    }

    static ReadOutcome outcome(String message) {
        return READER.read(message.getBytes(StandardCharsets.UTF_8));
    }

    static ReadOutcome outcome(byte[] message) {
        return READER.read(message);
    }

    static RadiologyReport read(String message) {
        return read(message.getBytes(StandardCharsets.UTF_8));
    }

    static RadiologyReport read(byte[] message) {
        ReadOutcome outcome = READER.read(message);
        assertThat(outcome).isInstanceOf(ReadOutcome.Read.class);
        return ((ReadOutcome.Read) outcome).report();
    }

    static RejectReason rejected(byte[] message) {
        ReadOutcome outcome = READER.read(message);
        assertThat(outcome).isInstanceOf(ReadOutcome.Rejected.class);
        return ((ReadOutcome.Rejected) outcome).reason();
    }

    static RejectReason rejected(String message) {
        return rejected(message.getBytes(StandardCharsets.UTF_8));
    }

    static String findings(RadiologyReport report) {
        return report.text(SectionKind.FINDINGS).orElse("");
    }

    static String impression(RadiologyReport report) {
        return report.text(SectionKind.IMPRESSION).orElse("");
    }
}
