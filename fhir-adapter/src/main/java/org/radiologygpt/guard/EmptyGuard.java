package org.radiologygpt.guard;

import java.util.List;
import org.radiologygpt.draft.Objection;

/** The draft says something: a word of letters, and not the template's own. */
final class EmptyGuard implements Guard {
    private static final List<String> TEMPLATE = List.of("###", "<s>", "</s>", "\uFFFD");

    @Override
    public String name() {
        return "empty";
    }

    @Override
    public List<Objection> objections(DraftReading reading) {
        String impression = reading.impression();
        if (TEMPLATE.stream().anyMatch(impression::contains)) {
            return List.of(Objection.of("holds marks of the template"));
        }
        boolean says = Words.of(impression).stream()
                .anyMatch(word -> Character.isLetter(word.charAt(0)) && !word.equals("impression"));
        return says ? List.of() : List.of(Objection.of("no words"));
    }
}
