package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.radiologygpt.draft.TextSpan;

/** What can be told of an examination by its words ({@code exam-words.tsv}). */
enum ExamFacet {
    MODALITY,
    CONTRAST,
    SEX;

    private enum Role {
        NAMED,
        IMPLIED
    }

    /**
     * What words say of an examination.
     *
     * @param what as {@code ct}, {@code without}, {@code female}
     */
    private record Meaning(String what, Role role) {}

    /**
     * Words of a draft that say something of the examination.
     *
     * @param what as {@code ct}
     * @param named true for the name of the examination, false for words that only such a one gives rise to
     * @param sentence number of the sentence
     */
    record Said(String what, boolean named, int sentence, TextSpan place) {}

    private final WordTable<Meaning> words = WordTable.of(
            GuardTable.rows("exam-words.tsv").stream().filter(row -> row[0].equals(name().toLowerCase(Locale.ROOT))),
            row -> new Meaning(row[1], Role.valueOf(row[2].toUpperCase(Locale.ROOT))));

    /** What a draft says. */
    List<Said> said(ClinicalText draft) {
        List<Said> said = new ArrayList<>();
        for (WordTable.Hit<Meaning> hit : words.in(draft)) {
            Meaning meaning = hit.value();
            if (!meaning.what().equals("none")) {
                said.add(new Said(meaning.what(), meaning.role() == Role.NAMED, hit.sentence(), hit.place()));
            }
        }
        return said;
    }

    /** What a text names or implies. */
    Set<String> told(ClinicalText text) {
        return told(text, EnumSet.allOf(Role.class));
    }

    /** What a text names. */
    Set<String> named(ClinicalText text) {
        return told(text, EnumSet.of(Role.NAMED));
    }

    private Set<String> told(ClinicalText text, Set<Role> roles) {
        return words.in(text).stream()
                .map(WordTable.Hit::value)
                .filter(meaning ->
                        roles.contains(meaning.role()) && !meaning.what().equals("none"))
                .map(Meaning::what)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
