package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.List;
import org.radiologygpt.draft.Objection;

/**
 * Nothing is invented: a critical finding in the draft must be named somewhere in the report, any other at least be
 * concluded from it, and every statement must share a finding, an organ or a word with it.
 */
final class UnsupportedFindingGuard implements Guard {
    @Override
    public String name() {
        return "unsupported_finding";
    }

    @Override
    public List<Objection> objections(DraftReading reading) {
        ClinicalText source = reading.read(reading.everything());
        List<Objection> objections = new ArrayList<>();
        for (Mention mention : reading.draft().mentions()) {
            if (!mention.isNegated() && isInvented(mention, source)) {
                objections.add(
                        Objection.of("not in the report: " + mention.term().spoken(), mention.place()));
            }
        }
        Statements.foreign(reading.draft(), source)
                .forEach(sentence ->
                        objections.add(Objection.of("a statement shares nothing with the report", sentence.place())));
        return objections;
    }

    /** A critical finding must be named; another may also be concluded. */
    private static boolean isInvented(Mention mention, ClinicalText source) {
        Term term = mention.term();
        if (term.isCritical()) {
            return source.kinOf(term).isEmpty();
        }
        return !term.isOrgan() && !Inferences.isSound(term, source);
    }
}
