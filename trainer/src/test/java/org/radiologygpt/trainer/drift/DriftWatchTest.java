package org.radiologygpt.trainer.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftWatchTest {
    private static final DriftRule RULE = new DriftRule(8, 20, 4);

    @TempDir
    Path folder;

    private final StringBuilder lines = new StringBuilder();

    @Test
    void weeks_are_told_by_site_and_adapter_with_quartiles_and_share_unchanged() throws IOException {
        weeks("NORTH", "chest", 1, 10, 0);
        weeks("SOUTH", "", 1, 10, 0);

        JsonNode watch = watch().toJson();

        assertThat(watch.path("series")).hasSize(2);
        JsonNode north = watch.at("/series/0");
        assertThat(north.path("verdict").asText()).isEqualTo("stable");
        assertThat(north.path("weeks")).hasSize(10);
        // 0, 0.02 … 0.38: the quartiles at 4.75, 9.5 and 14.25 steps.
        assertThat(north.at("/weeks/0").toString())
                .isEqualTo("{\"week\":\"2026-W01\",\"n\":20,\"q1\":0.095,\"median\":0.19,\"q3\":0.285,\"mean\":0.19,"
                        + "\"unchangedPercent\":5.0}");
        assertThat(north.at("/weeks/9/outside").asBoolean()).isFalse();
        assertThat(watch().drift()).isFalse();
    }

    @Test
    void a_shift_of_one_site_is_drift_and_says_since_when() throws IOException {
        weeks("NORTH", "chest", 1, 20, 0);
        weeks("SOUTH", "chest", 1, 14, 0);
        weeks("SOUTH", "chest", 15, 20, 0.4);

        DriftWatch watch = watch();

        assertThat(watch.drift()).isTrue();
        JsonNode south = watch.toJson().at("/series/1");
        assertThat(south.path("verdict").asText()).isEqualTo("drift");
        assertThat(south.path("since").asText()).isEqualTo("2026-W15");
        assertThat(watch.toJson().at("/series/0/verdict").asText()).isEqualTo("stable");
        assertThat(watch.page())
                .contains("<svg", "drift since 2026-W15", "SOUTH")
                .doesNotContain("<script", "http");
    }

    @Test
    void drafts_that_come_nearer_are_no_drift() throws IOException {
        weeks("NORTH", "chest", 1, 8, 0.4);
        weeks("NORTH", "chest", 9, 16, 0);

        assertThat(watch().drift()).isFalse();
        assertThat(watch().toJson().at("/series/0/verdict").asText()).isEqualTo("closer");
    }

    @Test
    void an_adapter_that_no_longer_writes_raises_no_alarm() throws IOException {
        weeks("NORTH", "old", 1, 10, 0);
        weeks("NORTH", "old", 11, 14, 0.5);
        weeks("NORTH", "new", 15, 19, 0);

        JsonNode watch = watch().toJson();

        assertThat(watch.at("/series/1/verdict").asText()).isEqualTo("drift");
        assertThat(watch.at("/series/1/current").asBoolean()).isFalse();
        assertThat(watch.at("/series/0/verdict").asText()).isEqualTo("too_few_weeks");
        assertThat(watch.path("drift").asBoolean()).isFalse();
    }

    @Test
    void weeks_with_few_reports_do_not_count() throws IOException {
        weeks("NORTH", "chest", 1, 10, 0);
        line("2026-W11", "NORTH", "chest", "0.9");

        assertThat(watch().toJson().at("/series/0/weeksWithTooFewReports").asInt())
                .isEqualTo(1);
        assertThat(watch().page()).contains("2026-W10").doesNotContain("2026-W11");
    }

    @Test
    void a_line_that_is_no_edit_is_named_and_not_quoted() throws IOException {
        refused("secret", "line 1: not JSON");
        refused(
                "{\"week\":\"secret\",\"site\":\"a\",\"model\":\"m\",\"adapter\":\"\",\"digest\":\"d\",\"distance\":0,\"unchanged\":true}",
                "week");
        refused("{\"week\":\"2026-W01\",\"distance\":2,\"unchanged\":true}", "distance");
        refused("{\"week\":\"2026-W01\",\"distance\":1,\"unchanged\":true}", "site");
        refused("\n", "no signed report");
    }

    private void refused(String line, String sentence) throws IOException {
        lines.setLength(0);
        lines.append(line);
        assertThatThrownBy(this::watch)
                .isInstanceOf(DriftException.class)
                .hasMessageContaining(sentence)
                .hasMessageNotContaining("secret");
    }

    private DriftWatch watch() throws IOException {
        return DriftWatch.read(Files.writeString(folder.resolve("edits.jsonl"), lines), RULE);
    }

    private void weeks(String site, String adapter, int from, int to, double shift) {
        for (int week = from; week <= to; week++) {
            for (int i = 0; i < 20; i++) {
                String distance = String.format(Locale.ROOT, "%.2f", 0.02 * i + shift);
                line(String.format(Locale.ROOT, "2026-W%02d", week), site, adapter, distance);
            }
        }
    }

    private void line(String week, String site, String adapter, String distance) {
        lines.append(String.format(
                "{\"week\":\"%s\",\"site\":\"%s\",\"model\":\"m\",\"adapter\":\"%s\",\"digest\":\"sha256:%s\",\"distance\":%s,\"rougeL\":0.5,\"unchanged\":%s}%n",
                week, site, adapter, adapter, distance, distance.equals("0.00")));
    }
}
