package org.radiologygpt.routes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.guard.Guards;

class GuardCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WRONG_SIDE = """
            {"id":"a","findings":"Small left pleural effusion.","impression":"Small right pleural effusion.","site":"RIS/NORTH"}
            """;

    @TempDir
    private Path folder;

    /** What the command printed and how it ended. */
    private record Run(int code, List<JsonNode> lines, String errors) {}

    @Test
    void each_line_gets_a_verdict_of_every_guard_in_order() throws IOException {
        Path file = write("old.jsonl", WRONG_SIDE + "\n" + """
                {"id":"b","findings":"Lungs are clear.","impression":"Clear lungs."}
                """);
        Run run = run("guard", file.toString());
        assertThat(run.code).isZero();
        assertThat(run.lines)
                .extracting(line -> line.path("source").asText())
                .containsExactly(file + "#0", file + "#1");
        assertThat(run.lines).extracting(line -> line.path("id").asText()).containsExactly("a", "b");
        assertThat(run.lines).extracting(line -> line.path("verdict").asText()).containsExactly("withhold", "pass");
        assertThat(run.lines).allSatisfy(line -> assertThat(line.path("guards").findValuesAsText("guard"))
                .isEqualTo(Guards.names()));
    }

    @Test
    void an_objection_has_its_places_in_impression_and_findings() throws IOException {
        Run run = run("guard", write("old.jsonl", WRONG_SIDE).toString());
        JsonNode objection =
                guard(run.lines.get(0), "laterality").path("objections").path(0);
        assertThat(objection.path("draft").path("start").asInt()).isEqualTo("Small ".length());
        assertThat(objection.path("source").path("section").asText()).isEqualTo("findings");
        assertThat(objection.path("source").path("end").asInt()).isEqualTo("Small left pleural effusion".length());
    }

    @Test
    void a_policy_is_tried_and_a_sites_own_row_wins() throws IOException {
        String file = write("old.jsonl", WRONG_SIDE).toString();
        Path policy = write("policy.yaml", "guards: {size: pass}\nsites: {NORTH: {laterality: flag}}\n");
        Run run = run("guard", file, "--policy", policy.toString());
        assertThat(run.lines.get(0).path("verdict").asText()).isEqualTo("flag");
    }

    @Test
    void the_order_is_held_against_the_impression_where_the_line_tells_it() throws IOException {
        Path file = write("old.jsonl", """
                {"id":"a","findings":"No hydronephrosis.","impression":"Normal uterus.","sex":"male","procedure":"US PELVIS"}
                """);
        assertThat(guard(run("guard", file.toString()).lines.get(0), "sex")
                        .path("verdict")
                        .asText())
                .isEqualTo("withhold");
    }

    @Test
    void a_line_without_texts_is_rejected_without_its_content() throws IOException {
        Path file = write("old.jsonl", "{\"id\":\"a\",\"findings\":\"Secret.\"}\nno JSON\n[1]\n" + WRONG_SIDE);
        Run run = run("guard", file.toString());
        assertThat(run.code).isEqualTo(1);
        assertThat(run.lines)
                .extracting(line -> line.path("outcome").asText())
                .containsExactly("rejected", "rejected", "rejected", "guarded");
        assertThat(run.lines.get(0).toString())
                .contains("no text under impression")
                .doesNotContain("Secret");
    }

    @Test
    void a_missing_file_and_a_wrong_policy_are_wrong_usage() throws IOException {
        String file = write("old.jsonl", WRONG_SIDE).toString();
        assertThat(run("guard", folder.resolve("missing.jsonl").toString()).code)
                .isEqualTo(2);
        Run wrong = run(
                "guard",
                file,
                "--policy",
                write("p.yaml", "guards: {laterality: maybe}").toString());
        assertThat(wrong.code).isEqualTo(2);
        assertThat(wrong.errors).contains("guards.laterality: pass, flag or withhold");
        assertThat(wrong.lines).isEmpty();
    }

    private static JsonNode guard(JsonNode line, String name) {
        for (JsonNode guard : line.path("guards")) {
            if (guard.path("guard").asText().equals(name)) {
                return guard;
            }
        }
        throw new AssertionError("no verdict of " + name);
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static Run run(String... arguments) throws IOException {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringWriter errors = new StringWriter();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        int code;
        try {
            code = Main.commandLine().setErr(new PrintWriter(errors, true)).execute(arguments);
        } finally {
            System.setOut(before);
        }
        List<JsonNode> lines = new ArrayList<>();
        for (String line : out.toString(StandardCharsets.UTF_8).split("\n")) {
            if (line.startsWith("{")) {
                lines.add(JSON.readTree(line));
            }
        }
        return new Run(code, lines, errors.toString());
    }
}
