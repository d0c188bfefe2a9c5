package org.radiologygpt.routes.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.radiologygpt.deid.DeidentificationException;
import org.radiologygpt.deid.Deidentified;
import org.radiologygpt.deid.Deidentifier;
import org.radiologygpt.deid.Restored;
import org.radiologygpt.draft.Eligibility;
import org.radiologygpt.model.prompt.PromptTemplate;
import org.radiologygpt.model.prompt.Task;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.SectionKind;
import org.radiologygpt.routes.draft.Completion;
import org.radiologygpt.routes.draft.ImpressionModel;
import org.radiologygpt.routes.draft.ModelException;

/**
 * Answers to a further task: text without identifiers to the model, the answer with identifiers restored. What cannot be
 * shown to be clean is never asked. The guards know impressions only, so that nothing judges these answers but a reader;
 * each names what it is for.
 */
final class TaskAnswers {
    private final Task task;
    private final ImpressionModel model;
    private final Deidentifier deidentifier = Deidentifier.placeholders();

    TaskAnswers(Task task, ImpressionModel model) {
        this.task = task;
        this.model = model;
    }

    ObjectNode line(JsonLines lines, Readers readers, InputMessage message) {
        if (message instanceof InputMessage.Text text) {
            return line(lines, text.source(), text.text(), List.of()).put("id", text.id());
        }
        ReadOutcome outcome = readers.read(message);
        if (outcome instanceof ReadOutcome.Rejected rejected) {
            return lines.rejected(message.source(), rejected.reason(), rejected.detail());
        }
        RadiologyReport report = ((ReadOutcome.Read) outcome).report();
        if (Eligibility.isGarbled(report)) {
            return withheld(lines, message.source(), "charset_garbled");
        }
        return line(lines, message.source(), text(report), report.knownIdentifiers());
    }

    /** What a task is asked about, each section under its heading. */
    private String text(RadiologyReport report) {
        Set<SectionKind> kinds =
                switch (task) {
                    case DIFFERENTIAL_DIAGNOSIS, IMPRESSION -> Set.of(SectionKind.FINDINGS);
                    case PATIENT_EXPLANATION, FURTHER_TESTS -> Set.of(SectionKind.FINDINGS, SectionKind.IMPRESSION);
                    case IMAGING_PROTOCOL -> Set.of(SectionKind.REQUEST, SectionKind.INDICATION, SectionKind.HISTORY);
                    case CONVERSATION -> Set.of();
                };
        return report.sections().stream()
                .filter(section -> kinds.contains(section.kind()))
                .map(section -> section.kind().name() + ":\n" + section.text().strip())
                .collect(Collectors.joining("\n\n"));
    }

    private ObjectNode line(JsonLines lines, String source, String text, List<KnownIdentifier> known) {
        if (text.isBlank()) {
            return lines.line(source, "skipped").put("reason", "no_input");
        }
        try {
            return ask(lines, source, deidentifier.deidentify(text, known));
        } catch (DeidentificationException e) {
            return withheld(lines, source, e.reason().code());
        } catch (ModelException e) {
            return withheld(lines, source, e.kind().code());
        }
    }

    private ObjectNode ask(JsonLines lines, String source, Deidentified input) {
        String prompt = task.prompt(input.text());
        Completion completion = model.complete(prompt);
        Restored restored = input.map().restore(completion.text().strip());
        if (restored.text().isBlank()) {
            return withheld(lines, source, "empty_answer");
        }
        if (!restored.unresolved().isEmpty()) {
            return withheld(lines, source, "unresolved_placeholder");
        }
        return lines.line(source, "answered")
                .put("task", task.id())
                .put("answer", restored.text())
                .put("truncated", completion.truncated())
                .put("intendedUse", task.intendedUse())
                .put("model", completion.model().name())
                .put("digest", completion.model().digest())
                .put("promptSha256", PromptTemplate.sha256(prompt))
                .put("promptTokens", completion.promptTokens())
                .put("completionTokens", completion.completionTokens());
    }

    private static ObjectNode withheld(JsonLines lines, String source, String reason) {
        return lines.line(source, "withheld").put("reason", reason);
    }
}
