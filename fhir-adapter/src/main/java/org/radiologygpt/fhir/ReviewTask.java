package org.radiologygpt.fhir;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;
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
import org.radiologygpt.report.PersonName;
import org.radiologygpt.report.RadiologyReport;

/** The request that a radiologist review the draft, with the guards' flags as inputs. */
final class ReviewTask {
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
        task.setStatus(TaskStatus.REQUESTED).setIntent(TaskIntent.ORDER).setPriority(TaskPriority.ROUTINE);
        task.setCode(Concepts.of(FhirUris.TASK_CODE, "approve", "Activate/approve the focal resource"));
        task.getCode().setText("Review the drafted impression");
        task.setFocus(focus.copy());
        ReportReferences.subject(report.patient()).ifPresent(task::setFor);
        task.setAuthoredOnElement(Times.dateTime(now));
        task.setRequester(requester.copy());
        owner(report.order().reader()).ifPresent(name -> task.setOwner(new Reference().setDisplay(name)));
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

    private Optional<String> owner(PersonName reader) {
        String name = Stream.of(reader.prefix(), reader.given(), reader.middle(), reader.family(), reader.suffix())
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" "));
        return Stream.of(reader.isBlank() ? "" : name, settings.owner())
                .filter(text -> !text.isBlank())
                .findFirst();
    }
}
