package org.radiologygpt.trainer.gather;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
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
    private static final Pattern PSEUDONYM = Pattern.compile("[0-9a-f]{16}");
    private static final int DATE = "2026-01-31".length();

    private final Supplier<DeidKey> key;

    /** @param key asked for only where a line needs pseudonyms */
    LinePairs(Supplier<DeidKey> key) {
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
            String report =
                    PSEUDONYM.matcher(id).matches() ? id : pseudonyms(id, "").report();
            return new Gathered.TakenBack(
                    new Version(report, Version.FOR_GOOD, Optional.empty(), place), Exclusion.TAKES_BACK);
        }
        if (text(line, "findings").isBlank()) {
            return new Gathered.LeftOut(Exclusion.NO_FINDINGS);
        }
        if (text(line, "impression").isBlank()) {
            return new Gathered.LeftOut(Exclusion.NO_IMPRESSION);
        }
        return clean(named(line), place);
    }

    /** The pair under pseudonyms, its texts as they came. */
    private Pair named(JsonNode line) {
        String id = text(line, "id");
        String patient = text(line, "patient");
        String source = text(line, "source");
        boolean ours =
                PSEUDONYM.matcher(id).matches() && PSEUDONYM.matcher(patient).matches();
        Optional<Pseudonyms> own =
                ours || source.equals("synthetic") ? Optional.empty() : Optional.of(pseudonyms(id, patient));
        return new Pair(
                own.map(Pseudonyms::report).orElse(id),
                own.map(Pseudonyms::patient).orElse(patient.isBlank() ? id : patient),
                source,
                own.map(names -> moved(names, text(line, "time"))).orElse(text(line, "time")),
                text(line, "findings"),
                text(line, "impression"),
                line.path("aiInfluenced").asBoolean(false));
    }

    private static Gathered clean(Pair pair, long place) {
        Version version = new Version(pair.id(), pair.time(), Optional.empty(), place);
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
        return new Pseudonyms(key.get(), Subject.of(patient.isBlank() ? "report " + id : patient), id);
    }

    /** A day that cannot be read is dropped. */
    private static String moved(Pseudonyms pseudonyms, String time) {
        try {
            LocalDate day = LocalDate.parse(time.substring(0, Math.min(time.length(), DATE)));
            return pseudonyms.day(day.atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeException e) {
            return "";
        }
    }

    private static String text(JsonNode line, String field) {
        return line.path(field).asText("");
    }
}
