package org.radiologygpt.deid;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.radiologygpt.report.KnownIdentifier;

/**
 * What de-identification did, in numbers only: fit for logs, metrics and a privacy officer.
 *
 * @param removed identifiers removed, by kind
 * @param dropped fields and elements that the policy does not let pass, by the standard's name of their place
 * @param keptClinical words of known names that stayed because their context is clinical, as {@code white matter}
 * @param takenAsName words of reports that went because their context speaks of the person called so, as {@code Dr. White}
 */
public record DeidAudit(
        Map<PhiKind, Integer> removed, Map<String, Integer> dropped, int keptClinical, int takenAsName) {
    public DeidAudit {
        Map<PhiKind, Integer> kinds = new EnumMap<>(PhiKind.class);
        kinds.putAll(removed);
        removed = java.util.Collections.unmodifiableMap(kinds);
        dropped = java.util.Collections.unmodifiableMap(new TreeMap<>(dropped));
    }

    /** Nothing done yet. */
    public static DeidAudit none() {
        return new DeidAudit(Map.of(), Map.of(), 0, 0);
    }

    /**
     * Of texts that were cleaned together.
     *
     * @param clean in the order of their originals
     */
    public static DeidAudit of(List<Deidentified> clean, List<String> originals, List<KnownIdentifier> known) {
        Map<PhiKind, Integer> removed = new EnumMap<>(PhiKind.class);
        clean.forEach(text -> text.removed().forEach(span -> removed.merge(span.kind(), 1, Integer::sum)));
        Set<String> names = doubtful(known);
        return names.isEmpty()
                ? new DeidAudit(removed, Map.of(), 0, 0)
                : new DeidAudit(removed, Map.of(), kept(clean, names), taken(clean, originals, names));
    }

    /** Both together. */
    public DeidAudit plus(DeidAudit other) {
        Map<PhiKind, Integer> kinds = new EnumMap<>(PhiKind.class);
        kinds.putAll(removed);
        other.removed.forEach((kind, count) -> kinds.merge(kind, count, Integer::sum));
        Map<String, Integer> places = new TreeMap<>(dropped);
        other.dropped.forEach((place, count) -> places.merge(place, count, Integer::sum));
        return new DeidAudit(kinds, places, keptClinical + other.keptClinical, takenAsName + other.takenAsName);
    }

    /**
     * Whether a name consists of words of reports alone, as {@code White}: its context decides whether it goes, and the
     * choice is counted here.
     */
    public static boolean isAlsoAWord(String name) {
        return Token.wordsOf(name.toLowerCase(Locale.ROOT)).stream()
                .map(Folding::fold)
                .allMatch(Vocabulary::isAmbiguous);
    }

    /** Words by which known people are called and which are words of reports too. */
    private static Set<String> doubtful(List<KnownIdentifier> known) {
        return known.stream()
                .filter(KnownIdentifier.Name.class::isInstance)
                .flatMap(name -> KnownPerson.of(((KnownIdentifier.Name) name).name()).parts().stream())
                .filter(Vocabulary::isAmbiguous)
                .filter(word -> !Vocabulary.isFunctionWord(word))
                .collect(Collectors.toSet());
    }

    /** A word of a known name that is still there passed the leak check: its context was held for clinical. */
    private static int kept(List<Deidentified> clean, Set<String> names) {
        return clean.stream().mapToInt(text -> count(text.text(), names)).sum();
    }

    private static int taken(List<Deidentified> clean, List<String> originals, Set<String> names) {
        int taken = 0;
        for (int i = 0; i < clean.size(); i++) {
            for (Removed span : clean.get(i).removed()) {
                taken += span.kind() == PhiKind.NAME
                        ? count(originals.get(i).substring(span.start(), span.end()), names)
                        : 0;
            }
        }
        return taken;
    }

    private static int count(String text, Set<String> names) {
        return (int) Token.of(text).stream()
                .filter(token -> names.contains(token.folded()))
                .count();
    }
}
