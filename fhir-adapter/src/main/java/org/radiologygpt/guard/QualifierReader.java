package org.radiologygpt.guard;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The words of size, age and gravity beside a term. */
final class QualifierReader {
    private static final Set<String> CLAUSE_BREAKS = Set.of(",", ";", ":", ".");
    private static final Set<String> QUALIFIERS = Words.set("""
            acute chronic old remote new large small tiny trace mild minimal moderate severe significant focal
            displaced definite suspicious discrete dominant active massive gross healed healing subacute
            recurrent residual tension obstructive obstructing calcified high grade critical complete frank
            confluent obvious overt drainable enlarging additional other further convincing bony pathologic
            sizable sizeable slight worsening increasing central segmental lobar measurable hemodynamically flow
            limiting traumatic pathologically solid aggressive destructive
            """);

    private final List<String> words;
    private final Triggers triggers;

    QualifierReader(List<String> words, Triggers triggers) {
        this.words = words;
        this.triggers = triggers;
    }

    Set<String> qualifiers(Found at) {
        Set<String> qualifiers = new HashSet<>();
        for (int index = at.start(); index < at.end(); index++) {
            addQualifier(index, qualifiers);
        }
        for (int index = at.start() - 1; index >= Math.max(0, at.start() - 6); index--) {
            if (triggers.stops(index)
                    || triggers.negates(index)
                    || CLAUSE_BREAKS.contains(words.get(index)) && !isAdjectiveComma(index)) {
                break;
            }
            addQualifier(index, qualifiers);
        }
        return qualifiers;
    }

    private boolean isAdjectiveComma(int index) {
        return words.get(index).equals(",") && index + 1 < words.size() && QUALIFIERS.contains(words.get(index + 1));
    }

    private void addQualifier(int index, Set<String> qualifiers) {
        if (QUALIFIERS.contains(words.get(index))) {
            qualifiers.add(words.get(index));
        }
    }
}
