package org.radiologygpt.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.ReadOutcome.Read;
import org.radiologygpt.report.ReportStatus;
import org.radiologygpt.report.SectionKind;
import org.radiologygpt.report.SourceProfile;
import org.radiologygpt.report.TextAccount;
import org.radiologygpt.report.TextLoss;

/** DiagnosticReports that other projects published. */
@Tag("interop")
class FhirInteropTest {
    private final DiagnosticReportReader reader = new DiagnosticReportReader(SourceProfile.defaults());

    @Test
    void every_published_example_is_read() throws IOException {
        for (Path file : files("")) {
            assertThat(reader.read(Files.readAllBytes(file)))
                    .as(file.toString())
                    .isInstanceOf(Read.class);
        }
    }

    @Test
    void radiology_examples_are_radiology_and_the_others_are_not() throws IOException {
        for (Path file : files("radiology")) {
            if (!file.toString().contains("gingival")) {
                assertThat(read(file).order().section()).as(file.toString()).isEqualTo("RAD");
            }
        }
        for (Path file : files("other")) {
            assertThat(Concepts.IMAGING)
                    .as(file.toString())
                    .doesNotContain(read(file).order().section());
        }
    }

    @Test
    void text_is_found_in_conclusions_and_in_html() throws IOException {
        RadiologyReport chest = read(only("chest-xray"));
        assertThat(chest.text(SectionKind.FINDINGS).orElseThrow()).contains("Clear lungs", "No pneumothorax");
        assertThat(chest.text(SectionKind.IMPRESSION).orElseThrow()).contains("No acute abnormality");
        assertThat(read(only("f201")).text(SectionKind.IMPRESSION).orElseThrow())
                .contains("large tumor sphenoid");
        assertThat(read(only("ultrasound")).text(SectionKind.IMPRESSION)).contains("Unremarkable study");
    }

    /** What each published example says, by hand: its status, department, characters by section, and warnings. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chest-xray      | FINAL | RAD       | UNSECTIONED COMPARISON FINDINGS IMPRESSION IGNORED | 1",
                "bone-density    | FINAL | RAD       |                                                    | 2",
                "f201            | FINAL | RAD       | IMPRESSION IMPRESSION                              | 0",
                "ultrasound      | FINAL | RAD       | IMPRESSION                                         | 0",
                "gingival-mass   | FINAL | PAT       |                                                    | 2",
                "cardiology      | FINAL | LP29708-2 |                                                    | 2",
                "cbc             | FINAL | LAB       |                                                    | 1",
                "metabolic-panel | FINAL | LAB       |                                                    | 1",
                "Report-102      | FINAL |           | IMPRESSION                                         | 1",
                "example-pgx     | FINAL |           |                                                    | 3",
                "Report-pap      | FINAL |           | UNSECTIONED IGNORED UNSECTIONED REQUEST RECOMMENDATION | 1"
            })
    void each_published_example_has_its_expected_outcome(
            String name, ReportStatus status, String department, String sections, int warnings) throws IOException {
        RadiologyReport report = read(only(name));
        assertThat(report.status()).isEqualTo(status);
        assertThat(report.order().section()).isEqualTo(department == null ? "" : department);
        assertThat(report.sections().stream().map(section -> section.kind().name()))
                .containsExactlyElementsOf(sections == null ? List.of() : List.of(sections.split(" ")));
        assertThat(report.warnings()).hasSize(warnings);
    }

    @Test
    void every_character_of_every_published_example_is_accounted_for() throws IOException {
        int received = 0;
        Map<TextLoss, Integer> losses = new TreeMap<>();
        for (Path file : files("")) {
            TextAccount account = ((Read) reader.read(Files.readAllBytes(file))).account();
            assertThat(account.balanced()).as(file.toString()).isTrue();
            received += account.received();
            account.losses().forEach((loss, count) -> losses.merge(loss, count, Integer::sum));
        }
        System.out.println("characters received " + received + ", lost " + losses);
        assertThat(received).isGreaterThan(5_000);
    }

    @Test
    void there_are_eleven_published_examples() throws IOException {
        assertThat(files("")).hasSize(11);
    }

    private RadiologyReport read(Path file) throws IOException {
        ReadOutcome outcome = reader.read(Files.readAllBytes(file));
        assertThat(outcome).as(file.toString()).isInstanceOf(Read.class);
        return ((Read) outcome).report();
    }

    private static Path only(String name) throws IOException {
        return files("").stream()
                .filter(file -> file.toString().contains(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<Path> files(String folder) throws IOException {
        Optional<Path> data = Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                .map(path -> path.resolve("shared/data/fhir"))
                .filter(Files::isDirectory)
                .findFirst();
        assumeTrue(data.isPresent(), "shared/data/fhir is absent");
        try (Stream<Path> files = Files.walk(data.get().resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
