package org.radiologygpt.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.trainer.corpus.CorpusException;

class LabelEvaluationTest {
    @TempDir
    Path folder;

    @BeforeEach
    void reports() throws IOException {
        report(1, "The heart is enlarged. Cardiomegaly is present.");
        report(2, "There is a small pleural effusion.");
    }

    @Test
    void hits_misses_and_alarms_are_counted_by_half() throws IOException {
        ObjectNode figures = LabelEvaluation.run(
                gold("filename,Cardiomegaly,Effusion,Hernia,normal\nCXR1,1,1,0,0\nCXR2,0,1,0,0\nCXR3,1,0,0,0\n"),
                folder);

        assertThat(figures.at("/all/reports").asInt()).isEqualTo(2);
        assertThat(figures.at("/odd/together/recall").asDouble()).isEqualTo(0.5);
        assertThat(figures.at("/odd/findings/cardiomegaly/f1").asDouble()).isEqualTo(1);
        assertThat(figures.at("/even/together/f1").asDouble()).isEqualTo(1);
        assertThat(figures.path("notInGold").toString())
                .contains("fracture", "edema")
                .doesNotContain("effusion");
        assertThat(LabelEvaluation.table(figures)).contains("| even, all findings | 1.000 | 1.000 | 1.000 | 1 |");
    }

    @Test
    void a_file_that_is_no_gold_file_is_named_with_its_line() throws IOException {
        assertRefused("a,b\n1,2\n", "no gold labels");
        assertRefused("filename,Effusion\nCXR1,secret\n", "line 2: column Effusion is neither 0 nor 1");
        assertRefused("filename,Effusion\nCXR1\n", "line 2: not as many cells");
        assertRefused("filename,Effusion\nCXR9,1\n", "no report of the gold labels");
    }

    private void assertRefused(String table, String sentence) throws IOException {
        Path gold = gold(table);
        assertThatThrownBy(() -> LabelEvaluation.run(gold, folder))
                .isInstanceOf(CorpusException.class)
                .hasMessageContaining(sentence)
                .hasMessageNotContaining("secret");
    }

    private Path gold(String table) throws IOException {
        return Files.writeString(folder.resolve("gold.csv"), table);
    }

    private void report(int number, String findings) throws IOException {
        Files.writeString(
                folder.resolve(number + ".xml"),
                "<x><AbstractText Label=\"FINDINGS\">" + findings + "</AbstractText></x>");
    }
}
