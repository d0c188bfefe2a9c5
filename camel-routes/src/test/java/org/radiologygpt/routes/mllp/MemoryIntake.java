package org.radiologygpt.routes.mllp;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.radiologygpt.routes.intake.Intake;
import org.radiologygpt.routes.intake.IntakeRecord;

/** Storage of which a test says when a record is safe. */
final class MemoryIntake implements Intake {
    private final List<IntakeRecord> records = new ArrayList<>();
    private final Function<IntakeRecord, CompletableFuture<Void>> storing;

    MemoryIntake(Function<IntakeRecord, CompletableFuture<Void>> storing) {
        this.storing = storing;
    }

    static MemoryIntake atOnce() {
        return new MemoryIntake(entry -> CompletableFuture.completedFuture(null));
    }

    @Override
    public synchronized CompletableFuture<Void> store(IntakeRecord entry) {
        records.add(entry);
        return storing.apply(entry);
    }

    synchronized List<IntakeRecord> records() {
        return List.copyOf(records);
    }

    List<String> keys(String topic) {
        return records().stream()
                .filter(entry -> entry.topic().equals(topic))
                .map(IntakeRecord::key)
                .toList();
    }

    List<String> reasons() {
        return records().stream()
                .filter(entry -> entry.topic().equals("errors"))
                .map(entry -> entry.headers().get("reason"))
                .toList();
    }
}
