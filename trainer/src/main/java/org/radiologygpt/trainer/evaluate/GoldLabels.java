package org.radiologygpt.trainer.evaluate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.radiologygpt.trainer.corpus.CorpusException;
import org.radiologygpt.trainer.evaluate.ChestFinding.Status;

/**
 * Gold labels of Open-i reports as NegBio publishes them: a column {@code filename} ({@code CXR10}), one column of 0 and 1
 * for each observation.
 */
final class GoldLabels {
    /** NegBio's columns that mean one of ours; Infiltration, Emphysema, Fibrosis and Hernia have no like, {@code normal} another sense. */
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

    private static final Pattern NAME = Pattern.compile("CXR(\\d{1,9})");
    private static final Pattern SECTION =
            Pattern.compile("<AbstractText Label=\"(?:FINDINGS|IMPRESSION)\">([^<]*)</AbstractText>");

    private final Map<Integer, Set<ChestFinding>> present = new LinkedHashMap<>();
    private final Set<ChestFinding> known = EnumSet.noneOf(ChestFinding.class);

    private GoldLabels() {}

    /** @throws CorpusException where the file is no such table; it says which line, not what it holds */
    static GoldLabels read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        List<String> columns = lines.isEmpty() ? List.of() : cells(lines.get(0));
        if (!columns.contains("filename") || columns.stream().noneMatch(SAME::containsKey)) {
            throw new CorpusException(
                    file.getFileName() + ": no gold labels, the columns filename and those of NegBio are missing");
        }
        GoldLabels labels = new GoldLabels();
        columns.stream().filter(SAME::containsKey).map(SAME::get).forEach(labels.known::add);
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                labels.add(columns, cells(lines.get(i)), file.getFileName() + " line " + (i + 1));
            }
        }
        return labels;
    }

    private static List<String> cells(String line) {
        return List.of(line.strip().split(",", -1));
    }

    private void add(List<String> columns, List<String> cells, String where) {
        Matcher name = NAME.matcher(cells.size() == columns.size() ? cells.get(columns.indexOf("filename")) : "");
        if (!name.matches()) {
            throw new CorpusException(where + ": not as many cells as columns, or no filename as CXR10");
        }
        Set<ChestFinding> findings = EnumSet.noneOf(ChestFinding.class);
        for (int i = 0; i < columns.size(); i++) {
            if (SAME.containsKey(columns.get(i))) {
                if (!cells.get(i).matches("[01]")) {
                    throw new CorpusException(where + ": column " + columns.get(i) + " is neither 0 nor 1");
                }
                if (cells.get(i).equals("1")) {
                    findings.add(SAME.get(columns.get(i)));
                }
            }
        }
        present.put(Integer.valueOf(name.group(1)), findings);
    }

    /** The findings that the gold labels know. */
    Set<ChestFinding> known() {
        return known;
    }

    /** Numbers of the reports. */
    Set<Integer> reports() {
        return present.keySet();
    }

    /** What is present in a report by the gold labels. */
    Set<ChestFinding> gold(int report) {
        return present.get(report);
    }

    /** What is present in it by our phrases, of what the gold labels know; empty where the folder has no such report. */
    Optional<Set<ChestFinding>> ours(Path folder, int report) throws IOException {
        Path file = folder.resolve(report + ".xml");
        return Files.exists(file) ? Optional.of(ours(Files.readString(file))) : Optional.empty();
    }

    private Set<ChestFinding> ours(String xml) {
        String text = SECTION.matcher(xml)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.joining("\n\n"))
                .replace("&amp;", "&");
        Map<ChestFinding, Status> labels = ChestLabels.of(text);
        return labels.keySet().stream()
                .filter(finding -> known.contains(finding) && labels.get(finding) == Status.PRESENT)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ChestFinding.class)));
    }
}
