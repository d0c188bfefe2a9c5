package org.radiologygpt.trainer.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.trainer.corpus.Pair;

/** Sheets go out, are filled, and come back. */
class RatingTest {
    private static final int REPORTS = 12;
    private static final int SCALES_AT = 3;

    @TempDir
    Path folder;

    private final List<Pair> pairs = IntStream.range(0, 20)
            .mapToObj(i -> new Pair(
                    "p" + i, "", "", "", "- Findings, \"number\"\n" + i + " </script> {{items}}", "Human " + i, false))
            .toList();

    @BeforeEach
    void export() throws IOException {
        Source model =
                new Source("tuned", pairs.stream().collect(Collectors.toMap(Pair::id, pair -> "=Draft " + pair.id())));
        RatingExport.write(pairs, List.of(model, Source.human(pairs)), REPORTS, 2, 7, folder);
    }

    @Test
    void sheets_hide_the_source_and_every_rater_has_an_order_of_their_own() throws IOException {
        List<List<String>> one = sheet(1);
        List<List<String>> two = sheet(2);

        assertThat(one).hasSize(1 + 2 * REPORTS).hasSameSizeAs(two);
        assertThat(texts(one)).containsExactlyInAnyOrderElementsOf(texts(two)).isNotEqualTo(texts(two));
        for (String file : new String[] {"sheet.csv", "sheet.html"}) {
            assertThat(Files.readString(folder.resolve("rater-1").resolve(file)))
                    .doesNotContain("tuned", "human", "\"p1\"");
        }
    }

    @Test
    void the_page_asks_no_network_and_no_text_ends_its_script() throws IOException {
        String page = Files.readString(folder.resolve("rater-1/sheet.html"));

        assertThat(page).contains("default-src 'none'").doesNotContain("http:", "https:", "src=", "{{data}}");
        assertThat(page.split("</script>")).hasSize(2);
        assertThat(page.split("<section ")).hasSize(1 + 2 * REPORTS);
        assertThat(page).contains("&lt;/script&gt;");
    }

    @Test
    void the_same_seed_draws_the_same_and_a_folder_with_a_key_is_not_written_over() throws IOException {
        Path again = folder.resolve("again");
        List<Source> sources = List.of(Source.human(pairs));

        RatingExport.write(pairs, sources, 3, 1, 9, again.resolve("a"));
        RatingExport.write(pairs, sources, 3, 1, 9, again.resolve("b"));

        assertThat(again.resolve("a/key.json")).hasSameTextualContentAs(again.resolve("b/key.json"));
        assertThatThrownBy(() -> RatingExport.write(pairs, sources, 3, 1, 9, again.resolve("a")))
                .isInstanceOf(RatingException.class);
        assertThatThrownBy(() -> RatingExport.write(pairs, sources, 21, 1, 9, again.resolve("c")))
                .hasMessageContaining("20 of the pairs");
    }

    @Test
    void means_differences_and_agreement_are_those_of_the_ratings() throws IOException {
        Function<List<String>, String> marks = row -> row.get(2).startsWith("=") ? "2" : "4";
        Path one = fill(1, marks);
        Path two = fill(2, row -> row.get(2).startsWith("=") ? "3" : "4");

        RatingImport read = RatingImport.read(folder, List.of(two, one));
        ObjectNode figures = read.figures();

        assertThat(read.problems()).isEmpty();
        assertThat(figures.path("ratings").asInt()).isEqualTo(4 * REPORTS);
        assertThat(figures.at("/sources/tuned/relevance/mean").asDouble()).isEqualTo(2.5);
        assertThat(figures.at("/sources/human/overall/low").asDouble()).isEqualTo(4);
        assertThat(figures.at("/differences/human minus tuned/clinical_utility/mean")
                        .asDouble())
                .isEqualTo(1.5);
        assertThat(figures.at("/agreement/coherence/exact").asDouble()).isEqualTo(0.5);
        assertThat(figures.at("/agreement/coherence/withinOne").asDouble()).isEqualTo(1);
        // By hand: half differ by 1; first rater half 2 half 4, second half 3 half 4: expected (1 + 4 + 1 + 0) / 4.
        assertThat(figures.at("/agreement/coherence/quadraticKappa").asDouble()).isEqualTo(0.667);
        assertThat(RatingImport.page(figures)).contains("2.50 (2.50 to 2.50)").doesNotContain("Findings, ");
    }

