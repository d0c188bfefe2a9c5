package org.radiologygpt.fhir;

import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskPriority;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.radiologygpt.draft.Draft;
import org.radiologygpt.draft.GuardVerdict;
import org.radiologygpt.draft.GuardVerdict.Verdict;
import org.radiologygpt.report.Participant;
import org.radiologygpt.report.Participant.Role;
import org.radiologygpt.report.PersonName;
import org.radiologygpt.report.RadiologyReport;

/** The request that a radiologist review the draft, with the guards' flags as inputs. */
final class ReviewTask {
    private static final Set<Role> READERS = Set.of(Role.INTERPRETER, Role.ASSISTANT);

    private final DraftSettings settings;
    private final Instant now;
    private final Reference focus;
    private final Reference requester;

    ReviewTask(DraftSettings settings, Date now, Reference focus, Reference requester) {
        this.settings = settings;
        this.now = now.toInstant();
        this.focus = focus;
        this.requester = requester;
    }

    Task of(RadiologyReport report, Draft draft) {
        Task task = new Task();
        report.securityLabels().forEach(label -> task.getMeta().addSecurity(Concepts.securityLabel(label)));
        task.addIdentifier().setSystem(FhirUris.TASK).setValue(draft.idempotencyKey());
        task.setStatus(TaskStatus.REQUESTED).setIntent(TaskIntent.ORDER).setPriority(priority(report));
        task.setCode(Concepts.of(FhirUris.TASK_CODE, "approve", "Activate/approve the focal resource"));
        task.getCode().setText("Review the drafted impression");
        task.setFocus(focus.copy());
        ReportReferences.subject(report.patient()).ifPresent(task::setFor);
        ReportReferences.encounter(report).ifPresent(task::setEncounter);
        task.setAuthoredOnElement(Times.dateTime(now));
        task.setRequester(requester.copy());
        owner(report).ifPresent(task::setOwner);
        Period period = new Period().setEndElement(Times.dateTime(now.plus(settings.expiry())));
        task.getRestriction().setPeriod(period);
        draft.guards().stream().filter(ReviewTask::flagged).forEach(verdict -> input(task, verdict));
        return task;
    }

    private static boolean flagged(GuardVerdict verdict) {
        return verdict.verdict() != Verdict.PASS;
    }

    private static void input(Task task, GuardVerdict verdict) {
        String detail = verdict.detail().isBlank() ? verdict.verdict().code() : verdict.detail();
        task.addInput()
                .setType(Concepts.of(FhirUris.GUARD, verdict.guard(), null))
                .setValue(new StringType(detail));
    }

    /** The most urgent of the orders (TQ1-9, OBR-27 or OBR-5). */
    private static TaskPriority priority(RadiologyReport report) {
        return report.details().orders().stream()
                .flatMap(order -> V2Table.PRIORITY.fhir(order.priority()).stream())
                .map(TaskPriority::fromCode)
                .max(Comparator.naturalOrder())
                .orElse(TaskPriority.ROUTINE);
    }

    /** The reader whom the message names (OBR-32, else OBR-33), with the identifier that it gives; else the site's group. */
    private Optional<Reference> owner(RadiologyReport report) {
        PersonName reader = report.order().reader();
        if (reader.isBlank()) {
            return settings.owner().isBlank()
                    ? Optional.empty()
                    : Optional.of(new Reference().setDisplay(settings.owner()));
        }
        Reference owner = new Reference().setType("Practitioner").setDisplay(words(reader));
        report.details().participants().stream()
                .filter(person ->
                        READERS.contains(person.role()) && person.name().equals(reader))
                .map(Participant::id)
                .filter(id -> !id.value().isBlank())
                .findFirst()
                .ifPresent(id -> owner.setIdentifier(ReportReferences.identifier(id)));
        return Optional.of(owner);
    }

    private static String words(PersonName name) {
        return Stream.of(name.prefix(), name.given(), name.middle(), name.family(), name.suffix())
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" "));
    }
}
