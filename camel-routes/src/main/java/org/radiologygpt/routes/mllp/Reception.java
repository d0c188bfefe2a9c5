package org.radiologygpt.routes.mllp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.radiologygpt.hl7v2.AckReason;
import org.radiologygpt.hl7v2.Admission;
import org.radiologygpt.hl7v2.AdmissionReader;
import org.radiologygpt.hl7v2.MessageHeader;
import org.radiologygpt.routes.deadletter.ErrorRecord;
import org.radiologygpt.routes.deadletter.Failure;
import org.radiologygpt.routes.deadletter.Stage;
import org.radiologygpt.routes.intake.Intake;
import org.radiologygpt.routes.intake.IntakeRecord;
import org.radiologygpt.routes.mllp.ReceptionPolicy.OtherMessages;

/**
 * Decides about each block: stored as a message, or refused and kept with its reason. Thread-safe.
 *
 * <p>Messages of one report have one key and keep their order. All merges of one source have one key too: they keep
 * their order among themselves, and no identifier of a patient becomes a key.
 */
final class Reception {
    private static final String OUTSIDE = "outside_block";
    private static final String SOURCE = "mllp";

    private final AdmissionReader admissions;
    private final ReceptionPolicy policy;
    private final Intake intake;

    Reception(AdmissionReader admissions, ReceptionPolicy policy, Intake intake) {
        this.admissions = admissions;
        this.policy = policy;
        this.intake = intake;
    }

    Receipt message(Block.Whole block) {
        Admission admission = admissions.read(block.bytes());
        if (admission instanceof Admission.Report report) {
            return admitted(report.header(), report.key().toString(), block.bytes());
        }
        if (admission instanceof Admission.Merge merge) {
            return admitted(merge.header(), merge.source() + "|ADT^A40", block.bytes());
        }
        return refused((Admission.Refused) admission, block.bytes());
    }

    Receipt broken(Block.Broken block) {
        AckReason reason = block.reason();
        Failure failure = new Failure(reason.code(), Stage.RECEIVE, "block of " + block.length() + " bytes");
        ErrorRecord record = ErrorRecord.of(block.bytes(), failure, SOURCE, 1);
        CompletableFuture<Void> recorded =
                keep(block.bytes().length < block.length() ? cut(record, block.length()) : record);
        return Receipt.refused(recorded, wholeHeader(block.bytes()), reason);
    }

    Receipt outside(Block.Outside bytes) {
        Failure failure = new Failure(OUTSIDE, Stage.RECEIVE, bytes.length() + " bytes outside of blocks");
        return Receipt.unanswered(keep(ErrorRecord.of(bytes.bytes(), failure, SOURCE, 1)), OUTSIDE);
    }

    /** The fence of MSH-11: only production goes where reports are drafted. */
    private Receipt admitted(MessageHeader header, String key, byte[] bytes) {
        return switch (header.processingId()) {
            case "", "P" -> stored(policy.topic(), header, key, bytes, "");
            case "T", "D" ->
                policy.testTopic()
                        .map(topic -> stored(topic, header, key, bytes, "test_message"))
                        .orElseGet(() -> fenced(header));
            default -> fenced(header);
        };
    }

    private Receipt stored(String topic, MessageHeader header, String key, byte[] bytes, String label) {
        return Receipt.taken(intake.store(IntakeRecord.of(topic, key, bytes)), header, label);
    }

    private static Receipt fenced(MessageHeader header) {
        return Receipt.refused(nothing(), Optional.of(header), AckReason.UNSUPPORTED_PROCESSING_ID);
    }

    private Receipt refused(Admission.Refused refused, byte[] bytes) {
        AckReason reason = refused.reason();
        Failure failure = new Failure(reason.code(), Stage.RECEIVE, refused.detail());
        ErrorRecord record = ErrorRecord.of(bytes, failure, SOURCE, 1);
        boolean otherKind = reason == AckReason.UNSUPPORTED_MESSAGE_TYPE || reason == AckReason.UNSUPPORTED_EVENT;
        if (otherKind
                && policy.otherMessages() == OtherMessages.KEEP
                && refused.header().isPresent()) {
            return Receipt.taken(keep(record), refused.header().get(), reason.code());
        }
        return Receipt.refused(otherKind ? nothing() : keep(record), refused.header(), reason);
    }

    private CompletableFuture<Void> keep(ErrorRecord record) {
        return intake.store(new IntakeRecord(policy.errorTopic(), "", record.value(), record.headers()));
    }

    /** A header that was cut could name another message by the beginning of its id. */
    private static Optional<MessageHeader> wholeHeader(byte[] bytes) {
        for (byte value : bytes) {
            if (value == '\r' || value == '\n') {
                return MessageHeader.of(bytes);
            }
        }
        return Optional.empty();
    }

    /** The record of a block of which only the beginning is known. */
    private static ErrorRecord cut(ErrorRecord record, long length) {
        Map<String, String> headers = new LinkedHashMap<>(record.withoutBytes().headers());
        headers.remove("sha256");
        headers.put("bytes", Long.toString(length));
        return new ErrorRecord(new byte[0], headers);
    }

    private static CompletableFuture<Void> nothing() {
        return CompletableFuture.completedFuture(null);
    }
}
