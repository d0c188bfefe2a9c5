package org.radiologygpt.routes.replay;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which records are meant; an empty set or value means all.
 *
 * @param topic the error topic, or an input topic
 * @param partition one partition
 * @param from first offset
 * @param to last offset
 * @param since first time stamp
 * @param until last time stamp
 * @param reasons typed reasons
 * @param stages stages, as {@code write_back}
 * @param sources beginnings of the source: a topic, a topic with partition, or a record
 */
public record Selection(
        String topic,
        OptionalInt partition,
        OptionalLong from,
        OptionalLong to,
        Optional<Instant> since,
        Optional<Instant> until,
        Set<String> reasons,
        Set<String> stages,
        Set<String> sources) {
    public Selection {
        reasons = Set.copyOf(reasons);
        stages = Set.copyOf(stages);
        sources = Set.copyOf(sources);
    }

    /** All records of a topic. */
    public static Selection all(String topic) {
        return new Selection(
                topic,
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Set.of(),
                Set.of());
    }

    boolean takes(Entry entry) {
        return (reasons.isEmpty() || reasons.contains(entry.reason()))
                && (stages.isEmpty() || stages.contains(entry.stage()))
                && (sources.isEmpty() || sources.stream().anyMatch(source -> begins(entry.source(), source)))
                && since.map(first -> entry.timestamp() >= first.toEpochMilli()).orElse(true)
                && until.map(last -> entry.timestamp() <= last.toEpochMilli()).orElse(true);
    }

    private static boolean begins(String source, String wanted) {
        return source.equals(wanted) || source.startsWith(wanted + "-");
    }
}
