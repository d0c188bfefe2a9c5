package org.radiologygpt.deid;

import java.util.EnumMap;
import java.util.List;
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
 */
public record DeidAudit(Map<PhiKind, Integer> removed, Map<String, Integer> dropped, int keptClinical) {
    public DeidAudit {
        Map<PhiKind, Integer> kinds = new EnumMap<>(PhiKind.class);
        kinds.putAll(removed);
        removed = java.util.Collections.unmodifiableMap(kinds);
        dropped = java.util.Collections.unmodifiableMap(new TreeMap<>(dropped));
    }

    /** Nothing done yet. */
    public static DeidAudit none() {
        return new DeidAudit(Map.of(), Map.of(), 0);
    }

    /** Of texts that were cleaned together. */
    public static DeidAudit of(List<Deidentified> clean, List<KnownIdentifier> known) {
        Map<PhiKind, Integer> removed = new EnumMap<>(PhiKind.class);
        clean.forEach(text -> text.removed().forEach(span -> removed.merge(span.kind(), 1, Integer::sum)));
        return new DeidAudit(removed, Map.of(), kept(clean, known));
    }

    /** Both together. */
    public DeidAudit plus(DeidAudit other) {
        Map<PhiKind, Integer> kinds = new EnumMap<>(PhiKind.class);
        kinds.putAll(removed);
        other.removed.forEach((kind, count) -> kinds.merge(kind, count, Integer::sum));
        Map<String, Integer> places = new TreeMap<>(dropped);
        other.dropped.forEach((place, count) -> places.merge(place, count, Integer::sum));
        return new DeidAudit(kinds, places, keptClinical + other.keptClinical);
    }

    /** A word of a known name that is still there passed the leak check: its context was held for clinical. */
    private static int kept(List<Deidentified> clean, List<KnownIdentifier> known) {
        Set<String> names = known.stream()
                .filter(KnownIdentifier.Name.class::isInstance)
                .flatMap(name -> KnownPerson.of(((KnownIdentifier.Name) name).name()).parts().stream())
                .filter(Vocabulary::isAmbiguous)
                .filter(word -> !Vocabulary.isFunctionWord(word))
                .collect(Collectors.toSet());
        if (names.isEmpty()) {
            return 0;
        }
        return (int) clean.stream()
                .flatMap(text -> Token.of(text.text()).stream())
                .filter(token -> names.contains(token.folded()))
                .count();
    }
}
