package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.radiologygpt.draft.Objection;

/**
 * Organs and words of one sex do not belong in the draft for a patient of the other, unless the report itself has them:
 * who reads the images knows more than the order.
 */
final class SexGuard implements Guard {
    private static final Set<String> KNOWN = Set.of("female", "male");

    @Override
    public String name() {
        return "sex";
    }

    @Override
    public List<Objection> objections(DraftReading reading) {
        String sex = reading.report().patient().sex().toLowerCase(Locale.ROOT);
        Set<String> told = ExamFacet.SEX.told(reading.read(reading.everything()));
        told.addAll(ExamFacet.SEX.told(reading.read(Source.ordered(reading.report()))));
        List<Objection> objections = new ArrayList<>();
        for (ExamFacet.Said said : ExamFacet.SEX.said(reading.draft())) {
            boolean other = KNOWN.contains(sex) ? !said.what().equals(sex) : !told.isEmpty();
            if (other && !told.contains(said.what())) {
                objections.add(Objection.of("of a " + said.what() + " patient, the report is not", said.place()));
            }
        }
        return objections;
    }
}
