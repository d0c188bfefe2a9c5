package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.radiologygpt.draft.Objection;
import org.radiologygpt.report.RadiologyReport;

/**
 * The draft speaks of the examination that was made: no CT of a radiograph, no signal of a CT. What it recommends or
 * compares with may be any.
 */
final class ModalityGuard implements Guard {
    @Override
    public String name() {
        return "modality";
    }

    @Override
    public List<Objection> objections(DraftReading reading) {
        Set<String> known = known(reading);
        List<Objection> objections = new ArrayList<>();
        if (known.isEmpty()) {
            return objections;
        }
        for (ExamFacet.Said said : ExamFacet.MODALITY.said(reading.draft())) {
            if (!known.contains(said.what())
                    && !(said.named() && Elsewhere.isMeant(said.sentence(), reading.draft()))) {
                objections.add(Objection.of("other examination than the report's: " + said.what(), said.place()));
            }
        }
        return objections;
    }

    private static Set<String> known(DraftReading reading) {
        RadiologyReport report = reading.report();
        Set<String> known = ExamFacet.MODALITY.told(reading.read(reading.everything()));
        known.addAll(ExamFacet.MODALITY.named(reading.read(Source.ordered(report))));
        known.addAll(ExamFacet.MODALITY.named(reading.read(report.order().section())));
        return known;
    }
}
