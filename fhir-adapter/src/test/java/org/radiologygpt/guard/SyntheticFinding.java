package org.radiologygpt.guard;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * A finding of a synthetic report ({@code synthetic-findings.tsv}) with what was drawn for it.
 *
 * @param kind its row
 * @param slots values as {@code side -> left}, for the sentences' {@code {side}}
 */
record SyntheticFinding(Kind kind, Map<String, String> slots) {

    /**
     * A row of the table.
     *
     * @param mark critical, malignant, benign, mass, device or empty
     * @param noun what the finding is called
     * @param findings sentences that state it in the findings
     * @param impressions sentences that state it in the impression
     */
    record Kind(String exam, String name, String mark, String noun, List<String> findings, List<String> impressions) {
        static Kind of(String[] row) {
            return new Kind(row[0], row[1], row[2], row[3], List.of(row[4].split("\\|")), List.of(row[5].split("\\|")));
        }
    }

    boolean has(String slot) {
        return kind.impressions().stream().allMatch(sentence -> sentence.contains("{" + slot + "}"));
    }

    boolean is(String mark) {
        return kind.mark().equals(mark);
    }

    String get(String slot) {
        return slots.get(slot);
    }

    /** The same finding with another value. */
    SyntheticFinding with(String slot, String value) {
        Map<String, String> changed = new HashMap<>(slots);
        changed.put(slot, value);
        return new SyntheticFinding(kind, Map.copyOf(changed));
    }

    String inFindings(Random random) {
        return sentence(kind.findings(), random);
    }

    String inImpression(Random random) {
        return sentence(kind.impressions(), random);
    }

    private String sentence(List<String> templates, Random random) {
        String sentence = templates.get(random.nextInt(templates.size()));
        for (Map.Entry<String, String> slot : slots.entrySet()) {
            sentence = sentence.replace("{" + slot.getKey() + "}", slot.getValue());
        }
        return capital(sentence.replaceAll("\\b([Aa]) (?=[aeiou8])", "$1n "));
    }

    static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
