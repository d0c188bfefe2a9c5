package org.radiologygpt.routes.subscription;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.radiologygpt.draft.Notice;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.RejectReason;
import org.radiologygpt.routes.deadletter.ErrorRecord;
import org.radiologygpt.routes.deadletter.Failure;
import org.radiologygpt.routes.deadletter.Stage;
import org.radiologygpt.routes.intake.Intake;
import org.radiologygpt.routes.intake.IntakeException;
import org.radiologygpt.routes.intake.IntakeRecord;

/** Decides about one body: stored as a report or a review, or refused and kept with its reason. Thread-safe. */
final class Notifications {
    private static final String SOURCE = "subscription";

    private final Function<byte[], ReadOutcome> reader;
    private final Function<byte[], Optional<Notice>> notices;
    private final String topic;
    private final String errorTopic;
    private final Intake intake;

    Notifications(
            Function<byte[], ReadOutcome> reader,
            Function<byte[], Optional<Notice>> notices,
            String topic,
            String errorTopic,
            Intake intake) {
        this.reader = reader;
        this.notices = notices;
        this.topic = topic;
        this.errorTopic = errorTopic;
        this.intake = intake;
    }

    CompletableFuture<Answer> receive(byte[] body) {
        if (body.length == 0) {
            return CompletableFuture.completedFuture(Answer.NO_PAYLOAD);
        }
        ReadOutcome outcome = reader.apply(body);
        if (outcome instanceof ReadOutcome.Read read) {
            String key = read.report().key().toString();
            return after(intake.store(IntakeRecord.of(topic, key, body)), Answer.STORED);
        }
        Optional<Notice> notice = notices.apply(body);
        if (notice.isPresent()) {
            return noticed(notice.get(), body);
        }
        return refused((ReadOutcome.Rejected) outcome, body);
    }

    private CompletableFuture<Answer> noticed(Notice notice, byte[] body) {
        if (notice instanceof Notice.Unusable unusable) {
            return refused(new ReadOutcome.Rejected(unusable.reason(), unusable.detail()), body);
        }
        String key = notice instanceof Notice.Reviewed reviewed
                ? reviewed.given().report().toString()
                : notice instanceof Notice.Idle idle ? idle.key().toString() : "";
        return after(intake.store(IntakeRecord.of(topic, key, body)), Answer.STORED);
    }

    private CompletableFuture<Answer> refused(ReadOutcome.Rejected rejected, byte[] body) {
        Failure failure = new Failure(rejected.reason().code(), Stage.RECEIVE, rejected.detail());
        ErrorRecord record = ErrorRecord.of(body, failure, SOURCE, 1);
        IntakeRecord kept = new IntakeRecord(errorTopic, "", record.value(), record.headers());
        return after(intake.store(kept), answer(rejected.reason()));
    }

    /** 400 for what is no JSON, 415 for XML, 500 for a fault of ours, 422 for what is FHIR but not a report to be read. */
    private static Answer answer(RejectReason reason) {
        return switch (reason) {
            case MALFORMED_JSON, NOT_FHIR, EMPTY_MESSAGE, NOT_TEXT, WRONG_ENCODING, TRUNCATED ->
                new Answer(400, "structure", reason.code());
            case TOO_LARGE -> Answer.TOO_LARGE;
            case UNSUPPORTED_MESSAGE_TYPE -> new Answer(415, "not-supported", reason.code());
            case READER_FAULT -> new Answer(500, "exception", reason.code());
            default -> new Answer(422, "processing", reason.code());
        };
    }

    private static CompletableFuture<Answer> after(CompletableFuture<Void> stored, Answer answer) {
        return stored.handle((done, fault) -> fault == null ? answer : unstored(fault));
    }

    private static Answer unstored(Throwable fault) {
        boolean large = fault instanceof IntakeException e && e.kind() == IntakeException.Kind.TOO_LARGE;
        return large ? Answer.TOO_LARGE : Answer.UNAVAILABLE;
    }
}
