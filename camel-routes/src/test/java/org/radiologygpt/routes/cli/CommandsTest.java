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
import picocli.CommandLine;

class CommandsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void convert_prints_one_line_a_message_in_order_and_tells_of_rejects() throws IOException {
        Path feed = write("feed.log", log(oru(1)) + log("no message at all") + log(oru(2)));
        Run run = run("convert", feed.toString());
        assertThat(run.code).isEqualTo(1);
        assertThat(run.values("source")).containsExactly(feed + "#0", feed + "#1", feed + "#2");
        assertThat(run.values("outcome")).containsExactly("report", "rejected", "report");
        assertThat(run.values("accession")).containsExactly("F1", "", "F2");
        assertThat(run.lines.get(1).path("reason").asText()).isEqualTo("no_msh_segment");
        assertThat(run.lines.get(0).path("sections").path("findings").asText()).startsWith("PA and lateral views");
        assertThat(run.lines.get(0).path("bundle").path("resourceType").asText())
                .isEqualTo("Bundle");
    }

    @Test
    void convert_reads_fhir_beside_hl7_and_a_folder_in_the_order_of_names() throws IOException {
        write("b.hl7", oru(1));
        write("a.json", """
                {"resourceType":"DiagnosticReport","id":"r1","status":"preliminary","code":{"text":"XR"},
                 "subject":{"reference":"Patient/p1"},"conclusion":"FINDINGS: Clear lungs."}""");
        Run run = run("convert", folder.toString());
        assertThat(run.code).isZero();
        assertThat(run.values("status")).containsExactly("preliminary", "preliminary");
        assertThat(run.lines.get(0).path("source").asText()).endsWith("a.json#0");
    }

    @Test
    void convert_summary_counts_and_says_nothing_of_what_the_messages_say() throws IOException {
        Path feed = write("feed.log", log(oru(1)) + log("no message at all") + log(oru(2)));
        Run run = run("convert", "--summary", feed.toString());
        assertThat(run.code).isEqualTo(1);
        JsonNode summary = run.lines.get(0);
        assertThat(run.lines).hasSize(1);
        assertThat(summary.path("messages").asInt()).isEqualTo(3);
        assertThat(summary.path("byStatus").path("preliminary").asInt()).isEqualTo(2);
        assertThat(summary.path("rejectedByReason").path("no_msh_segment").asInt())
                .isEqualTo(1);
        assertThat(summary.path("reportsWith").path("findings").asInt()).isEqualTo(2);
        assertThat(summary.path("sections").path("findings").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(summary.path("characters").path("received").asInt()).isPositive();
        assertThat(summary.path("characters").path("messagesOutOfBalance").asInt())
                .isZero();
        assertThat(run.text).doesNotContain("Sampleton", "pleural", "feed.log", "F1");
    }

    @Test
    void deidentify_keeps_nothing_that_the_message_names_and_says_where_it_stood() throws IOException {
        Run run = run("deidentify", write("one.hl7", oru(7)).toString());
        assertThat(run.code).isZero();
        assertThat(run.text).doesNotContain("Sampleton", "Petra", "Examplar", "614-555-0123");
        String findings = run.lines.get(0).path("sections").path("findings").asText();
        assertThat(findings).contains("views of [NAME-", "small left pleural");
        assertThat(run.lines.get(0).path("removed")).anySatisfy(span -> {
            assertThat(span.path("section").asText()).isEqualTo("findings");
            assertThat(span.path("kind").asText()).isEqualTo("NAME");
            assertThat(span.path("end").asInt())
                    .isGreaterThan(span.path("start").asInt());
        });
    }

    @Test
    void deidentify_reads_text_lines_with_offsets_into_that_text() throws IOException {
        Path lines = write("notes.jsonl", "{\"id\":\"n1\",\"text\":\"Discussed with Dr. Jane Roe at 3 pm.\"}\n");
        Run run = run("deidentify", lines.toString(), "--mode", "mask");
        JsonNode span = run.lines.get(0).path("removed").path(0);
        assertThat(run.lines.get(0).path("id").asText()).isEqualTo("n1");
        assertThat(run.lines.get(0).path("sections").path("text").asText())
                .contains("___")
                .doesNotContain("Roe");
        assertThat("Discussed with Dr. Jane Roe at 3 pm."
                        .substring(span.path("start").asInt(), span.path("end").asInt()))
                .contains("Jane Roe");
    }

    @Test
    void structured_prints_the_message_itself_without_identifiers() throws IOException {
        Path message = write("one.hl7", oru(1));
        Run run = run("deidentify", message.toString(), "--structured", "--audit");
        assertThat(run.code).isZero();
        JsonNode line = run.lines.get(0);
        assertThat(line.path("outcome").asText()).isEqualTo("deidentified");
        assertThat(line.path("message").asText())
                .startsWith("MSH|^~\\&|")
                .contains("\rOBX|")
                .doesNotContain("\rNK1");
        assertThat(line.path("audit").path("removed").path("ID").asInt()).isPositive();
        assertThat(line.path("key").asText()).isEqualTo("run");
        assertThat(run.errors).contains("\"outcomes\":{\"deidentified\":1}", "\"dropped\"");
        Path clean = write("clean.hl7", line.path("message").asText());
        assertThat(run("convert", clean.toString()).values("outcome")).containsExactly("report");
    }

    @Test
    void structured_pseudonyms_hold_under_one_key_and_change_with_it() throws IOException {
        String message = write("one.hl7", oru(1)).toString();
        String keys = write("keys", "2025:abcdefghijklmnopqrst\n2026:zyxwvutsrqponmlkjihg\n")
                .toString();
        Run newest = run("deidentify", message, "--structured", "--key-file", keys);
        Run again = run("deidentify", message, "--structured", "--key-file", keys);
        Run older = run("deidentify", message, "--structured", "--key-file", keys, "--key-id", "2025");
        assertThat(newest.values("key")).containsExactly("2026");
        assertThat(newest.values("message")).isEqualTo(again.values("message"));
        assertThat(older.values("key")).containsExactly("2025");
        assertThat(older.values("message")).isNotEqualTo(newest.values("message"));
    }

    @Test
    void a_wrong_policy_or_key_ends_with_2_and_one_sentence() throws IOException {
        String message = write("one.hl7", oru(1)).toString();
        Run unknown = run(
                "deidentify",
                message,
                "--structured",
                "--policy",
                write("p.yaml", "dates: month").toString());
        assertThat(unknown.code).isEqualTo(2);
        assertThat(unknown.errors).contains("dates: allowed are year, shift, remove");
        Run shift = run(
                "deidentify",
                message,
                "--structured",
                "--policy",
                write("q.yaml", "dates: shift").toString());
        assertThat(shift.errors).contains("needs --key-file");
        Run weak = run(
                "deidentify",
                message,
                "--mode",
                "surrogates",
                "--key-file",
                write("k", "short").toString());
        assertThat(weak.code).isEqualTo(2);
        assertThat(weak.errors).contains("at least 16").doesNotContain("short\n");
        Path writable = write("w", "0123456789abcdef0123456789abcdef");
        Files.setPosixFilePermissions(writable, java.nio.file.attribute.PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThat(run("deidentify", message, "--mode", "surrogates", "--key-file", writable.toString()).errors)
                .contains("may be written by others");
    }

    @Test
    void surrogates_need_a_key() throws IOException {
        Path message = write("one.hl7", oru(1));
        Run without = run("deidentify", message.toString(), "--mode", "surrogates");
        assertThat(without.code).isEqualTo(2);
        assertThat(without.errors).contains("--key-file");
        Path key = write("key", "0123456789abcdef0123456789abcdef");
        assertThat(run("deidentify", message.toString(), "--mode", "surrogates", "--key-file", key.toString()).code)
                .isZero();
    }

    @Test
    void wrong_usage_ends_with_2_and_says_why() {
        assertThat(run("convert", folder.resolve("missing").toString()).code).isEqualTo(2);
        assertThat(run("no-such-command").code).isEqualTo(2);
        assertThat(run().errors).contains("which command?");
    }

    @Test
    void wrong_profiles_end_with_2_and_are_never_passed_over() throws IOException {
        String message = write("one.hl7", oru(1)).toString();
        assertThat(run(
                                "convert",
                                message,
                                "--profiles",
                                folder.resolve("missing").toString())
                        .code)
                .isEqualTo(2);
        Run broken = run("convert", message, "--profiles", write("p.yaml", "{]").toString());
        assertThat(broken.code).isEqualTo(2);
        assertThat(broken.errors).contains("no valid YAML").doesNotContain("at org.");
    }

    @Test
    void help_names_every_command_of_both_class_paths() {
        assertThat(run("--help").text)
                .contains("quickstart", "run", "serve", "convert", "deidentify", "draft", "guard", "bench")
                .contains("synthesize", "train", "evaluate");
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content, StandardCharsets.ISO_8859_1);
    }

    private static String oru(int n) {
        return new String(BenchMessages.oru(n), StandardCharsets.ISO_8859_1);
    }

    private static String log(String message) {
        return "2026-03-01 12:00:00|INFO|\n<SB>\n" + message.replace("\r", "<R>\n") + "<EB><R>\n";
    }

    /** What a command printed and how it ended. */
    private record Run(int code, String text, String errors, List<JsonNode> lines) {
        List<String> values(String field) {
            return lines.stream().map(line -> line.path(field).asText()).toList();
        }
    }

    private static Run run(String... arguments) {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringWriter errors = new StringWriter();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            CommandLine line = Main.commandLine()
                    .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                    .setErr(new PrintWriter(errors, true));
            int code = line.execute(arguments);
            String text = out.toString(StandardCharsets.UTF_8);
            return new Run(code, text, errors.toString(), json(text));
        } finally {
            System.setOut(before);
        }
    }

    private static List<JsonNode> json(String text) {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : text.split("\n")) {
            if (line.startsWith("{")) {
                try {
                    lines.add(JSON.readTree(line));
                } catch (IOException e) {
                    throw new AssertionError("no JSON: " + line, e);
                }
            }
        }
        return lines;
    }
}
