package org.radiologygpt.trainer.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.deid.DeidKey;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.report.PersonName;
import org.radiologygpt.report.SourceProfiles;
import org.radiologygpt.trainer.corpus.CorpusException;
import org.radiologygpt.trainer.corpus.Pair;
import org.radiologygpt.trainer.curate.Exclusion;
import org.radiologygpt.trainer.curate.Gathered;
import org.radiologygpt.trainer.curate.Gathered.Candidate;
import org.radiologygpt.trainer.curate.Gathered.LeftOut;
import org.radiologygpt.trainer.curate.Gathered.TakenBack;

class ArchiveTest {
    private static final DeidKey KEY = DeidKey.of("test", "a secret of the test".getBytes(StandardCharsets.UTF_8));
    private static final String FINDINGS = "FINDINGS: The lungs are clear. No effusion. Mr. Zelazny was seen.";
    private static final String BOTH = FINDINGS + "~IMPRESSION: No acute disease. Discussed with Dr. Quillfeather.";

    @TempDir
    Path folder;

    @Test
    void a_signed_message_becomes_a_pair_without_its_names_under_pseudonyms() throws IOException {
        Files.writeString(folder.resolve("a.hl7"), oru("A1", "F", BOTH));
        Candidate candidate = (Candidate) gathered().get(0);
        Pair pair = candidate.pair();
        assertThat(pair.id())
                .matches("[0-9a-f]{16}")
                .isEqualTo(candidate.version().report());
        assertThat(pair.patient()).matches("[0-9a-f]{16}");
        assertThat(pair.findings()).isEqualTo("The lungs are clear. No effusion. Mr. ___ was seen.");
        assertThat(pair.impression()).startsWith("No acute disease.").doesNotContain("Quillfeather");
        assertThat(pair.time()).matches("\\d{4}-\\d\\d-\\d\\d").isNotEqualTo("2026-03-01");
        assertThat(candidate).hasToString("Candidate");
    }

    @Test
    void each_status_and_missing_section_has_its_reason() throws IOException {
        Files.writeString(
                folder.resolve("a.hl7"),
                oru("A1", "P", BOTH)
                        + oru("A2", "F", FINDINGS)
                        + oru("A3", "F", "IMPRESSION: No acute disease.")
                        + oru("A4", "X", BOTH));
        Files.writeString(folder.resolve("b.json"), "{\"resourceType\":\"Patient\"}");
        Files.writeString(folder.resolve("c.txt"), "no message");
        List<Gathered> all = gathered();
        assertThat(all.subList(0, 3))
                .extracting(gathered -> ((LeftOut) gathered).why())
                .containsExactly(Exclusion.NOT_SIGNED, Exclusion.NO_IMPRESSION, Exclusion.NO_FINDINGS);
        assertThat(((TakenBack) all.get(3)).why()).isEqualTo(Exclusion.TAKES_BACK);
        assertThat(all.subList(4, 6)).containsOnly(new LeftOut(Exclusion.UNREADABLE));
    }

    @Test
    void a_fhir_report_of_the_same_source_has_the_same_form() throws IOException {
        Files.writeString(folder.resolve("a.json"), """
                {"resourceType":"DiagnosticReport","id":"1","status":"final",
                 "meta":{"lastUpdated":"2026-03-01T12:00:00Z"},
                 "identifier":[{"system":"urn:ris","value":"A9"}],
                 "subject":{"reference":"Patient/7","display":"Ada Zelazny"},
                 "category":[{"coding":[{"system":"http://loinc.org","code":"LP29684-5"}]}],
                 "code":{"text":"Chest radiograph"},
                 "presentedForm":[{"contentType":"text/plain","data":"%s"}]}
                """.formatted(
                        base64("FINDINGS: Lungs are clear.\nIMPRESSION: No acute disease, Ms. Zelazny.")));
        Pair pair = ((Candidate) gathered().get(0)).pair();
        assertThat(pair.findings()).isEqualTo("Lungs are clear.");
        assertThat(pair.impression()).startsWith("No acute disease").doesNotContain("Zelazny");
    }

