package org.radiologygpt.routes.feed;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.radiologygpt.routes.intake.IntakeException;
import org.radiologygpt.routes.intake.IntakeRecord;
import org.radiologygpt.routes.intake.KafkaIntake;
import org.radiologygpt.routes.writeback.DraftFeed;
import org.radiologygpt.routes.writeback.StoreException;

/** A topic of drafts: a message is sent when all in-sync replicas have it. */
public final class KafkaDraftFeed implements DraftFeed {
    private final KafkaIntake kafka;
    private final String topic;

    /** Sends to a topic; closes what it sends through. */
    public KafkaDraftFeed(KafkaIntake kafka, String topic) {
        this.kafka = kafka;
        this.topic = topic;
    }

    @Override
    public void send(String key, byte[] message) {
        try {
            kafka.store(IntakeRecord.of(topic, key, message)).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(StoreException.Kind.UNAVAILABLE, "interrupted while sending", Optional.empty());
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    private static StoreException failure(Throwable cause) {
        boolean never = cause instanceof IntakeException fault && fault.kind() == IntakeException.Kind.TOO_LARGE;
        return new StoreException(
                never ? StoreException.Kind.REFUSED : StoreException.Kind.UNAVAILABLE,
                "the topic of drafts is not written: " + cause.getClass().getSimpleName(),
                Optional.empty());
    }

    @Override
    public void close() {
        kafka.close();
    }
}
