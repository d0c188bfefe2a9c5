package org.radiologygpt.deid;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Puts replacements where identifiers stood, in all texts of one report by one numbering. */
final class Replacing {

    /** What stands for one identifier. */
    private interface Replacement {
        String of(Span span, String surface);
    }

    private final List<String> texts;
    private final List<List<Span>> spans;

    Replacing(JoinedTexts texts, List<Span> found) {
        this.texts = texts.texts();
        this.spans = texts.divided(found);
    }

    /** {@code ___} for each. */
    List<Deidentified> masked() {
        return rendered((span, surface) -> "___", PlaceholderMap.empty());
    }

    /** Realistic values. */
    List<Deidentified> replaced(Surrogates surrogates) {
        return rendered(surrogates::replacement, PlaceholderMap.empty());
    }

    /**
     * Placeholders. What looks like one in the texts themselves keeps its meaning: its number is not given again.
     *
     * @throws DeidentificationException where restoring would not give the texts back
     */
    List<Deidentified> numbered() {
        Set<String> literal = PlaceholderMap.literals(rendered((span, surface) -> "[]", PlaceholderMap.empty()).stream()
                .map(Deidentified::text)
                .toList());
        PlaceholderMap.Builder numbering = new PlaceholderMap.Builder(literal);
        List<Deidentified> clean = rendered(
                (span, surface) -> span.kind() == PhiKind.AGE
                        ? Surrogates.OLD_AGE
                        : numbering.placeholder(span.kind(), span.identity(), surface),
                PlaceholderMap.empty());
        PlaceholderMap map = numbering.build();
        requireReversible(clean, map);
        return clean.stream()
                .map(text -> new Deidentified(text.text(), text.removed(), map))
                .toList();
    }

    private void requireReversible(List<Deidentified> clean, PlaceholderMap map) {
        List<Deidentified> original = rendered(
                (span, surface) -> span.kind() == PhiKind.AGE ? Surrogates.OLD_AGE : surface, PlaceholderMap.empty());
        for (int i = 0; i < texts.size(); i++) {
            Restored restored = map.restore(clean.get(i).text());
            if (!restored.unresolved().isEmpty()
                    || !restored.text().equals(original.get(i).text())) {
                throw new DeidentificationException(
                        DeidentificationException.Reason.DEIDENTIFIER_FAULT, "placeholders would not restore the text");
            }
        }
    }

    private List<Deidentified> rendered(Replacement replacement, PlaceholderMap map) {
        List<Deidentified> rendered = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            rendered.add(rendered(texts.get(i), spans.get(i), replacement, map));
        }
        return rendered;
    }

    private static Deidentified rendered(String text, List<Span> spans, Replacement replacement, PlaceholderMap map) {
        StringBuilder clean = new StringBuilder(text.length() + 16);
        List<Removed> removed = new ArrayList<>();
        int from = 0;
        for (Span span : spans) {
            clean.append(text, from, span.start())
                    .append(replacement.of(span, text.substring(span.start(), span.end())));
            removed.add(new Removed(span.kind(), span.start(), span.end()));
            from = span.end();
        }
        clean.append(text, from, text.length());
        return new Deidentified(clean.toString(), removed, map);
    }
}