    @Test
    void a_line_of_the_topic_keeps_its_pseudonyms_and_a_line_from_elsewhere_gets_some() throws IOException {
        Files.writeString(
                folder.resolve("a.jsonl"),
                line("0123456789abcdef", "fedcba9876543210") + "\n\n" + line("MRN 445566", "Ada Zelazny")
                        + "\n{\"id\":\"0123456789abcdef\",\"withdrawn\":true}\nno json\n{\"findings\":\"x\"}\n");
        List<Gathered> all = gathered();
        assertThat(((Candidate) all.get(0)).pair().id()).isEqualTo("0123456789abcdef");
        assertThat(((Candidate) all.get(0)).pair().aiInfluenced()).isTrue();
        Pair other = ((Candidate) all.get(1)).pair();
        assertThat(other.id()).matches("[0-9a-f]{16}");
        assertThat(other.patient()).matches("[0-9a-f]{16}");
        assertThat(other.time()).isNotEmpty().doesNotContain("2026-01-31");
        assertThat(((TakenBack) all.get(2)).versions().get(0).report()).isEqualTo("0123456789abcdef");
        assertThat(all.subList(3, 5)).containsOnly(new LeftOut(Exclusion.UNREADABLE));
    }

    @Test
    void an_openi_report_is_its_own_patient_and_a_broken_one_unreadable() throws IOException {
        Files.writeString(folder.resolve("1.xml"), """
                <?xml version="1.0" encoding="utf-8"?>
                <eCitation><uId id="CXR7"/><Abstract><AbstractText Label="FINDINGS">Heart of normal size, XXXX effusion.\
                </AbstractText><AbstractText Label="IMPRESSION">Normal chest x-XXXX.</AbstractText></Abstract></eCitation>
                """);
        Files.writeString(folder.resolve("2.xml"), "<?xml version=\"1.0\"?><eCitation><uId id=");
        Files.writeString(
                folder.resolve("3.xml"),
                "<?xml version=\"1.0\"?><!DOCTYPE e [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><eCitation>&x;</eCitation>");
        List<Gathered> all = gathered();
        assertThat(((Candidate) all.get(0)).pair())
                .isEqualTo(new Pair(
                        "openi-CXR7",
                        "openi-CXR7",
                        "openi",
                        "",
                        "Heart of normal size, ___ effusion.",
                        "Normal chest x-___.",
                        false));
        assertThat(all.subList(1, 3)).containsOnly(new LeftOut(Exclusion.UNREADABLE));
    }

    @Test
    void reports_without_a_key_are_refused_in_one_sentence() throws IOException {
        Files.writeString(folder.resolve("a.hl7"), oru("A1", "F", BOTH));
        Archive archive = new Archive(SourceProfiles.defaults(), Optional.empty(), gathered -> {});
        assertThatThrownBy(() -> archive.read(List.of(folder)))
                .isInstanceOf(CorpusException.class)
                .hasMessageContaining("--key-file");
    }

    @Test
    void numbers_of_a_hospital_are_no_pseudonyms_whatever_their_form_or_the_source_say() throws IOException {
        Files.writeString(
                folder.resolve("a.jsonl"),
                line("1234567890123456", "6543210987654321") + "\n"
                        + line("A7", "Ada Zelazny").replace("RIS", "synthetic") + "\n"
                        + line("syn-1-7", "syn-1-p7").replace("RIS", "synthetic") + "\n"
                        + line("A8", "445566").replace("RIS", "Dr. Quillfeather") + "\n"
                        + "{\"id\":\"1234567890123456\",\"withdrawn\":true}");
        List<Gathered> all = gathered();
        for (int foreign : new int[] {0, 1, 3}) {
            Pair pair = ((Candidate) all.get(foreign)).pair();
            assertThat(pair.id() + pair.patient())
                    .matches("[0-9a-f]{32}")
                    .doesNotContain("1234567890123456", "6543210987654321");
            assertThat(pair.source()).isEqualTo("elsewhere");
            assertThat(pair.time()).isNotEqualTo("2026-01-31");
        }
        assertThat(((Candidate) all.get(2)).pair().patient()).isEqualTo("syn-1-p7");
        assertThat(((TakenBack) all.get(4)).versions())
                .extracting(version -> version.report())
                .containsExactly(
                        "1234567890123456", ((Candidate) all.get(0)).pair().id());
    }

    @Test
    void a_patient_has_one_pseudonym_in_messages_and_lines_however_the_number_is_spelt() throws IOException {
        Files.writeString(folder.resolve("a.hl7"), oru("A1", "F", BOTH).replace("445566", "MR-44.5566"));
        Files.writeString(folder.resolve("b.jsonl"), line("A2", "mr 44-5566"));
        assertThat(gathered())
                .extracting(gathered -> ((Candidate) gathered).pair().patient())
                .hasSize(2)
                .containsOnly(((Candidate) gathered().get(0)).pair().patient());
    }

