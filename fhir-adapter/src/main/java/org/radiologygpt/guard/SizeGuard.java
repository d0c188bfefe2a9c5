package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.radiologygpt.draft.Objection;

/** A finding is as large or as severe in the draft as in the findings: small, moderate or large. */
final class SizeGuard implements Guard {
    @Override
    public String name() {
        return "size";
    }

    @Override
    public List<Objection> objections(DraftReading reading) {
        List<Objection> objections = new ArrayList<>();
        for (Mention mention : reading.draft().mentions()) {
            Set<Quality> drafted = Quality.of(mention.qualities(), true);
            if (drafted.isEmpty() || mention.term().isOrgan() || mention.isNegated()) {
                continue;
            }
            List<Mention> sources = Counterparts.of(mention, reading);
            Set<Quality> known = EnumSet.noneOf(Quality.class);
            sources.forEach(source -> known.addAll(Quality.of(source.qualities(), true)));
            boolean invented = known.isEmpty()
                    && drafted.contains(Quality.LARGE)
                    && sources.stream().noneMatch(source -> saysLarge(source, reading.findings()));
            boolean changed = !known.isEmpty() && Collections.disjoint(known, drafted);
            if (!sources.isEmpty() && (invented || changed)) {
                objections.add(reading.objection(
                        "size not as in the findings: " + spoken(drafted) + " "
                                + mention.term().spoken(),
                        mention.place(),
                        sources.get(0).place()));
            }
        }
        return objections;
    }

    /** {@code Marked pelvicaliectasis, consistent with hydronephrosis}: the size is of the sign, and so of what it shows. */
    private static boolean saysLarge(Mention source, ClinicalText findings) {
        return findings.sentenceOf(source).qualities().contains(Quality.LARGE);
    }

    private static String spoken(Set<Quality> qualities) {
        return qualities.iterator().next().name().toLowerCase(Locale.ROOT);
    }
}