    @Test
    void what_the_page_saves_is_read_like_a_spreadsheet() throws IOException {
        Path one = fill(1, row -> "5");
        List<Map<String, String>> rows = new ArrayList<>();
        List<List<String>> sheet = sheet(2);
        for (List<String> row : sheet.subList(1, sheet.size())) {
            Map<String, String> fields = new HashMap<>(
                    Map.of("item", row.get(0), "findings", row.get(1), "impression", row.get(2), "comment", "-"));
            sheet.get(0).subList(SCALES_AT, SCALES_AT + 5).forEach(scale -> fields.put(scale, "5"));
            rows.add(fields);
        }
        Path two = Files.writeString(
                folder.resolve("two.json"), new ObjectMapper().writeValueAsString(Map.of("ratings", rows)));

        RatingImport read = RatingImport.read(folder, List.of(one, two));

        assertThat(read.problems()).isEmpty();
        assertThat(read.figures().at("/agreement/relevance/ordinalAlpha").isNull())
                .isTrue();
    }

    @Test
    void every_row_that_does_not_count_says_why_and_quotes_nothing() throws IOException {
        List<List<String>> rows = filled(1, row -> "3");
        rows.get(1).set(SCALES_AT, "secret");
        rows.get(2).set(SCALES_AT + 1, "");
        rows.get(3).set(2, "secret");
        rows.get(4).set(0, "secret");
        rows.add(rows.get(5));
        Path sheet = write("one.csv", rows);

        List<RowError> errors = RatingImport.read(folder, List.of(sheet)).errors();

        assertThat(errors)
                .extracting(RowError::problem)
                .containsExactly(
                        RowProblem.BAD_VALUE,
                        RowProblem.MISSING_VALUE,
                        RowProblem.CHANGED_TEXT,
                        RowProblem.UNKNOWN_ITEM,
                        RowProblem.DOUBLED_ITEM,
                        RowProblem.MISSING_ITEM,
                        RowProblem.MISSING_SHEET);
        assertThat(errors.toString()).doesNotContain("secret").contains("one.csv row 2: bad_value: r1n1 underst");
    }

    @Test
    void line_ends_and_apostrophes_that_a_spreadsheet_changes_are_no_change_of_text() throws IOException {
        List<List<String>> rows = filled(1, row -> "3");
        rows.forEach(row -> row.set(1, row.get(1).replace("\n", "\r\n")));
        String text = rows.stream().map(Csv::row).collect(Collectors.joining()).replace("\"'", "\"");

        RatingImport read = RatingImport.read(folder, List.of(Files.writeString(folder.resolve("one.csv"), text)));

        assertThat(read.ratings()).hasSize(2 * REPORTS);
    }

    @Test
    void a_file_that_is_no_sheet_is_refused_by_name() throws IOException {
        Path columns = Files.writeString(folder.resolve("columns.csv"), "item,findings\na,b\n");
        Path latin = Files.write(folder.resolve("latin.csv"), "item,\u00fc\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> RatingImport.read(folder, List.of(columns)))
                .hasMessage("columns.csv: no column impression");
        assertThatThrownBy(() -> RatingImport.read(folder, List.of(latin))).hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> RatingImport.read(folder.resolve("rater-1"), List.of(latin)))
                .hasMessageContaining("key.json");
    }

    private List<List<String>> sheet(int rater) throws IOException {
        return Csv.read(Files.readString(folder.resolve("rater-" + rater + "/sheet.csv")));
    }

    private static List<String> texts(List<List<String>> sheet) {
        return sheet.stream().skip(1).map(row -> row.get(1) + row.get(2)).toList();
    }

    private List<List<String>> filled(int rater, Function<List<String>, String> mark) throws IOException {
        List<List<String>> rows = new ArrayList<>(sheet(rater));
        for (List<String> row : rows.subList(1, rows.size())) {
            IntStream.range(SCALES_AT, SCALES_AT + 5).forEach(i -> row.set(i, mark.apply(row)));
        }
        return rows;
    }

    private Path fill(int rater, Function<List<String>, String> mark) throws IOException {
        return write("filled-" + rater + ".csv", filled(rater, mark));
    }

    private Path write(String name, List<List<String>> rows) throws IOException {
        return Files.writeString(
                folder.resolve(name), rows.stream().map(Csv::row).collect(Collectors.joining()));
    }
}
