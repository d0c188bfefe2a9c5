package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.radiologygpt.draft.Objection;

/**
 * The draft calls nothing malignant that the report neither calls nor describes so, and nothing benign that the report
 * fears to be malignant.
 */
final class MalignancyGuard implements Guard {
    private enum Nature {
        MALIGNANT,
        BENIGN,
        HINT,
        NONE
    }

    private static final WordTable<Nature> WORDS = WordTable.of(
            GuardTable.rows("malignancy-words.tsv").stream(), row -> Nature.valueOf(row[0].toUpperCase(Locale.ROOT)));

    @Override
    public String name() {
        return "malignancy";
    }

    @Override
    public List<Objection> objections(DraftReading reading) {
        Set<Nature> known = natures(reading.read(reading.everything()));
        Set<Nature> found = natures(reading.findings());
        List<Objection> objections = new ArrayList<>();
        for (WordTable.Hit<Nature> hit : affirmed(reading.draft())) {
            boolean feared = hit.value() == Nature.MALIGNANT
                    && !known.contains(Nature.MALIGNANT)
                    && (found.contains(Nature.BENIGN) || !found.contains(Nature.HINT));
            boolean belittled =
                    hit.value() == Nature.BENIGN && found.contains(Nature.MALIGNANT) && !found.contains(Nature.BENIGN);
            if (feared) {
                objections.add(Objection.of("malignancy that the report does not tell of", hit.place()));
            } else if (belittled) {
                objections.add(Objection.of("benign, the report fears malignancy", hit.place()));
            }
        }
        return objections;
    }

    private static Set<Nature> natures(ClinicalText text) {
        Set<Nature> natures = EnumSet.noneOf(Nature.class);
        affirmed(text).forEach(hit -> natures.add(hit.value()));
        return natures;
    }

    private static List<WordTable.Hit<Nature>> affirmed(ClinicalText text) {
        return WORDS.in(text).stream()
                .filter(hit -> text.sentences().get(hit.sentence()).polarity(hit.start(), hit.end())
                        != Mention.Polarity.NEGATED)
                .toList();
    }
}
