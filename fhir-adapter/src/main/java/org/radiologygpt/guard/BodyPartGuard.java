package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.radiologygpt.draft.Objection;

/** The draft speaks of what was examined: no hip in the report of a knee, unless the report names it. */
final class BodyPartGuard implements Guard {
    private static final WordTable<Part> PARTS = WordTable.of(
            GuardTable.rows("body-parts.tsv").stream(), row -> new Part(row[0], Set.of(row[1].split("\\|"))));

    /**
     * A part of the body ({@code body-parts.tsv}).
     *
     * @param regions examinations that show it, each named like the part that they are of
     */
    private record Part(String name, Set<String> regions) {
        boolean isShownBy(Set<String> examined) {
            return regions.stream().anyMatch(examined::contains);
        }
    }

    @Override
    public String name() {
        return "body_part";
    }

    @Override
    public List<Objection> objections(DraftReading reading) {
        Set<Part> told = parts(reading.read(reading.everything()));
        Set<String> examined = examined(reading, told);
        List<Objection> objections = new ArrayList<>();
        List<WordTable.Hit<Part>> hits = PARTS.in(reading.draft());
        for (WordTable.Hit<Part> hit : hits) {
            boolean known = hits.stream()
                    .filter(hit::overlaps)
                    .map(WordTable.Hit::value)
                    .anyMatch(part -> examined.isEmpty() || told.contains(part) || part.isShownBy(examined));
            if (!known && !Elsewhere.isMeant(hit.sentence(), reading.draft())) {
                objections.add(
                        Objection.of("not examined: " + hit.value().name().replace('_', ' '), hit.place()));
            }
        }
        return objections;
    }

    /** Regions of the order; where it names none, all regions that may show what the report names. */
    private static Set<String> examined(DraftReading reading, Set<Part> told) {
        Set<String> ordered = parts(reading.read(Source.ordered(reading.report()))).stream()
                .map(Part::name)
                .collect(Collectors.toSet());
        if (!ordered.isEmpty()) {
            return ordered;
        }
        Set<String> regions = new HashSet<>();
        told.forEach(part -> regions.addAll(part.regions()));
        return regions;
    }

    private static Set<Part> parts(ClinicalText text) {
        return PARTS.in(text).stream().map(WordTable.Hit::value).collect(Collectors.toSet());
    }
}
