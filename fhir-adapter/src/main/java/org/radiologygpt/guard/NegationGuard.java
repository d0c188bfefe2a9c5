package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.radiologygpt.draft.Objection;

/** What the findings deny the draft must not affirm, and what they affirm it must not deny. */
final class NegationGuard implements Guard {
    private static final Set<String> OLD = Set.of("old", "chronic", "remote", "healed", "healing");
    private static final Set<String> STILL_THERE = Set.of("chronic");
    private static final Set<String> RECENT = Words.set("""
            acute new subacute active recurrent additional other further worsening enlarging increasing
            """);
    private static final Set<String> SMALL = Set.of("small", "tiny", "trace", "mild", "minimal", "slight");
    private static final Set<String> LARGE = Words.set("""
            large significant massive gross severe focal discrete dominant definite suspicious moderate obvious overt sizable sizeable frank high grade critical hemodynamically drainable obstructive obstructing displaced tension confluent measurable convincing pathologic central complete segmental lobar flow limiting solid bony pathologically aggressive destructive traumatic
            """);

    @Override
    public String name() {
        return "negation";
    }

    @Override
    public List<Objection> objections(DraftReading reading) {
        ClinicalText findings = reading.findings();
        List<Objection> objections = new ArrayList<>();
        for (Mention mention : reading.draft().mentions()) {
            if (mention.term().isOrgan() || mention.historical()) {
                continue;
            }
            if (isAsserted(mention)) {
                denial(mention, findings)
                        .ifPresent(source -> objections.add(objection(
                                reading, "denied in the findings, affirmed in the draft: ", mention, source)));
            }
            if (mention.isNegated()) {
                affirmation(mention, reading)
                        .ifPresent(source -> objections.add(objection(
                                reading, "affirmed in the findings, denied in the draft: ", mention, source)));
            }
        }
        return objections;
    }

    private static Objection objection(DraftReading reading, String problem, Mention drafted, Mention source) {
        return reading.objection(problem + drafted.term().spoken(), drafted.place(), source.place());
    }

    /** A critical finding is not to be feared either where the findings rule it out. */
    private static boolean isAsserted(Mention mention) {
        return mention.isAffirmed() || mention.term().isCritical() && !mention.isNegated();
    }

    /** The findings name the term, or what it is a kind of, and only to deny it: where they do. */
    private static Optional<Mention> denial(Mention mention, ClinicalText findings) {
        Optional<Mention> denial = Optional.empty();
        for (Mention source : findings.kinOf(mention.term())) {
            if (!source.isNegated()) {
                return Optional.empty();
            }
            boolean covers = mention.term().isA(source.term());
            boolean sameSide = source.sides().isEmpty()
                    || mention.sides().isEmpty()
                    || source.sides().containsAll(mention.sides());
            if (covers && sameSide && !isNarrower(source, mention)) {
                denial = Optional.of(source);
            }
        }
        return denial;
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
    private static Optional<Mention> affirmation(Mention mention, DraftReading reading) {
        return reading.findings().mentions().stream()
                .filter(source -> source.isAffirmed() && !isPast(source, mention))
                .filter(source -> source.term().isA(mention.term())
                        || mention.term().isA(source.term())
                                && OrgansNamed.share(mention, reading.draft(), source, reading.findings()))
                .filter(mention::mayShareSide)
                .filter(source -> !isSpared(mention, source))
                .findFirst();
    }

    /** Of the past: but a chronic fracture is not denied by "no fracture". */
    private static boolean isPast(Mention source, Mention denial) {
        return source.historical()
                && (!meets(source.qualifiers(), STILL_THERE)
                        || !denial.qualifiers().isEmpty());
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
