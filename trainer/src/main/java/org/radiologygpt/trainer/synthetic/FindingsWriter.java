package org.radiologygpt.trainer.synthetic;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the findings section: what is found, what is normal beside it, what is absent, in varying order and form. */
final class FindingsWriter {
    private static final int MOST_WORDS = 100;
    private static final double LABELLED = 0.15;
    private static final double IN_EXAM_ORDER = 0.6;
    private static final double REMARK_BESIDE_FINDING = 0.35;
    private static final double NORMAL_LEFT_OUT = 0.07;
    private static final double LIST_OF_NEGATIVES = 0.8;

    private final Exam exam;
    private final List<Occurrence> occurrences;
    private final Dice dice;
    private int words;

    FindingsWriter(Exam exam, List<Occurrence> occurrences, Dice dice) {
        this.exam = exam;
        this.occurrences = occurrences;
        this.dice = dice;
        this.words = occurrences.stream().mapToInt(o -> wordsIn(o.text())).sum();
    }

    String write() {
        boolean labelled = dice.chance(LABELLED);
        List<Structure> order = dice.chance(IN_EXAM_ORDER) ? exam.structures() : dice.shuffled(exam.structures());
        String negatives = dice.chance(LIST_OF_NEGATIVES) ? negatives() : "";
        words += wordsIn(negatives);
        Map<String, String> paragraphs = paragraphs();
        List<String> parts = new ArrayList<>();
        for (Structure structure : order) {
            String paragraph = paragraphs.getOrDefault(structure.key(), "");
            if (!paragraph.isEmpty()) {
                parts.add(labelled ? labelled(structure.label() + ": ", paragraph) : paragraph);
            }
        }
        if (!negatives.isEmpty()) {
            parts.add(labelled ? parts.size() : dice.between(0, parts.size()), negatives);
        }
        return Wording.polish(String.join(labelled ? "\n" : " ", parts));
    }

    private static String labelled(String label, String paragraph) {
        return paragraph.startsWith(label) ? paragraph : label + paragraph;
    }

    /** Structures are visited in random order so that no normal sentence is always the one cut for length. */
    private Map<String, String> paragraphs() {
        return dice.shuffled(exam.structures()).stream().collect(Collectors.toMap(Structure::key, this::paragraph));
    }

    private String paragraph(Structure structure) {
        List<Occurrence> here =
                occurrences.stream().filter(o -> o.structure() == structure).toList();
        return here.isEmpty() ? normal(structure) : abnormal(structure, here);
    }

    private String normal(Structure structure) {
        if (structure.normal().isEmpty()
                || disturbed(structure)
                || dice.chance(occurrences.isEmpty() ? 0 : NORMAL_LEFT_OUT)) {
            return "";
        }
        return withinLength(dice.pick(structure.normal()).render(dice, Map.of()));
    }

    private boolean disturbed(Structure structure) {
        return occurrences.stream()
                .anyMatch(o -> structure.notNormalWith().contains(o.finding().group()));
    }

    private String abnormal(Structure structure, List<Occurrence> here) {
        List<String> sentences = new ArrayList<>();
        dice.shuffled(here).forEach(o -> sentences.add(o.text()));
        if (dice.chance(REMARK_BESIDE_FINDING)) {
            sentences.add(withinLength(remark(structure, here)));
        }
        return String.join(" ", sentences).strip();
    }

    private String remark(Structure structure, List<Occurrence> here) {
        Set<Side> sides = here.stream().map(Occurrence::side).collect(Collectors.toSet());
        boolean oneSide = sides.equals(Set.of(Side.LEFT)) || sides.equals(Set.of(Side.RIGHT));
        if (oneSide && !structure.otherSide().isEmpty() && dice.chance(0.7)) {
            String other = sides.contains(Side.LEFT) ? "right" : "left";
            return dice.pick(structure.otherSide()).render(dice, Map.of("other", other));
        }
        return structure.otherwise().isEmpty()
                ? ""
                : dice.pick(structure.otherwise()).render(dice, Map.of());
    }

    private String negatives() {
        Set<String> present = new HashSet<>();
        occurrences.forEach(o -> present.add(o.finding().group()));
        List<String> absent = dice.shuffled(exam.negatives().stream()
                .filter(n -> n.contradictedBy().stream().noneMatch(present::contains))
                .map(Exam.Negative::name)
                .toList());
        if (absent.isEmpty()) {
            return "";
        }
        String list = enumerate(absent.subList(0, dice.between(1, Math.min(4, absent.size()))));
        return dice.pick(LEADS).formatted(list);
    }

    private static final List<String> LEADS = List.of(
            "No %s.",
            "There is no %s.",
            "No evidence of %s.",
            "There is no evidence of %s.",
            "Negative for %s.",
            "No %s is seen.",
            "No %s identified.");

    private static String enumerate(List<String> items) {
        int last = items.size() - 1;
        if (last < 2) {
            return String.join(" or ", items);
        }
        return String.join(", ", items.subList(0, last)) + ", or " + items.get(last);
    }

    private String withinLength(String sentence) {
        int length = wordsIn(sentence);
        if (words + length > MOST_WORDS) {
            return "";
        }
        words += length;
        return sentence;
    }

    private static int wordsIn(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }
}
