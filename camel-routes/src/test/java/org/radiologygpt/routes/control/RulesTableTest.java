package org.radiologygpt.routes.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiologygpt.hl7v2.OruReader;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.SourceProfiles;

/** {@code rules.table}: each rule against one report. */
class RulesTableTest {
    private static final Instant NOON = hour("12").orElseThrow();
    private static final RadiologyReport REPORT = report();

    private static RadiologyReport report() {
        String message = """
                MSH|^~\\&|RIS|NORTH|RADGPT|NORTH|20260301120000||ORU^R01|M1|P|2.5.1
                PID|1||Q1^^^NORTH^MR||Good^Greta||19610412|F
                ORC|RE|P1|F1|||||||||||||||||||||||||R
                OBR|1|P1|F1|71046^CHEST^C4|||20260301080000|||||||||||||||20260301090000||CT|P|||||||100&Rey&Ann|200&Roe&Bo
                OBX|1|TX|71046^CHEST^C4||FINDINGS: The lungs are clear.||||||P
                """.replace('\n', '\r');
        ReadOutcome outcome = new OruReader(SourceProfiles.defaults()).read(message.getBytes(StandardCharsets.UTF_8));
        return ((ReadOutcome.Read) outcome).report();
    }

    static List<String> rows() throws IOException {
        try (InputStream stream = RulesTableTest.class.getResourceAsStream("rules.table")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    private static Optional<Instant> hour(String hour) {
        return hour.equals("-") ? Optional.empty() : Optional.of(Instant.parse("2026-03-01T" + hour + ":00:00Z"));
    }

    private static Rule rule(String kind, String scope, String value, boolean withdraw, String from, String until) {
        return new Rule(
                "r1",
                Rule.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
                Scope.valueOf(scope.toUpperCase(Locale.ROOT)),
                value.equals("-") ? "" : value,
                withdraw,
                hour(from),
                hour(until),
                new Change("tester", NOON, "test"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void rule_forbids_what_the_table_says(String row) {
        String[] cells = row.strip().split("\\s+");
        Rule rule = rule(cells[0], cells[1], cells[2], false, cells[3], cells[4]);
        Rules rules = Rules.none().with(rule);
        assertThat(rules.forbidding(REPORT, NOON).isPresent()).isEqualTo(cells[5].equals("forbids"));
    }

    @Test
    void table_has_every_scope_both_ways() throws IOException {
        List<String> all = rows();
        Stream.of(Scope.values()).forEach(scope -> assertThat(all.stream()
                        .filter(row -> row.contains(" " + scope.code() + " "))
                        .map(row -> row.substring(row.lastIndexOf(' ')).strip())
                        .distinct())
                .hasSize(2));
    }

    @Test
    void kill_switch_is_named_before_an_opt_out_and_a_removal_ends_a_rule() {
        Rule stop = rule("stop", "all", "-", true, "-", "-");
        Rules rules = Rules.none()
                .with(new Rule(
                        "a0",
                        Rule.Kind.OPT_OUT,
                        Scope.SITE,
                        "NORTH",
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        stop.change()))
                .with(stop);
        assertThat(rules.forbidding(REPORT, NOON)).contains(stop);
        assertThat(rules.recalling(REPORT.key(), NOON)).contains(stop);
        Rules after = rules.with(new Removal("r1", stop.change()));
        assertThat(after.forbidding(REPORT, NOON)).map(Rule::id).contains("a0");
        assertThat(after.recalling(REPORT.key(), NOON)).isEmpty();
    }

    @Test
    void record_is_read_as_it_was_written() {
        Rule rule = rule("stop", "site", "NORTH", true, "11", "13");
        assertThat(ControlJson.read(ControlJson.bytes(rule))).isEqualTo(rule);
        Removal removal = new Removal("r1", rule.change());
        assertThat(ControlJson.read(ControlJson.bytes(removal))).isEqualTo(removal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"kind\":\"stop\"}",
                "{\"kind\":\"stop\",\"scope\":\"modality\",\"value\":\"CT\",\"who\":\"a\",\"reason\":\"b\"}",
                "{\"kind\":\"opt_out\",\"scope\":\"all\",\"who\":\"a\",\"reason\":\"b\"}",
                "{\"kind\":\"opt_out\",\"scope\":\"site\",\"value\":\" \",\"who\":\"a\",\"reason\":\"b\"}",
                "{\"kind\":\"opt_out\",\"scope\":\"site\",\"value\":\"N\",\"withdraw\":true,\"who\":\"a\",\"reason\":\"b\"}",
                "{\"kind\":\"stop\",\"scope\":\"all\",\"withdraw\":\"yes\",\"who\":\"a\",\"reason\":\"b\"}",
                "{\"kind\":\"stop\",\"scope\":\"all\",\"who\":\"Greta Good\",\"reason\":\"b\"}",
                "{\"kind\":\"stop\",\"scope\":\"all\",\"who\":\"a\",\"reason\":\"Greta Good\"}",
                "{\"kind\":\"stop\",\"scope\":\"all\",\"who\":\"a\",\"reason\":\"b\",\"until\":\"tomorrow\"}"
            })
    void wish_that_is_no_rule_is_refused_without_a_quote(String json) {
        assertThatThrownBy(() -> ControlJson.wish(json.getBytes(StandardCharsets.UTF_8), "r1", NOON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("Greta");
    }
}
