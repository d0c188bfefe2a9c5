package org.radiologygpt.fhir;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.hl7.fhir.r4.model.Type;
import org.radiologygpt.draft.Notice;
import org.radiologygpt.draft.Review;
import org.radiologygpt.draft.ReviewGiven;
import org.radiologygpt.draft.Reviewer;
import org.radiologygpt.draft.SkipReason;
import org.radiologygpt.report.RejectReason;

/**
 * Reads a review: the R4 Task of a draft, {@code completed} with what became of the draft, or {@code rejected}. Alone or
 * as the only Task of a Bundle. Never throws; holds no content in outcomes. Thread-safe.
 */
public final class ReviewReader {
    private static final int MAX_BYTES = 1 << 20;

    /** The review in these bytes; empty where they hold no Task of a draft of ours. */
    public Optional<Notice> read(byte[] json) {
        try {
            StrictJson message = StrictJson.of(json, MAX_BYTES);
            String type = message.resourceType();
            return type.equals("Task") || type.equals("Bundle")
                    ? task((Resource) FhirR4.json().parseResource(message.text()))
                            .flatMap(ReviewReader::notice)
                    : Optional.empty();
        } catch (Rejection e) {
            return Optional.empty();
        } catch (RuntimeException | StackOverflowError e) {
            return Optional.of(new Notice.Unusable(
                    RejectReason.INVALID_FHIR,
                    "the FHIR parser refused it: " + e.getClass().getSimpleName()));
        }
    }

    private static Optional<Task> task(Resource root) {
        if (root instanceof Task task) {
            return Optional.of(task);
        }
        List<Task> tasks = ((Bundle) root)
                .getEntry().stream()
                        .map(Bundle.BundleEntryComponent::getResource)
                        .filter(Task.class::isInstance)
                        .map(Task.class::cast)
                        .toList();
        return tasks.size() == 1 ? Optional.of(tasks.get(0)) : Optional.empty();
    }

    private static Optional<Notice> notice(Task task) {
        return draft(task).map(draft -> notice(task, draft));
    }

    /** By the identifier of our Task, or of the draft that a Task of the EHR's own is about. */
    private static Optional<String> draft(Task task) {
        Identifier focus = task.getFocus().getIdentifier();
        return Stream.concat(task.getIdentifier().stream(), Stream.of(focus))
                .filter(id -> FhirUris.TASK.equals(id.getSystem()) || FhirUris.DRAFT.equals(id.getSystem()))
                .map(id -> Optional.ofNullable(id.getValue()).orElse(""))
                .filter(ReviewGiven::isDraft)
                .findFirst();
    }

    private static Notice notice(Task task, String draft) {
        if (task.getStatus() == TaskStatus.REJECTED) {
            return new Notice.Reviewed(given(task, draft, Review.REJECTED));
        }
        if (task.getStatus() != TaskStatus.COMPLETED) {
            return new Notice.Idle(ReviewGiven.reportOf(draft), SkipReason.NOT_REVIEWED);
        }
        return outcome(task)
                .<Notice>map(review -> new Notice.Reviewed(given(task, draft, review)))
                .orElseGet(() -> new Notice.Unusable(
                        RejectReason.UNKNOWN_STATUS,
                        "neither Task.businessStatus nor Task.output is accepted, edited or rejected"));
    }

    private static ReviewGiven given(Task task, String draft, Review review) {
        Optional<Instant> when = Optional.ofNullable(task.getLastModified()).map(Date::toInstant);
        return new ReviewGiven(draft, review, reviewer(task.getOwner()), when);
    }

    private static Reviewer reviewer(Reference owner) {
        return new Reviewer(
                text(owner.getReference()),
                text(owner.getIdentifier().getSystem()),
                text(owner.getIdentifier().getValue()),
                text(owner.getDisplay()));
    }

    private static Optional<Review> outcome(Task task) {
        return Stream.concat(
                        Stream.of(task.getBusinessStatus()),
                        task.getOutput().stream().map(Task.TaskOutputComponent::getValue))
                .flatMap(ReviewReader::codes)
                .map(code -> code.strip().toUpperCase(Locale.ROOT))
                .flatMap(code -> Stream.of(Review.values())
                        .filter(review -> review.name().equals(code)))
                .findFirst();
    }

    /** Codes of our system, or of none. */
    private static Stream<String> codes(Type value) {
        if (value instanceof CodeableConcept concept) {
            return concept.getCoding().stream().flatMap(ReviewReader::codes);
        }
        if (value instanceof Coding coding) {
            boolean ours = !coding.hasSystem() || FhirUris.REVIEW.equals(coding.getSystem());
            return ours ? Stream.of(text(coding.getCode())) : Stream.empty();
        }
        if (value instanceof CodeType code) {
            return Stream.of(text(code.getValue()));
        }
        return value instanceof StringType words ? Stream.of(text(words.getValue())) : Stream.empty();
    }

    private static String text(String value) {
        return Optional.ofNullable(value).orElse("");
    }
}