    @Test
    void text_that_lost_characters_is_garbled_and_ends_nothing() throws IOException {
        String lone = line("A1", "445566").replace("Lungs", "Lungs \\ud83d");
        Files.writeString(folder.resolve("a.jsonl"), lone + "\n" + line("A2", "44\\udc00"));
        Files.write(
                folder.resolve("b.jsonl"),
                line("A3", "445566").replace("Normal", "Gr\u00f6sse normal").getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(folder.resolve("c.hl7"), oru("A4", "F", BOTH.replace("clear", "cl\ufffdr")));
        List<Gathered> all = gathered();
        assertThat(((TakenBack) all.get(0)).why()).isEqualTo(Exclusion.GARBLED);
        assertThat(((LeftOut) all.get(1)).why()).isEqualTo(Exclusion.GARBLED);
        assertThat(((TakenBack) all.get(2)).why()).isEqualTo(Exclusion.GARBLED);
        assertThat(((LeftOut) all.get(3)).why()).isEqualTo(Exclusion.GARBLED);
    }

    @Test
    void a_correction_that_cannot_be_used_takes_the_older_text_with_it() throws IOException {
        Files.writeString(folder.resolve("a.hl7"), oru("A1", "F", BOTH) + oru("A1", "C", FINDINGS));
        List<Gathered> all = gathered();
        TakenBack correction = (TakenBack) all.get(1);
        assertThat(correction.why()).isEqualTo(Exclusion.NO_IMPRESSION);
        assertThat(correction.versions().get(0).report())
                .isEqualTo(((Candidate) all.get(0)).version().report());
    }

    @Test
    void what_leaves_no_pair_still_tells_of_its_people() throws IOException {
        Files.writeString(
                folder.resolve("a.hl7"), oru("A1", "P", BOTH) + oru("A2", "X", BOTH) + oru("A3", "F", FINDINGS));
        assertThat(gathered()).hasSize(3).allSatisfy(gathered -> {
            assertThat(gathered.known())
                    .contains(new KnownIdentifier.Name(new PersonName("Zelazny", "Ada", "", "", "")));
            assertThat(gathered.toString()).doesNotContain("Zelazny");
        });
    }

    @Test
    void lines_are_read_from_ndjson_and_never_one_of_many_from_another_file() throws IOException {
        String two = line("A1", "1") + "\n" + line("A2", "2");
        Files.writeString(folder.resolve("a.ndjson"), two);
        Files.writeString(folder.resolve("b.json"), two);
        List<Gathered> all = gathered();
        assertThat(all).hasSize(3);
        assertThat(all.subList(0, 2)).hasOnlyElementsOfType(Candidate.class);
        assertThat(all.get(2)).isEqualTo(new LeftOut(Exclusion.UNREADABLE));
    }

    @Test
    void a_linked_folder_is_read_and_one_that_leads_back_is_said(@TempDir Path elsewhere) throws IOException {
        Files.writeString(elsewhere.resolve("a.jsonl"), line("A1", "1"));
        Files.createSymbolicLink(folder.resolve("archive"), elsewhere);
        assertThat(gathered()).hasSize(1);
        Files.createSymbolicLink(elsewhere.resolve("back"), folder);
        assertThatThrownBy(this::gathered)
                .isInstanceOf(CorpusException.class)
                .hasMessageContaining("leads back to a folder above");
    }

    private List<Gathered> gathered() {
        List<Gathered> all = new ArrayList<>();
        new Archive(SourceProfiles.defaults(), Optional.of(KEY), all::add).read(List.of(folder));
        return all;
    }

    private static String line(String id, String patient) {
        return "{\"id\":\"" + id + "\",\"patient\":\"" + patient + "\",\"source\":\"RIS\",\"time\":\"2026-01-31\","
                + "\"findings\":\"Lungs clear.\",\"impression\":\"Normal chest.\",\"aiInfluenced\":true}";
    }

    private static String oru(String accession, String status, String text) {
        return String.join(
                "\r",
                "MSH|^~\\&|RIS|GENERAL|ENGINE|HUB|20260301120000||ORU^R01|" + accession + "|P|2.5",
                "PID|1||445566^^^HOSP^MR||Zelazny^Ada||19610203|F",
                "OBR|1||" + accession + "|71046^Chest||||||||||||||||||20260301120000|||" + status,
                "OBX|1|TX|GDT^Report||" + text + "||||||F",
                "");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
