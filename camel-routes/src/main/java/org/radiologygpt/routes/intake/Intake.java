package org.radiologygpt.routes.intake;

import java.util.concurrent.CompletableFuture;

/** Takes received messages into safe storage. Thread-safe; records of one key given by one thread keep their order. */
@FunctionalInterface
public interface Intake {

    /**
     * Stores a record; blocks while too much is on its way already.
     *
     * @return completes when the record is safe, or exceptionally with an {@link IntakeException}; never throws
     */
    CompletableFuture<Void> store(IntakeRecord entry);
}
