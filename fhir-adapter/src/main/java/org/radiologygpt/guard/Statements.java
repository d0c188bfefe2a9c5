package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether what a draft states is about what the report is about at all. */
final class Statements {
    private static final int STEM = 5;

    /** Words that say how much, where or since when, and so may stand in any report. */
    private static final Set<String> GENERIC = Words.set("""
            left right bilateral small tiny trace minimal mild moderate large severe marked slight acute
            subacute chronic there this that with which from seen noted present identified demonstrated
            demonstrate measuring measure finding evidence likely possible probable patient within also have
            been these study examination exam image report impression diagnosi diagnosis
            """);

    /** Words of a statement that names nothing new: all is normal, as before, or somebody should look again. */
    private static final Set<String> PLAIN = Words.set("""
            no not none without normal unremarkable negative clear stable unchanged intact change resolved
            recommend recommended recommendation follow correlate correlation clinical clinically comparison
            prior previous above below discussed consider
            """);

    private Statements() {}

    /** Statements of a draft that share neither a term nor a word with the report. */
    static List<Sentence> foreign(ClinicalText draft, ClinicalText report) {
        Set<String> known = report.sentences().stream()
                .flatMap(sentence -> sentence.words().stream())
                .map(Statements::stem)
                .collect(Collectors.toSet());
        Set<String> devices =
                PlacedDevice.in(report).stream().map(PlacedDevice::name).collect(Collectors.toSet());
        List<Sentence> foreign = new ArrayList<>();
        for (int number = 0; number < draft.sentences().size(); number++) {
            List<String> words = draft.sentences().get(number).words();
            boolean shared = words.stream()
                    .anyMatch(word -> PLAIN.contains(word) || isContent(word) && known.contains(stem(word)));
            if (!shared && !isContentless(words) && !namesKin(draft, number, report) && !isOf(devices, draft, number)) {
                foreign.add(draft.sentences().get(number));
            }
        }
        return foreign;
    }

    private static boolean namesKin(ClinicalText draft, int sentence, ClinicalText report) {
        return draft.mentions().stream()
                .filter(mention -> mention.sentence() == sentence)
                .anyMatch(mention -> !report.kinOf(mention.term()).isEmpty());
    }

    private static boolean isOf(Set<String> devices, ClinicalText draft, int sentence) {
        Sentence statement = draft.sentences().get(sentence);
        return PlacedDevice.in(new ClinicalText(List.of(statement))).stream()
                .anyMatch(device -> devices.contains(device.name()));
    }

    private static boolean isContentless(List<String> words) {
        return words.stream().noneMatch(Statements::isContent);
    }

    private static boolean isContent(String word) {
        return word.length() > 3 && Character.isLetter(word.charAt(0)) && !GENERIC.contains(word);
    }

    private static String stem(String word) {
        return word.substring(0, Math.min(STEM, word.length()));
    }
}
