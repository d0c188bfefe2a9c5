package org.radiologygpt.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.radiologygpt.report.AccessionField;
import org.radiologygpt.report.Language;
import org.radiologygpt.report.ReportStatus;
import org.radiologygpt.report.Section;
import org.radiologygpt.report.SectionFinder;
import org.radiologygpt.report.SectionKind;
import org.radiologygpt.report.SourceProfile;
import org.radiologygpt.report.SourceProfiles;

class SourceProfileFilesTest {

    @Test
    void a_profile_changes_what_it_names_and_keeps_the_rest() throws IOException {
        SourceProfile profile = SourceProfileFiles.parse("""
                name: north
                sendingFacility: NORTH
                defaultStatus: P
                accessionField: OBR-18
                sectionCodes: {RADFIND: findings, "&CON": impression}
                headings: {BEFUND: findings}
                ignoreLines: ['^-- .*$']
                timeZone: Europe/Berlin
                charset: windows-1252
                """);
        assertThat(profile.defaultStatus()).hasValue(ReportStatus.PRELIMINARY);
        assertThat(profile.accessionField()).isEqualTo(AccessionField.OBR_18);
        assertThat(profile.section("RADFIND")).hasValue(SectionKind.FINDINGS);
        assertThat(profile.section("19005-8")).hasValue(SectionKind.IMPRESSION);
        assertThat(profile.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(profile.charset()).hasValue(Charset.forName("windows-1252"));
        assertThat(new SectionFinder(profile).find("BEFUND: Frei.\n-- footer\nDictated by: X"))
                .containsExactly(
                        new Section(SectionKind.FINDINGS, "Frei."),
                        new Section(SectionKind.IGNORED, "-- footer\nDictated by: X"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "name: a\\nfoo: 1;                     unknown key foo",
                "sendingFacility: X;                   name is missing",
                "name: a\\ndefaultStatus: Q;           defaultStatus: Q is none of registered, partial",
                "name: a\\naccessionField: OBR-4;      accessionField: OBR-4 is none of OBR-2, OBR-3",
                "name: a\\nsectionCodes: {X: nose};    sectionCodes.X: nose is none of procedure, request",
                "name: a\\nignoreLines: ['(']; ignoreLines[0]: ( is no regular expression",
                "name: a\\nignoreLines: x;             ignoreLines: a list",
                "name: a\\ntimeZone: Mars;             timeZone: Mars",
                "name: a\\ncharset: nope;              charset: nope",
                "name: default;                        name: default is the shipped profile's",
                "name: 12;                             name: text expected; put 12 in quotes",
                "name: a\\nname: b;                     no valid YAML",
                "name: a\\n---\\nname: b;                no valid YAML",
                "name: a\\nlanguages: [en, fr];         languages: fr is none of en, de, es",
                "name: a\\nlanguages: de;               languages: a list",
                "name: a\\nheadings: [X];               headings: a table of text: section expected",
                "name: a\\nheadings: {X: {}};           headings.X: one value expected",
                "name: a\\nheadings: {'X:': findings};  heading X: has a colon",
                "name: a\\nheadingFiles: [none.tsv];    headingFiles:",
                "name: a\\nshippedIgnoreLines: maybe;   shippedIgnoreLines: true or false expected",
                "name: a\\nignoreLines: ['(a+)+$'];     ignoreLines[0]: (a+)+$ takes too many steps",
                "just text;                            no keys",
            })
    void a_wrong_profile_is_refused_with_file_key_and_allowed_values(
            String yaml, String message, @TempDir Path folder) throws IOException {
        Path file = folder.resolve("site.yaml");
        Files.writeString(file, yaml.replace("\\n", "\n"));
        assertThatThrownBy(() -> SourceProfileFiles.read(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(message);
    }

    @Test
    void two_profiles_for_one_sender_are_refused(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("a.yaml"), "name: a\nsendingFacility: North\n");
        Files.writeString(folder.resolve("b.yaml"), "name: b\nsendingFacility: NORTH\n");
        assertThatThrownBy(() -> SourceProfileFiles.read(folder)).hasMessageContaining("same sendingApplication");
    }

    @Test
    void the_filled_example_sets_every_field(@TempDir Path folder) throws IOException {
        Path samples = Path.of("../config/source-profiles");
        Files.copy(samples.resolve("example-headings.tsv.sample"), folder.resolve("example-headings.tsv.sample"));
        Files.copy(samples.resolve("example-filled.yaml.sample"), folder.resolve("north.yaml"));
        SourceProfile profile = SourceProfileFiles.read(folder).forSender("northris", "0042");
        SourceProfile shipped = SourceProfile.defaults();
        assertThat(profile.name()).isEqualTo("north-ris");
        assertThat(profile.defaultStatus()).hasValue(ReportStatus.PRELIMINARY);
        assertThat(profile.accessionField()).isEqualTo(AccessionField.OBR_18);
        assertThat(profile.section("99-NORTH")).hasValue(SectionKind.RECOMMENDATION);
        assertThat(profile.languages()).containsExactly(Language.EN, Language.DE);
        assertThat(profile.ignoreLines()).hasSizeGreaterThan(shipped.ignoreLines().size() + 2);
        assertThat(profile.ignoreContinuations())
                .hasSizeGreaterThan(shipped.ignoreContinuations().size() + 1);
        assertThat(profile.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(profile.charset()).hasValue(Charset.forName("windows-1252"));
        assertThat(new SectionFinder(profile)
                        .find("Befund: a\nBEVINDINGEN: b\nCT REPORT BODY: c\nRadiologist opinion: d\nPrinted on 2026-01-02"))
                .containsExactly(
                        new Section(SectionKind.FINDINGS, "a"),
                        new Section(SectionKind.FINDINGS, "b"),
                        new Section(SectionKind.FINDINGS, "c"),
                        new Section(SectionKind.IMPRESSION, "d"),
                        new Section(SectionKind.IGNORED, "Printed on 2026-01-02"));
    }

    @Test
    void the_more_specific_profile_of_a_folder_is_chosen(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("a.yaml"), "name: any-ris\nsendingApplication: RIS\n");
        Files.writeString(folder.resolve("b.yaml"), "name: north\nsendingApplication: ris\nsendingFacility: North\n");
        Files.writeString(folder.resolve("notes.txt"), "not a profile");
        SourceProfiles profiles = SourceProfileFiles.read(folder);
        assertThat(profiles.forSender("RIS", "NORTH").name()).isEqualTo("north");
        assertThat(profiles.forSender("RIS", "SOUTH").name()).isEqualTo("any-ris");
        assertThat(profiles.forSender("PACS", "NORTH").name()).isEqualTo("default");
    }

    @Test
    void the_shipped_example_states_the_defaults() throws IOException {
        Path example = Path.of("../config/source-profiles/example.yaml.sample");
        SourceProfile shipped = SourceProfile.defaults();
        SourceProfile profile = SourceProfileFiles.parse(Files.readString(example));
        assertThat(profile.sectionCodes()).isEqualTo(shipped.sectionCodes());
        assertThat(profile.accessionField()).isEqualTo(shipped.accessionField());
        assertThat(profile.zone().getRules()).isEqualTo(shipped.zone().getRules());
        assertThat(profile.ignoreLines()).hasSameSizeAs(shipped.ignoreLines());
        assertThat(profile.charset()).isEmpty();
        assertThat(profile.defaultStatus()).isEmpty();
    }

    @Test
    void a_file_that_is_no_yaml_is_named_with_its_line(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("bad.yaml"), "name: a\n  x: [");
        assertThatThrownBy(() -> SourceProfileFiles.read(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bad.yaml");
    }
}
