package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.radiologygpt.draft.GuardVerdict;
import org.radiologygpt.report.RadiologyReport;

/** What the findings deny the draft must not affirm, and what they affirm it must not deny. */
final class NegationGuard implements Guard {
    private static final Set<String> OLD = Set.of("old", "chronic", "remote", "healed", "healing");
    private static final Set<String> RECENT = Set.of(
            "acute",
            "new",
            "subacute",
            "active",
            "recurrent",
            "additional",
            "other",
            "further",
            "worsening",
            "enlarging",
            "increasing");
    private static final Set<String> SMALL = Set.of("small", "tiny", "trace", "mild", "minimal", "slight");
    private static final Set<String> LARGE = Set.of(
            "large",
            "significant",
            "massive",
            "gross",
            "severe",
            "focal",
            "discrete",
            "dominant",
            "definite",
            "suspicious",
            "moderate",
            "obvious",
            "overt",
            "sizable",
            "sizeable",
            "frank",
            "high",
            "grade",
            "critical",
            "hemodynamically",
            "drainable",
            "obstructive",
            "obstructing",
            "displaced",
            "tension",
            "confluent",
            "measurable",
            "convincing",
            "pathologic",
            "central",
            "complete",
            "segmental",
            "lobar",
            "flow",
            "limiting",
            "solid",
            "bony",
            "pathologically",
            "aggressive",
            "destructive",
            "traumatic");

    @Override
    public String name() {
        return "negation";
    }

    @Override
    public GuardVerdict check(String impression, RadiologyReport report) {
        ClinicalText findings = ClinicalText.of(Source.findings(report));
        List<String> problems = new ArrayList<>();
        for (Mention mention : ClinicalText.of(impression).mentions()) {
            if (mention.term().isOrgan() || mention.historical()) {
                continue;
            }
            if (isAsserted(mention) && isDenied(mention, findings)) {
                problems.add("denied in the findings, affirmed in the draft: "
                        + mention.term().spoken());
            }
            if (mention.isNegated() && isAffirmed(mention, findings)) {
                problems.add("affirmed in the findings, denied in the draft: "
                        + mention.term().spoken());
            }
        }
        return Verdicts.of(name(), problems);
    }

    /** A critical finding is not to be feared either where the findings rule it out. */
    private static boolean isAsserted(Mention mention) {
        return mention.isAffirmed() || mention.term().isCritical() && !mention.isNegated();
    }

    /** The findings name the term, or what it is a kind of, and only to deny it. */
    private static boolean isDenied(Mention mention, ClinicalText findings) {
        boolean denied = false;
        for (Mention source : findings.kinOf(mention.term())) {
            if (!source.isNegated()) {
                return false;
            }
            boolean covers = mention.term().isA(source.term());
            boolean sameSide = source.sides().isEmpty()
                    || mention.sides().isEmpty()
                    || source.sides().containsAll(mention.sides());
            denied |= covers && sameSide && !isNarrower(source, mention);
        }
        return denied;
    }

    /** {@code No acute fracture} does not deny an old one, {@code no large effusion} not a small one. */
    private static boolean isNarrower(Mention denial, Mention affirmed) {
        if (meets(denial.qualifiers(), RECENT)) {
            return meets(affirmed.qualifiers(), OLD);
        }
        return meets(denial.qualifiers(), LARGE)
                && (meets(affirmed.qualifiers(), SMALL)
                        || !shares(denial, affirmed) && !affirmed.term().isCritical());
    }

    /** The findings affirm the term or one of its kinds on a side that the draft's denial covers. */
    private static boolean isAffirmed(Mention mention, ClinicalText findings) {
        return findings.mentions().stream()
                .filter(source -> source.term().isA(mention.term()) && source.isAffirmed() && !source.historical())
                .filter(source -> mention.sides().isEmpty()
                        || source.sides().isEmpty()
                        || mention.sides().stream().anyMatch(source.sides()::contains))
                .anyMatch(source -> !isSpared(mention, source));
    }

    /** What a qualified denial leaves open. */
    private static boolean isSpared(Mention denial, Mention source) {
        if (meets(source.qualifiers(), OLD) && meets(denial.qualifiers(), RECENT)) {
            return true;
        }
        if (denial.qualifiers().isEmpty() || shares(denial, source)) {
            return false;
        }
        boolean recent = meets(denial.qualifiers(), RECENT);
        return !(recent && source.term().isCritical());
    }

    private static boolean shares(Mention one, Mention other) {
        return meets(one.qualifiers(), other.qualifiers());
    }

    private static boolean meets(Set<String> one, Set<String> other) {
        return one.stream().anyMatch(other::contains);
    }
}
