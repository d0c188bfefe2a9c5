package org.radiologygpt.trainer.synthetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads one exam file. A line starts with: {@code name: value} of the head, {@code = structure | Label}, then for the
 * structure {@code n} normal, {@code o} otherwise, {@code x} other side, {@code b} groups beside which it is not normal, {@code * finding | urgency | changes | group},
 * then for the finding {@code slot = values}, {@code +} wording, {@code >} impression, {@code ?} accepted names,
 * {@code !} advice {@code =>} advice in the impression. {@code <name>} stands for a shared phrase.
 */
final class ExamParser {
    private final String key;
    private final Map<String, String> shared;
    private final Map<String, String> head = new HashMap<>();
    private final List<Structure> structures = new ArrayList<>();
    private final List<Exam.Negative> negatives = new ArrayList<>();
    private StructureDraft structure;
    private FindingDraft finding;

    private ExamParser(String key, Map<String, String> shared) {
        this.key = key;
        this.shared = shared;
    }

    static Exam parse(String key, List<String> lines, Map<String, String> shared) {
        ExamParser parser = new ExamParser(key, shared);
        for (int i = 0; i < lines.size(); i++) {
            parser.readNumbered(i + 1, lines.get(i));
        }
        return parser.exam();
    }

    private void readNumbered(int number, String line) {
        try {
            if (!line.isBlank() && !line.startsWith("#")) {
                read(expand(line.strip()));
            }
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("exam " + key + " line " + number + ": " + e.getMessage(), e);
        }
    }

    private String expand(String line) {
        String text = line;
        for (Map.Entry<String, String> phrase : shared.entrySet()) {
            text = text.replace("<" + phrase.getKey() + ">", phrase.getValue());
        }
        return text;
    }

    private void read(String line) {
        String rest = line.length() > 2 ? line.substring(2).strip() : "";
        switch (line.length() > 1 && line.charAt(1) == ' ' ? line.charAt(0) : ' ') {
            case '=' -> startStructure(rest);
            case 'n' -> structure.normal.add(Phrase.parse(rest));
            case 'o' -> structure.otherwise.add(Phrase.parse(rest));
            case 'x' -> structure.otherSide.add(Phrase.parse(rest));
            case 'b' -> structure.notNormalWith.addAll(split(rest, ","));
            case '*' -> startFinding(rest);
            case '+' -> finding.texts.add(Phrase.parse(rest));
            case '>' -> finding.impression = Phrase.parse(rest);
            case '?' -> finding.accepted.addAll(split(rest, ";"));
            case '!' -> readAdvice(rest);
            default -> readAssignment(line);
        }
    }

    private void readAssignment(String line) {
        if (finding != null) {
            String[] parts = cut(line, "=");
            finding.slots.add(Slot.parse(parts[0], parts[1]));
            return;
        }
        String[] parts = cut(line, ":");
        if (parts[0].equals("absent")) {
            String[] negative = cut(parts[1] + " ", "!");
            negatives.add(new Exam.Negative(negative[0], Set.copyOf(split(negative[1], ","))));
        } else {
            head.put(parts[0], parts[1]);
        }
    }

    private void readAdvice(String rest) {
        String[] parts = cut(rest, "=>");
        finding.advice.add(Phrase.parse(parts[0]));
        finding.advised = Phrase.parse(parts[1]);
    }

    private void startStructure(String rest) {
        endStructure();
        String[] parts = cut(rest, "|");
        structure = new StructureDraft(parts[0], parts[1]);
    }

    private void startFinding(String rest) {
        endFinding();
        List<String> parts = split(rest, "\\|");
        finding = new FindingDraft();
        finding.key = parts.get(0);
        finding.urgency = Integer.parseInt(parts.get(1));
        finding.changes = Change.ofLetters(parts.size() > 2 ? parts.get(2).replace("-", "") : "");
        finding.group = parts.size() > 3 ? parts.get(3) : finding.key;
    }

    private void endFinding() {
        if (finding != null) {
            structure.findings.add(finding.build());
            finding = null;
        }
    }

    private void endStructure() {
        endFinding();
        if (structure != null) {
            structures.add(structure.build());
        }
    }

    private Exam exam() {
        endStructure();
        return new Exam(
                key,
                required("modality"),
                required("region"),
                Integer.parseInt(required("weight")),
                head.containsKey("one-sided"),
                split(required("procedure"), "\\|"),
                split(required("technique"), "\\|"),
                required("normal"),
                List.copyOf(negatives),
                List.copyOf(structures));
    }

    private String required(String name) {
        String value = head.get(name);
        if (value == null) {
            throw new IllegalArgumentException("exam " + key + " lacks " + name);
        }
        return value;
    }

    private static String[] cut(String text, String separator) {
        int at = text.indexOf(separator);
        if (at < 0) {
            throw new IllegalArgumentException("expected '" + separator + "' in: " + text);
        }
        return new String[] {
            text.substring(0, at).strip(),
            text.substring(at + separator.length()).strip()
        };
    }

    private static List<String> split(String text, String separator) {
        return Arrays.stream(text.split(separator))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.toList());
    }

    private static final class StructureDraft {
        private final String key;
        private final String label;
        private final List<Phrase> normal = new ArrayList<>();
        private final List<Phrase> otherwise = new ArrayList<>();
        private final List<Phrase> otherSide = new ArrayList<>();
        private final List<String> notNormalWith = new ArrayList<>();
        private final List<Finding> findings = new ArrayList<>();

        StructureDraft(String key, String label) {
            this.key = key;
            this.label = label;
        }

        Structure build() {
            return new Structure(key, label, normal, otherwise, otherSide, Set.copyOf(notNormalWith), findings);
        }
    }

    private static final class FindingDraft {
        private String key;
        private String group;
        private int urgency;
        private List<Change> changes;
        private final List<Slot> slots = new ArrayList<>();
        private final List<Phrase> texts = new ArrayList<>();
        private Phrase impression = Phrase.parse("");
        private final List<String> accepted = new ArrayList<>();
        private final List<Phrase> advice = new ArrayList<>();
        private Phrase advised = Phrase.parse("");

        Finding build() {
            if (accepted.isEmpty()) {
                accepted.add(key.replaceFirst(" \\(.*\\)$", ""));
            }
            return new Finding(key, group, urgency, changes, slots, texts, impression, accepted, advice, advised);
        }
    }
}
