package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.radiologygpt.draft.Objection;
import org.radiologygpt.report.SectionKind;

/**
 * A comparison of the draft needs one in the report: an examination compared with, or words of change; and where the
 * report knows only one direction of change, the draft must not name the other.
 */
final class PhantomPriorGuard implements Guard {
    private static final String NO_EXAMINATION =
            "(?is)(?:none|no|n/?a|not available|unavailable|no prior.*|no previous.*|no comparison.*|no relevant.*|nil|-+|none available)[.\\s]*";

    @Override
    public String name() {
        return "phantom_prior";
    }

    @Override
    public List<Objection> objections(DraftReading reading) {
        Set<Change> known = Change.in(reading.read(reading.everything()));
        boolean compared = reading.report()
                .text(SectionKind.COMPARISON)
                .filter(text -> !text.strip().matches(NO_EXAMINATION))
                .isPresent();
        List<Objection> objections = new ArrayList<>();
        for (WordTable.Hit<Change.Word> claim : Change.claims(reading.draft())) {
            if (isWished(claim, reading.draft())) {
                continue;
            }
            if (known.isEmpty() && !compared) {
                objections.add(Objection.of("comparison without a comparison in the report", claim.place()));
            } else if (isOpposed(claim.value().change(), known)) {
                objections.add(Objection.of("change the other way than in the report", claim.place()));
            }
        }
        return objections;
    }

    /** {@code Comparison with old films would be useful}, {@code follow-up to confirm stability}: not compared, to be compared. */
    private static boolean isWished(WordTable.Hit<Change.Word> claim, ClinicalText draft) {
        Change change = claim.value().change();
        return !change.isRise()
                && change != Change.LESS
                && Advice.in(draft.sentences().get(claim.sentence()).text()).isPresent();
    }

    private static boolean isOpposed(Change claim, Set<Change> known) {
        boolean rises = known.stream().anyMatch(Change::isRise);
        boolean falls = known.stream().anyMatch(Change::isFall);
        return claim.isRise() && falls && !rises || claim.isFall() && rises && !falls;
    }
}
