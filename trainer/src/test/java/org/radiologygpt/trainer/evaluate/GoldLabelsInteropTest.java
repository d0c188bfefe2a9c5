package org.radiologygpt.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.radiologygpt.trainer.evaluate.ChestFinding.Status;

/**
 * Our labels beside the gold labels of NegBio for Open-i, where both lie beside the project. The figures of both halves
 * were seen before the phrases of lung lesions were last changed, so neither half is strictly unseen.
 */
class GoldLabelsInteropTest {
    private static final Map<String, ChestFinding> SAME = Map.of(
            "Atelectasis", ChestFinding.ATELECTASIS,
            "Cardiomegaly", ChestFinding.CARDIOMEGALY,
            "Effusion", ChestFinding.PLEURAL_EFFUSION,
            "Mass", ChestFinding.LUNG_LESION,
            "Nodule", ChestFinding.LUNG_LESION,
            "Pneumonia", ChestFinding.PNEUMONIA,
            "Pneumothorax", ChestFinding.PNEUMOTHORAX,
            "Consolidation", ChestFinding.CONSOLIDATION,
            "Edema", ChestFinding.EDEMA,
            "Pleural_Thickening", ChestFinding.PLEURAL_OTHER);
    private static final Pattern SECTION =
            Pattern.compile("<AbstractText Label=\"(?:FINDINGS|IMPRESSION)\">([^<]*)</AbstractText>");

    @Test
    void findings_that_both_know_agree() throws IOException {
        Agreement even = agreement(0);
        Agreement odd = agreement(1);

        print("even", even);
        print("odd", odd);
        assertThat(even.micro().f1()).isGreaterThan(0.8);
        assertThat(odd.micro().f1()).isGreaterThan(0.8);
    }

    private static Agreement agreement(int remainder) throws IOException {
        Path gold = folder("metrics/NegBio").resolve("examples/openi_gld_std14.csv");
        Path reports = folder("openi/ecgen-radiology");
        List<String> lines = Files.readAllLines(gold);
        List<String> columns = List.of(lines.get(0).split(","));
        Agreement agreement = new Agreement();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            int number = Integer.parseInt(cells[0].substring(3));
            Path report = reports.resolve(number + ".xml");
            if (number % 2 == remainder && Files.exists(report)) {
                agreement.add(expected(columns, cells), actual(Files.readString(report)));
            }
        }
        return agreement;
    }

    private static Set<ChestFinding> expected(List<String> columns, String[] cells) {
        Set<ChestFinding> present = EnumSet.noneOf(ChestFinding.class);
        SAME.forEach((column, finding) -> {
            if (cells[columns.indexOf(column)].equals("1")) {
                present.add(finding);
            }
        });
        return present;
    }

    private static Set<ChestFinding> actual(String xml) {
        Matcher section = SECTION.matcher(xml);
        String text = section.results().map(found -> found.group(1)).collect(Collectors.joining("\n\n"));
        Map<ChestFinding, Status> labels = ChestLabels.of(text.replace("&amp;", "&"));
        return labels.keySet().stream()
                .filter(finding -> SAME.containsValue(finding) && labels.get(finding) == Status.PRESENT)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ChestFinding.class)));
    }

    private static void print(String half, Agreement agreement) {
        agreement.each().forEach((finding, counts) -> line(half + " " + finding, counts));
        line(half + " all", agreement.micro());
    }

    private static void line(String name, Agreement.Counts counts) {
        Overlap overlap = counts.overlap();
        System.out.printf(
                "%s: precision %.3f recall %.3f F1 %.3f of %d%n",
                name, overlap.precision(), overlap.recall(), counts.f1(), counts.hits() + counts.misses());
    }

    private static Path folder(String name) {
        Optional<Path> folder = SharedData.folder(name);
        assumeTrue(folder.isPresent(), "shared/data/" + name + " is absent");
        return folder.orElseThrow();
    }
}
