package org.radiologygpt.trainer.curate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.radiologygpt.trainer.corpus.Pair;
import org.radiologygpt.trainer.curate.Gathered.Candidate;
import org.radiologygpt.trainer.curate.Gathered.LeftOut;
import org.radiologygpt.trainer.curate.Gathered.TakenBack;

/** Takes what was gathered and makes a corpus of it. Holds all candidates in memory. Not thread-safe. */
public final class Curation {
    /** Below so many, an impression is no template, however small the training part. */
    private static final int FEW = 20;

    private final Rules rules;
    private final Map<Exclusion, Long> excluded = new EnumMap<>(Exclusion.class);
    private final Map<String, Newest> newest = new HashMap<>();
    private final People people = new People();
    private long read;

    /** The newest version of a report, and whether any of its versions followed a draft of ours. */
    private record Newest(Version version, List<Candidate> candidate, boolean aiInfluenced) {}

    public Curation(Rules rules) {
        this.rules = rules;
    }

    /** Takes one message or line. */
    public void add(Gathered gathered) {
        read++;
        people.add(gathered.known());
        if (gathered instanceof Candidate candidate) {
            take(new Newest(
                    candidate.version(), List.of(candidate), candidate.pair().aiInfluenced()));
        } else if (gathered instanceof TakenBack takenBack) {
            leave(takenBack.why());
            takenBack.versions().forEach(version -> take(new Newest(version, List.of(), false)));
        } else {
            leave(((LeftOut) gathered).why());
        }
    }

    private void take(Newest next) {
        Newest before = newest.get(next.version().report());
        if (before == null) {
            newest.put(next.version().report(), next);
            return;
        }
        boolean newer = Version.BY_AGE.compare(before.version(), next.version()) < 0;
        Newest winner = newer ? next : before;
        (newer ? before : next).candidate().forEach(loser -> leave(Exclusion.REPLACED));
        newest.put(
                next.version().report(),
                new Newest(winner.version(), winner.candidate(), before.aiInfluenced() || next.aiInfluenced()));
    }

    /** Excludes, removes duplicates, divides, and cuts what is too frequent in the training part, in this order. */
    public Curated finish() {
        List<Candidate> fit = new ArrayList<>();
        for (Newest report : newest.values()) {
            report.candidate().stream()
                    .map(candidate -> marked(candidate, report.aiInfluenced()))
                    .filter(this::isFit)
                    .forEach(fit::add);
        }
        fit.sort(Comparator.comparing(Moment::of)
                .thenComparing(candidate -> candidate.version().report()));
        Split split = Split.of(distinct(fit), rules);
        split.later().forEach(later -> leave(Exclusion.LATER));
        return new Curated(
                shuffled(withoutTemplates(split.training())),
                shuffled(split.validation()),
                shuffled(split.test()),
                excluded,
                read);
    }

    private static Candidate marked(Candidate candidate, boolean aiInfluenced) {
        Pair pair = candidate.pair();
        return pair.aiInfluenced() == aiInfluenced
                ? candidate
                : new Candidate(
                        candidate.version(),
                        new Pair(
                                pair.id(),
                                pair.patient(),
                                pair.source(),
                                pair.time(),
                                pair.findings(),
                                pair.impression(),
                                aiInfluenced),
                        candidate.dated(),
                        candidate.known());
    }

    private boolean isFit(Candidate candidate) {
        Pair pair = candidate.pair();
        if (people.anyIn(pair.findings()) || people.anyIn(pair.impression())) {
            return leave(Exclusion.NOT_CLEAN);
        }
        if (pair.aiInfluenced() && !rules.withAiInfluenced()) {
            return leave(Exclusion.AI_INFLUENCED);
        }
        if (Words.of(pair.findings()).size() < rules.findingsWords()) {
            return leave(Exclusion.SHORT_FINDINGS);
        }
        return Words.of(pair.impression()).size() >= rules.impressionWords() || leave(Exclusion.SHORT_IMPRESSION);
    }

    /** The first of those alike stays. */
    private List<Candidate> distinct(List<Candidate> candidates) {
        Set<String> seen = new HashSet<>();
        NearDuplicates near = new NearDuplicates(rules.near());
        List<Candidate> distinct = new ArrayList<>();
        for (Candidate candidate : candidates) {
            List<String> words = Words.of(candidate.pair().findings());
            if (!seen.add(String.join(" ", words))) {
                leave(Exclusion.DUPLICATE);
            } else if (!near.add(words)) {
                leave(Exclusion.NEAR_DUPLICATE);
            } else {
                distinct.add(candidate);
            }
        }
        return distinct;
    }

    /** What is held out keeps its own frequencies: it must be as the hospital writes. */
    private List<Candidate> withoutTemplates(List<Candidate> training) {
        long most = Math.max(FEW, Math.round(rules.template() * training.size()));
        Map<String, Integer> counts = new HashMap<>();
        List<Candidate> kept = new ArrayList<>();
        for (Candidate candidate : shuffled(training)) {
            if (counts.merge(Words.key(candidate.pair().impression()), 1, Integer::sum) <= most) {
                kept.add(candidate);
            } else {
                leave(Exclusion.TEMPLATE);
            }
        }
        return kept;
    }

    /** The order must not tell when a report was written: its dates are moved. */
    private List<Candidate> shuffled(List<Candidate> part) {
        return part.stream()
                .sorted(Comparator.comparingLong((Candidate candidate) ->
                                Seeded.number(rules.seed(), candidate.pair().id()))
                        .thenComparing(candidate -> candidate.pair().id()))
                .toList();
    }

    private boolean leave(Exclusion why) {
        excluded.merge(why, 1L, Long::sum);
        return false;
    }
}
