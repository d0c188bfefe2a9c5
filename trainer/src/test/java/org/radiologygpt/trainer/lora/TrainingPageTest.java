package org.radiologygpt.trainer.lora;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class TrainingPageTest {
    @TempDir
    Path directory;

    @Test
    void every_figure_is_drawn_without_a_script_or_a_link() throws Exception {
        String page = page(20, 5);

        assertThat(page).contains("20 steps, 2,000 tokens; last loss 1.0500.").doesNotContain("<script", "http", "NaN");
        assertThat(page.split("<svg")).hasSize(4);
        assertThat(page.split("<circle")).hasSize(5);
        assertThat(points(page)).isEqualTo(3 * 20 + 4);
        for (String svg : svgs(page)) {
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        }
    }

    @Test
    void a_long_training_has_no_more_points_than_pixels() throws IOException {
        assertThat(points(page(10_000, 20_000))).isBetween(3 * 300, 3 * 860);
    }

    @Test
    void a_training_without_a_step_has_a_page() throws IOException {
        assertThat(page(0, 1)).contains("No step yet.").doesNotContain("NaN");
    }

    private String page(int steps, int heldOutEvery) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int step = 1; step <= steps; step++) {
            String heldOut = step % heldOutEvery == 0 ? ",\"heldOutLoss\":1.5" : "";
            lines.add("{\"step\":" + step + ",\"loss\":" + (1 + 1.0 / step)
                    + ",\"norm\":0.5,\"rate\":3e-4,\"tokens\":100" + heldOut + "}");
        }
        Files.write(directory.resolve("training.jsonl"), lines);
        return new TrainingPage(new TrainingLog(directory).lines()).html();
    }

    private static int points(String page) {
        int points = 0;
        for (String curve : page.split("points=\"")) {
            points += curve.substring(0, curve.indexOf('"')).split(",").length - 1;
        }
        return points;
    }

    private static List<String> svgs(String page) {
        List<String> svgs = new ArrayList<>();
        for (int from = page.indexOf("<svg"); from >= 0; from = page.indexOf("<svg", from + 1)) {
            svgs.add(page.substring(from, page.indexOf("</svg>", from) + "</svg>".length()));
        }
        return svgs;
    }
}
