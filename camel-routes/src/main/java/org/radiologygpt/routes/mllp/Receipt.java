package org.radiologygpt.routes.mllp;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.radiologygpt.hl7v2.AckReason;
import org.radiologygpt.hl7v2.MessageHeader;
import org.radiologygpt.routes.intake.IntakeException;

/**
 * One block that was received: what is to be safe before it is answered, and how.
 *
 * @param stored completes when the message, or the record of its refusal, is safe
 * @param header header of the message, where one was found
 * @param refusal why it is refused; empty for a message that is taken
 * @param answered false for bytes that nobody waits for an answer to
 * @param label reason for the count of blocks; empty for a message that is taken as usual
 */
record Receipt(
        CompletableFuture<Void> stored,
        Optional<MessageHeader> header,
        Optional<AckReason> refusal,
        boolean answered,
        String label) {

    static Receipt taken(CompletableFuture<Void> stored, MessageHeader header, String label) {
        return new Receipt(stored, Optional.of(header), Optional.empty(), true, label);
    }

    static Receipt refused(CompletableFuture<Void> recorded, Optional<MessageHeader> header, AckReason reason) {
        return new Receipt(recorded, header, Optional.of(reason), true, reason.code());
    }

    static Receipt unanswered(CompletableFuture<Void> recorded, String label) {
        return new Receipt(recorded, Optional.empty(), Optional.empty(), false, label);
    }

    /** A fault of ours: neither stored nor refused. */
    static Receipt fault(Throwable fault) {
        CompletableFuture<Void> failed = CompletableFuture.failedFuture(new IntakeException(
                IntakeException.Kind.UNAVAILABLE, fault.getClass().getSimpleName()));
        return new Receipt(failed, Optional.empty(), Optional.empty(), true, "internal_fault");
    }
}
