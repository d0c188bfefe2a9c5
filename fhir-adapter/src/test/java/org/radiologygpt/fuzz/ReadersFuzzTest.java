package org.radiologygpt.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.radiologygpt.deid.DeidentificationException;
import org.radiologygpt.deid.Deidentified;
import org.radiologygpt.deid.Deidentifier;
import org.radiologygpt.fhir.DiagnosticReportReader;
import org.radiologygpt.hl7v2.Frame;
import org.radiologygpt.hl7v2.Framing;
import org.radiologygpt.hl7v2.OruReader;
import org.radiologygpt.markup.MarkupException;
import org.radiologygpt.markup.MarkupText;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.report.PersonName;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.RejectReason;
import org.radiologygpt.report.Section;
import org.radiologygpt.report.SectionFinder;
import org.radiologygpt.report.SourceProfile;
import org.radiologygpt.report.SourceProfiles;

/**
 * Any bytes at all end in a typed outcome: no other exception, no hang. As part of the build each target runs over its
 * seeds; guided by coverage it runs with {@code JAZZER_FUZZ=1}, one target a run:
 * {@code JAZZER_FUZZ=1 ./mvnw -pl fhir-adapter -am -Dtest='ReadersFuzzTest#oru' -Dsurefire.failIfNoSpecifiedTests=false test}.
 */
class ReadersFuzzTest {
    /** CPU time, not the clock's: a busy machine is no hang. */
    private static final long MOST_CPU_NANOS = 5_000_000_000L;

    private static final OruReader ORU = new OruReader(SourceProfiles.defaults());
    private static final DiagnosticReportReader FHIR = new DiagnosticReportReader(SourceProfile.defaults());
    private static final SectionFinder FINDER = new SectionFinder(SourceProfile.defaults());

    static Stream<byte[]> oruSeeds() {
        return Seeds.oru();
    }

    static Stream<byte[]> fhirSeeds() {
        return Seeds.fhir();
    }

    static Stream<byte[]> rtfSeeds() {
        return Seeds.rtf();
    }

    static Stream<byte[]> htmlSeeds() {
        return Seeds.html();
    }

    static Stream<byte[]> textSeeds() {
        return Seeds.text();
    }

    @MethodSource("oruSeeds")
    @FuzzTest(maxDuration = "3m")
    void oru(byte[] bytes) {
        bounded(() -> {
            int count = 0;
            for (Iterator<Frame> frames = Framing.of(bytes); frames.hasNext(); count++) {
                typed(ORU.read(frames.next()));
            }
            if (count != 1) {
                typed(ORU.read(bytes));
            }
        });
    }

    @MethodSource("fhirSeeds")
    @FuzzTest(maxDuration = "3m")
    void fhir(byte[] bytes) {
        bounded(() -> typed(FHIR.read(bytes)));
    }

    @MethodSource("rtfSeeds")
    @FuzzTest(maxDuration = "3m")
    void rtf(byte[] bytes) {
        bounded(() -> {
            try {
                assertThat(MarkupText.fromRtf(bytes).length()).isLessThanOrEqualTo(bytes.length);
                assertThat(MarkupText.fromRtf(new String(bytes, StandardCharsets.UTF_8)))
                        .isNotNull();
            } catch (MarkupException e) {
                assertThat(e).hasMessageNotContaining("word");
            }
        });
    }

    @MethodSource("htmlSeeds")
    @FuzzTest(maxDuration = "3m")
    void html(byte[] bytes) {
        bounded(() -> {
            try {
                assertThat(MarkupText.fromHtml(new String(bytes, StandardCharsets.UTF_8)))
                        .isNotNull();
            } catch (MarkupException e) {
                assertThat(e).hasMessageNotContaining("word");
            }
        });
    }

    @MethodSource("textSeeds")
    @FuzzTest(maxDuration = "3m")
    void sections(byte[] bytes) {
        bounded(() -> {
            List<Section> sections = FINDER.find(new String(bytes, StandardCharsets.UTF_8));
            assertThat(sections)
                    .allSatisfy(section -> assertThat(section.text()).isNotNull());
        });
    }

    static Stream<byte[]> deidentifySeeds() {
        return Seeds.deidentify();
    }

    /** The first line is a name, the second a number, the rest the text, in which both are planted. */
    @MethodSource("deidentifySeeds")
    @FuzzTest(maxDuration = "3m")
    void deidentify(byte[] bytes) {
        bounded(() -> {
            String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", 3);
            String family = lines[0];
            String number = lines.length > 1 ? lines[1] : "";
            String body = lines.length > 2 ? lines[2] : "";
            List<KnownIdentifier> known = List.of(
                    new KnownIdentifier.Name(PersonName.of(family, "Zyxwella")),
                    new KnownIdentifier.Number(number),
                    new KnownIdentifier.Words(number));
            String text = body + "\nSeen by Zyxwella " + family + ", number 00" + number + ".\n" + body;
            try {
                Deidentified clean = Deidentifier.placeholders().deidentify(text, known);
                assertThat(clean.text()).doesNotContainIgnoringCase("Zyxwella");
                assertThat(clean.map().restore(clean.text()).unresolved()).isEmpty();
            } catch (DeidentificationException e) {
                assertThat(e.reason()).isEqualTo(DeidentificationException.Reason.IDENTIFIER_LEFT);
            }
        });
    }

    private static void typed(ReadOutcome outcome) {
        if (outcome instanceof ReadOutcome.Rejected rejected) {
            assertThat(rejected.reason()).as(rejected.detail()).isNotEqualTo(RejectReason.READER_FAULT);
        }
    }

    /** Slow twice, or it was the loading of classes. */
    private static void bounded(Runnable reading) {
        if (nanos(reading) > MOST_CPU_NANOS) {
            assertThat(nanos(reading)).as("CPU time in ns").isLessThan(MOST_CPU_NANOS);
        }
    }

    private static long nanos(Runnable reading) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        reading.run();
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    }
}
