package org.radiologygpt.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.parser.GenericModelClassFactory;
import ca.uhn.hl7v2.util.Terser;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.draft.Draft;
import org.radiologygpt.draft.ModelIdentity;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.ReportStatus;
import org.radiologygpt.report.SectionKind;
import org.radiologygpt.report.SourceProfiles;

/** Drafts that go back as ORU^R01, read by our own reader and by HAPI HL7v2. */
class OruWriterTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T18:30:00Z"), ZoneOffset.UTC);
    private static final String BANNER = "*** AI DRAFT ***";
    private static final String IMPRESSION = "1. Effusion < 1 cm & a | b ^ c ~ d \\ e.\n\n2. Müller: no change.";
    private static final String SOURCE = "MSH|^~\\&|RIS|NORTH|RADGPT|NORTH|20260301120000||ORU^R01|M1|P|2.5.1\r"
            + "PID|1||MRN-9^^^NORTH^MR~X7^^^&1.2.3.4&ISO^PI||O\\T\\Roe^Jane^B^Jr^Dr||19600504|F\r"
            + "PV1|1|I|||||||||||||||||V77^^^NORTH^VN\r"
            + "ORC|RE|P1|A1\r"
            + "OBR|1|P1|A1|CXR^Chest \\T\\ ribs^L^71046^Chest 2 views^C4|||20260301110000+0000|||||||||||||||20260301113000||CT|P|||||||1006&Novak&Petra\r"
            + "OBX|1|TX|59776-5^Findings^LN||Small left effusion.||||||P\r";

    private final OruWriter writer = new OruWriter(BANNER, CLOCK);
    private final RadiologyReport report = read(SOURCE.getBytes(StandardCharsets.UTF_8));

    @Test
    void our_own_reader_reads_back_the_text_the_patient_and_the_order() {
        RadiologyReport back = read(writer.draft(report, draft(report)).orElseThrow());
        assertThat(back.status()).isEqualTo(ReportStatus.PRELIMINARY);
        assertThat(back.text(SectionKind.IMPRESSION)).contains(BANNER + "\n\n" + IMPRESSION);
        assertThat(back.text(SectionKind.FINDINGS)).isEmpty();
        assertThat(back.patient()).isEqualTo(report.patient());
        assertThat(back.order().accession()).isEqualTo("A1");
        assertThat(back.order().placerNumber()).isEqualTo("P1");
        assertThat(back.order().procedure()).isEqualTo(report.order().procedure());
        assertThat(back.order().section()).isEqualTo("CT");
        assertThat(back.order().effective()).isEqualTo(report.order().effective());
        assertThat(back.order().reader().isBlank())
                .as("no person answers for a draft")
                .isTrue();
        assertThat(back.key().source())
                .as("no report of the sender's")
                .isNotEqualTo(report.key().source());
    }

    @Test
    void hapi_reads_a_preliminary_impression_without_an_interpreter() throws Exception {
        Terser message = hapi(writer.draft(report, draft(report)).orElseThrow());
        assertThat(message.get("/.MSH-9-1")).isEqualTo("ORU");
        assertThat(message.get("/.MSH-10")).hasSize(20).startsWith("P");
        assertThat(message.get("/.PID-3(1)-1")).isEqualTo("X7");
        assertThat(message.get("/.PID-5-1")).isEqualTo("O&Roe");
        assertThat(message.get("/.OBR-25")).isEqualTo("P");
        assertThat(message.get("/.OBR-32")).isNull();
        assertThat(message.get("/.OBX-3-1")).isEqualTo("19005-8");
        assertThat(message.get("/.OBX-11")).isEqualTo("P");
    }

    @Test
    void same_draft_has_the_same_control_id_and_another_draft_another() throws Exception {
        Draft draft = draft(report);
        String id = controlId(writer.draft(report, draft).orElseThrow());
        assertThat(controlId(writer.draft(report, draft).orElseThrow())).isEqualTo(id);
        assertThat(controlId(writer.draft(report, draft.numbered(2)).orElseThrow()))
                .isNotEqualTo(id);
        String withdrawn = controlId(writer.withdrawal(draft.idempotencyKey(), CancelReason.SIGNED, "oru-0-2"));
        assertThat(withdrawn).isNotEqualTo(id);
        assertThat(controlId(writer.withdrawal(draft.idempotencyKey(), CancelReason.SIGNED, "oru-0-2")))
                .isEqualTo(withdrawn);
        assertThat(controlId(writer.withdrawal(draft.idempotencyKey(), CancelReason.SIGNED, "oru-0-1")))
                .as("a draft that came after its withdrawal is taken back anew")
                .isNotEqualTo(withdrawn);
    }

    @Test
    void withdrawal_cancels_order_and_line_and_says_why() throws Exception {
        byte[] bytes = writer.withdrawal("RIS/NORTH|A1|20260301113000|1", CancelReason.NEWER_VERSION, "oru-0-2");
        Terser message = hapi(bytes);
        assertThat(message.get("/.OBR-3-1")).isEqualTo("A1");
        assertThat(message.get("/.OBR-25")).isEqualTo("X");
        assertThat(message.get("/.OBX-11")).isEqualTo("X");
        assertThat(message.get("/.OBX-5")).isEqualTo("AI draft withdrawn: newer_version");
        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .as("nothing of the patient")
                .doesNotContain("PID|");
    }

    @Test
    void draft_of_nobody_is_not_written() {
        RadiologyReport nobody =
                read(SOURCE.replaceFirst("PID\\|1\\|\\|[^|]*", "PID|1||").getBytes(StandardCharsets.UTF_8));
        assertThat(writer.draft(nobody, draft(nobody))).isEmpty();
    }

    private static String controlId(byte[] message) throws Exception {
        return hapi(message).get("/.MSH-10");
    }

    private static Terser hapi(byte[] message) throws Exception {
        String text = new String(message, StandardCharsets.UTF_8);
        return new Terser(new DefaultHapiContext(new GenericModelClassFactory())
                .getPipeParser()
                .parse(text));
    }

    private static RadiologyReport read(byte[] message) {
        ReadOutcome outcome = new OruReader(SourceProfiles.defaults()).read(message);
        assertThat(outcome).isInstanceOf(ReadOutcome.Read.class);
        return ((ReadOutcome.Read) outcome).report();
    }

    private static Draft draft(RadiologyReport report) {
        return new Draft(
                report.key(),
                report.version(),
                1,
                IMPRESSION,
                List.of(),
                new ModelIdentity("demo", "", ""),
                "alpaca-impression-1",
                "c0ffee",
                120,
                20,
                640);
    }
}
