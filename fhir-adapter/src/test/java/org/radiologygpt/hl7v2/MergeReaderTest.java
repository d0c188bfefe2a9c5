package org.radiologygpt.hl7v2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiologygpt.draft.Notice;
import org.radiologygpt.report.Identifier;
import org.radiologygpt.report.SourceProfiles;

class MergeReaderTest {
    private static final MergeReader READER = new MergeReader(SourceProfiles.defaults());

    private static Optional<Notice> read(String event, String... segments) {
        String header = "MSH|^~\\&|ADT|NORTH|RADGPT|NORTH|20260301120000||ADT^" + event + "|M1|P|2.5.1";
        return READER.read((header + "\r" + String.join("\r", segments) + "\r").getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A18", "A34", "A40", "A40^ADT_A39", "A47"})
    void identifiers_of_the_losing_patient_are_those_of_mrg_1(String event) {
        assertThat(read(event, "EVN|A40", "PID|1||NEW^^^NORTH^MR", "MRG|OLD^^^NORTH^MR~77^^^PLAN^PI"))
                .contains(new Notice.Merged(
                        "ADT/NORTH",
                        List.of(new Identifier("NORTH", "OLD", "MR"), new Identifier("PLAN", "77", "PI"))));
    }

    @Test
    void each_pair_counts_by_itself_and_what_stays_is_not_lost() {
        Notice.Merged merged = (Notice.Merged) read(
                        "A40",
                        "PID|1||B^^^NORTH^MR~77^^^PLAN^PI",
                        "MRG|A^^^NORTH^MR~77^^^PLAN^PI",
                        "PID|2||C^^^NORTH^MR",
                        "MRG|B^^^NORTH^MR")
                .orElseThrow();
        assertThat(merged.losing()).extracting(Identifier::value).containsExactly("A", "B");
        assertThat(merged.toString()).doesNotContain("NORTH");
    }

    @Test
    void merge_of_nobody_cannot_be_used() {
        assertThat(read("A40", "PID|1||NEW^^^NORTH^MR")).containsInstanceOf(Notice.Unusable.class);
        assertThat(read("A40", "PID|1||NEW^^^NORTH^MR", "MRG|NEW^^^NORTH^MR"))
                .containsInstanceOf(Notice.Unusable.class);
    }

    @Test
    void other_messages_are_no_merges() {
        assertThat(read("A08", "PID|1||NEW^^^NORTH^MR")).isEmpty();
        assertThat(READER.read(OruMessages.MSH.getBytes(UTF_8))).isEmpty();
    }
}
