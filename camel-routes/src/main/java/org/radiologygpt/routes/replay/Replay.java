package org.radiologygpt.routes.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.radiologygpt.routes.ingest.KafkaSettings;
import org.radiologygpt.routes.ingest.Topics;
import org.radiologygpt.routes.intake.Intake;
import org.radiologygpt.routes.intake.IntakeRecord;
import org.radiologygpt.routes.replay.Origins.Origin;
import org.radiologygpt.routes.replay.ReplayPlan.Step;
import org.radiologygpt.routes.replay.TopicReader.Stretch;

/**
 * Plans and does a replay. A replayed record says in its headers which record it came from and the how manieth replay of
 * its message it is; by these marks a second run replays nothing twice, and a message that fails each time is given up.
 */
public final class Replay implements AutoCloseable {
    private final Topics topics;
    private final Set<String> inputs;
    private final int mostAttempts;
    private final TopicReader reader;
    private final TopicReader originals;

    private Replay(Topics topics, int mostAttempts, TopicReader reader, TopicReader originals) {
        this.topics = topics;
        this.inputs = Set.of(topics.oru(), topics.fhir());
        this.mostAttempts = mostAttempts;
        this.reader = reader;
        this.originals = originals;
    }

    /**
     * Connects; nothing is written.
     *
     * @param mostAttempts replays of one message before it is given up
     */
    public static Replay open(KafkaSettings settings, Topics topics, int mostAttempts) {
        return new Replay(topics, mostAttempts, TopicReader.open(settings), TopicReader.open(settings));
    }

    /**
     * What would become of each record that is meant.
     *
     * @throws ReplayException where Kafka does not answer
     */
    public ReplayPlan plan(Selection selection) {
        try {
            List<Entry> entries = entries(selection);
            Origins origins = Origins.of(entries, inputs, reader);
            return new ReplayPlan(
                    entries.stream().map(entry -> step(entry, origins)).toList());
        } catch (KafkaException e) {
            throw new ReplayException(e);
        }
    }

    private List<Entry> entries(Selection selection) {
        Function<ConsumerRecord<String, byte[]>, Entry> form =
                selection.topic().equals(topics.errors()) ? Entry::ofError : Entry::ofInput;
        List<Entry> entries = new ArrayList<>();
        for (TopicPartition partition : reader.partitions(selection.topic())) {
            if (selection.partition().orElse(partition.partition()) == partition.partition()) {
                Stretch stretch = stretch(selection, partition);
                if (stretch.from() < stretch.end()) {
                    reader.read(partition, stretch, record -> add(form.apply(record), selection, entries));
                }
            }
        }
        return entries;
    }

    private static void add(Entry entry, Selection selection, List<Entry> entries) {
        if (selection.takes(entry)) {
            entries.add(entry);
        }
    }

    private Stretch stretch(Selection selection, TopicPartition partition) {
        Stretch now = reader.now(partition);
        long since = selection
                .since()
                .map(first -> reader.offsetAt(partition, first.toEpochMilli()))
                .orElse(now.from());
        long from = Math.max(Math.max(now.from(), since), selection.from().orElse(0));
        long end =
                selection.to().isPresent() ? Math.min(now.end(), selection.to().getAsLong() + 1) : now.end();
        return new Stretch(from, end);
    }

    private Step step(Entry entry, Origins origins) {
        Optional<Position> position = entry.origin().filter(origin -> inputs.contains(origin.topic()));
        if (position.isEmpty()) {
            return new Step(entry, Fate.NO_ORIGIN, "", 0);
        }
        Optional<Origin> origin = origins.at(position.get());
        int attempt = origin.map(Origin::attempts).orElse(0) + 1;
        // Where the key was not known, the error record stands under its source.
        String known = entry.key().equals(entry.source()) ? "" : entry.key();
        String key = origin.map(Origin::key).orElse(known);
        return new Step(entry, fate(entry, origins, origin.isPresent(), attempt), key, attempt);
    }

    private Fate fate(Entry entry, Origins origins, boolean there, int attempt) {
        if (origins.wasReplayed(entry)) {
            return Fate.REPLAYED_BEFORE;
        }
        if (attempt > mostAttempts) {
            return Fate.GIVEN_UP;
        }
        return entry.omitted() && !there ? Fate.BYTES_GONE : Fate.REPLAY;
    }

    /**
     * Does what a plan says, in the order of the records.
     *
     * @param perSecond records a second
     * @return number of records stored
     * @throws ReplayException where one is not stored; those before it are
     */
    public int run(ReplayPlan plan, Intake intake, int perSecond) {
        Pace pace = new Pace(perSecond, System::nanoTime, LockSupport::parkNanos);
        try {
            int stored = 0;
            for (Map.Entry<TopicPartition, TreeMap<Long, Step>> part :
                    byPartition(plan).entrySet()) {
                run(part.getKey(), part.getValue(), intake, pace);
                stored += part.getValue().size();
            }
            return stored;
        } catch (KafkaException | CompletionException e) {
            throw new ReplayException(e);
        }
    }

    private void run(TopicPartition partition, TreeMap<Long, Step> steps, Intake intake, Pace pace) {
        reader.read(partition, new Stretch(steps.firstKey(), steps.lastKey() + 1), record -> {
            Step step = steps.get(record.offset());
            if (step != null) {
                pace.await();
                store(step, record.value(), intake);
            }
        });
    }

    private void store(Step step, byte[] kept, Intake intake) {
        Position origin = step.entry().origin().orElseThrow();
        byte[] bytes = step.entry().omitted()
                ? originals.value(origin).orElseThrow(() -> new KafkaException("the origin is gone"))
                : kept;
        Map<String, String> marks = Map.of(
                Origins.REPLAYED_FROM,
                step.entry().position().toString(),
                Origins.REPLAY_ATTEMPTS,
                Integer.toString(step.attempt()));
        intake.store(new IntakeRecord(origin.topic(), step.key(), bytes, marks)).join();
    }

    private static Map<TopicPartition, TreeMap<Long, Step>> byPartition(ReplayPlan plan) {
        Map<TopicPartition, TreeMap<Long, Step>> parts = new LinkedHashMap<>();
        plan.toReplay().forEach(step -> parts.computeIfAbsent(
                        step.entry().position().topicPartition(), partition -> new TreeMap<>())
                .put(step.entry().position().offset(), step));
        return parts;
    }

    @Override
    public void close() {
        reader.close();
        originals.close();
    }
}
