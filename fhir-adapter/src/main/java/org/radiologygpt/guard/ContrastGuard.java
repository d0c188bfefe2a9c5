package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.radiologygpt.draft.Objection;

/** Nothing enhances where no contrast was given, and no examination with contrast is called one without. */
final class ContrastGuard implements Guard {
    @Override
    public String name() {
        return "contrast";
    }

    @Override
    public List<Objection> objections(DraftReading reading) {
        Set<String> known = ExamFacet.CONTRAST.told(reading.read(reading.everything()));
        known.addAll(ExamFacet.CONTRAST.named(reading.read(Source.ordered(reading.report()))));
        if (known.contains("both")) {
            return List.of();
        }
        List<Objection> objections = new ArrayList<>();
        for (ExamFacet.Said said : ExamFacet.CONTRAST.said(reading.draft())) {
            if (isWrong(said.what(), known) && !Elsewhere.isMeant(said.sentence(), reading.draft())) {
                objections.add(Objection.of(
                        said.what().equals("without")
                                ? "without contrast, the examination had it"
                                : "with contrast, the report tells of none",
                        said.place()));
            }
        }
        return objections;
    }

    private static boolean isWrong(String said, Set<String> known) {
        return said.equals("without") ? known.contains("with") && !known.contains("without") : !known.contains("with");
    }
}
