package org.radiologygpt.routes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateDeidCommandTest {
    private static final String LINES = """
            {"id":"a","text":"MRN: 0012345678. Dr. Zorblatt read it.","spans":[{"start":5,"end":15,"kind":"MRN"},{"start":21,"end":29,"kind":"NAME","form":"surname"}]}

            {"id":"b","text":"Qwertyx is clear.","spans":[{"start":0,"end":7,"kind":"NAME","form":"bare"}],"clinical":[{"start":11,"end":16,"term":"clear"}]}
            """;

    @TempDir
    private Path folder;

    private record Run(int code, String out, String errors) {}

    @Test
    void figures_are_printed_and_no_text() throws IOException {
        Run run = run(write("labelled.jsonl", LINES));
        assertThat(run.code).isZero();
        assertThat(run.out)
                .contains(
                        "| MRN | 1 | 1.0000 |",
                        "| reports without any leak |",
                        "| over-redaction per 1,000 clinical tokens |")
                .contains("| clinical distractors kept | 1.0000 | 1 |")
                .doesNotContain("Zorblatt", "Qwertyx", "0012345678", "clear.");
    }

    @Test
    void a_page_of_misses_is_made_of_text_that_is_said_to_be_synthetic() throws IOException {
        String file = write("labelled.jsonl", LINES);
        String page = folder.resolve("misses.html").toString();
        assertThat(run(file, "--html", page).code).isEqualTo(2);
        assertThat(run(file, "--html", page).errors).contains("--synthetic");
        assertThat(folder.resolve("misses.html")).doesNotExist();
        assertThat(run(file, "--html", page, "--synthetic").code).isZero();
        assertThat(Files.readString(folder.resolve("misses.html"))).contains("<h1>Figures</h1>", "Left in the text");
    }

    @Test
    void a_wrong_line_ends_with_2_and_is_named_without_its_content() throws IOException {
        Run run = run(write(
                "wrong.jsonl",
                LINES + "{\"text\":\"Zorblatt\",\"spans\":[{\"start\":0,\"end\":99,\"kind\":\"NAME\"}]}"));
        assertThat(run.code).isEqualTo(2);
        assertThat(run.errors).contains("line 4: a label ends at 99").doesNotContain("Zorblatt");
        assertThat(run(folder.resolve("missing").toString()).code).isEqualTo(2);
    }

    private String write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private static Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter errors = new StringWriter();
        String[] all = new String[arguments.length + 1];
        all[0] = "evaluate-deid";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        int code = Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(errors, true))
                .execute(all);
        return new Run(code, out.toString(), errors.toString());
    }
}
