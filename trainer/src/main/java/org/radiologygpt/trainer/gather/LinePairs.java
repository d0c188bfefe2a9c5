package org.radiologygpt.trainer.gather;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.radiologygpt.deid.DeidKey;
import org.radiologygpt.deid.Pseudonyms;
import org.radiologygpt.deid.Subject;
import org.radiologygpt.trainer.corpus.Pair;
import org.radiologygpt.trainer.curate.Exclusion;
import org.radiologygpt.trainer.curate.Gathered;
import org.radiologygpt.trainer.curate.Version;

/**
 * Pairs that come as lines: of the training topic, whose names are pseudonyms already, or from elsewhere, which get
 * pseudonyms. Their texts are looked at by form, since no message says who they are about.
 */
final class LinePairs {
    /** Source of a pair from elsewhere: what its line says could name anybody. */
    private static final String ELSEWHERE = "elsewhere";

    private static final int DATE = "2026-01-31".length();

    private final Optional<DeidKey> key;

    /** @param key missed only where a line needs pseudonyms */
    LinePairs(Optional<DeidKey> key) {
        this.key = key;
    }

    /** True for an object that means to be a pair, or takes one back. */
    static boolean isPair(JsonNode line) {
        return line.has("findings") || line.has("impression") || line.has("withdrawn");
    }

    Gathered of(JsonNode line, long place) {
        String id = text(line, "id");
        if (id.isBlank()) {
            return new Gathered.LeftOut(Exclusion.UNREADABLE);
        }
        if (line.path("withdrawn").asBoolean(false)) {
            return new Gathered.TakenBack(
                    readings(id)
                            .map(report -> new Version(report, Version.FOR_GOOD, Optional.empty(), place))
                            .toList(),
                    Exclusion.TAKES_BACK,
                    List.of());
        }
        if (!Stream.of("id", "patient", "source").allMatch(field -> PlainText.isWhole(text(line, field)))) {
            return new Gathered.LeftOut(Exclusion.GARBLED);
        }
        if (text(line, "findings").isBlank()) {
            return new Gathered.LeftOut(Exclusion.NO_FINDINGS);
        }
        if (text(line, "impression").isBlank()) {
            return new Gathered.LeftOut(Exclusion.NO_IMPRESSION);
        }
        return clean(named(line), place);
    }

    /** One name does not always tell whether it is a pseudonym or a hospital's that looks like one: then it is both. */
    private Stream<String> readings(String id) {
        Stream<String> own = Names.mayStand(id) ? Stream.of(id) : Stream.empty();
        return Names.mayStand(id) && key.isEmpty()
                ? own
                : Stream.concat(own, Stream.of(pseudonyms(id, "").report()));
    }

    /** The pair under pseudonyms, its texts as they came. */
    private Pair named(JsonNode line) {
        String id = text(line, "id");
        String patient = text(line, "patient");
        String source = text(line, "source");
        boolean stays = Names.areOurs(id, patient) || (source.equals("synthetic") && Names.areSynthetic(id, patient));
        Optional<Pseudonyms> own = stays ? Optional.empty() : Optional.of(pseudonyms(id, patient));
        Optional<LocalDate> day = day(text(line, "time"));
        return new Pair(
                own.map(Pseudonyms::report).orElse(id),
                own.map(Pseudonyms::patient).orElse(patient),
                stays ? source : ELSEWHERE,
                day.map(known -> own.map(names -> moved(names, known)).orElse(known.toString()))
                        .orElse(""),
                text(line, "findings"),
                text(line, "impression"),
                line.path("aiInfluenced").asBoolean(false));
    }

    private static Gathered clean(Pair pair, long place) {
        Version version = new Version(pair.id(), pair.time(), Optional.empty(), place);
        if (!PlainText.isWhole(pair.findings()) || !PlainText.isWhole(pair.impression())) {
            return new Gathered.TakenBack(version, Exclusion.GARBLED);
        }
        return CleanText.of(List.of(pair.findings(), pair.impression()), List.of())
                .<Gathered>map(clean -> new Gathered.Candidate(
                        version,
                        new Pair(
                                pair.id(),
                                pair.patient(),
                                pair.source(),
                                pair.time(),
                                clean.get(0),
                                clean.get(1),
                                pair.aiInfluenced()),
                        true,
                        List.of()))
                .orElseGet(() -> new Gathered.TakenBack(version, Exclusion.NOT_CLEAN));
    }

    private Pseudonyms pseudonyms(String id, String patient) {
        return new Pseudonyms(KeyFile.required(key), Subject.numbered(patient).orElse(Subject.of("report " + id)), id);
    }

    /** A day that cannot be read is dropped. */
    private static Optional<LocalDate> day(String time) {
        try {
            return Optional.of(LocalDate.parse(time.substring(0, Math.min(time.length(), DATE))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String moved(Pseudonyms pseudonyms, LocalDate day) {
        return pseudonyms.day(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private static String text(JsonNode line, String field) {
        return line.path(field).asText("");
    }
}
