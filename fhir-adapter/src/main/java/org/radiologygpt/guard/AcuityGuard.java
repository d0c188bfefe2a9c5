package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.radiologygpt.draft.Objection;

/** A finding is as old in the draft as in the findings: acute is not chronic, and a fracture of no age is not old. */
final class AcuityGuard implements Guard {
    /** What is treated at once unless it is old. */
    private static final Set<String> URGENT_UNLESS_OLD = Words.set("""
            fracture infarct hemorrhage hematoma deep_vein_thrombosis pulmonary_embolism aortic_dissection thrombus
            """);

    /** Words of a sentence that say or show that a thing is old. */
    private static final Set<String> SIGNS_OF_AGE = Words.set("""
            unchanged stable encephalomalacia gliosis remodeled callus healed healing sclerotic corticated known
            prior previous history degenerative postoperative calcified residual sequela sequelae again united union
            """);

    @Override
    public String name() {
        return "acuity";
    }

    @Override
    public List<Objection> objections(DraftReading reading) {
        List<Objection> objections = new ArrayList<>();
        for (Mention mention : reading.draft().mentions()) {
            Set<Quality> drafted = Quality.of(mention.qualities(), false);
            if (drafted.size() != 1 || mention.term().isOrgan() || mention.isNegated()) {
                continue;
            }
            List<Mention> sources = Counterparts.of(mention, reading);
            if (!sources.isEmpty() && isOther(mention, drafted, sources, reading.findings())) {
                objections.add(reading.objection(
                        "age not as in the findings: " + mention.term().spoken(),
                        mention.place(),
                        sources.get(0).place()));
            }
        }
        return objections;
    }

    private static boolean isOther(
            Mention mention, Set<Quality> drafted, List<Mention> sources, ClinicalText findings) {
        Set<Quality> known = EnumSet.noneOf(Quality.class);
        sources.forEach(source -> known.addAll(Quality.of(source.qualities(), false)));
        if (!known.isEmpty()) {
            return Collections.disjoint(known, drafted);
        }
        return drafted.contains(Quality.CHRONIC)
                && mention.term().kinds().stream().anyMatch(URGENT_UNLESS_OLD::contains)
                && sources.stream().noneMatch(source -> looksOld(source, findings));
    }

    private static boolean looksOld(Mention source, ClinicalText findings) {
        return source.historical()
                || findings.sentenceOf(source).words().stream().anyMatch(SIGNS_OF_AGE::contains);
    }
}
