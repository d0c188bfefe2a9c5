package org.radiologygpt.routes.draft;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.radiologygpt.deid.DeidAudit;
import org.radiologygpt.deid.DeidentificationException;
import org.radiologygpt.deid.Deidentified;
import org.radiologygpt.deid.Deidentifier;
import org.radiologygpt.deid.Restored;
import org.radiologygpt.draft.Draft;
import org.radiologygpt.draft.DraftOutcome;
import org.radiologygpt.draft.DraftOutcome.Skipped;
import org.radiologygpt.draft.DraftOutcome.Withheld;
import org.radiologygpt.draft.Eligibility;
import org.radiologygpt.draft.GuardVerdict;
import org.radiologygpt.draft.GuardVerdict.Verdict;
import org.radiologygpt.draft.SkipReason;
import org.radiologygpt.guard.Guards;
import org.radiologygpt.model.prompt.PromptTemplate;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.Urgency;

/**
 * Drafts the impression of a report: findings without identifiers to the model, the answer with identifiers restored
 * through the guards. Fails closed: what cannot be shown to be safe is withheld.
 */
public final class DraftImpression implements Drafter {
    private static final PromptTemplate TEMPLATE = PromptTemplate.IMPRESSION;
    private static final int FIRST = 1;

    private final Deidentifier deidentifier;
    private final ImpressionModel model;
    private final Guards guards;
    private final Clock clock;
    private final Consumer<DeidAudit> audit;

    /**
     * The use case over its parts.
     *
     * @param deidentifier must render placeholders
     * @param clock measures the model call
     */
    public DraftImpression(Deidentifier deidentifier, ImpressionModel model, Guards guards, Clock clock) {
        this(deidentifier, model, guards, clock, audit -> {});
    }

    /**
     * The use case over its parts.
     *
     * @param deidentifier must render placeholders
     * @param clock measures the model call
     * @param audit is told, for each report, how many identifiers of each kind were removed
     */
    public DraftImpression(
            Deidentifier deidentifier, ImpressionModel model, Guards guards, Clock clock, Consumer<DeidAudit> audit) {
        this.deidentifier = deidentifier;
        this.model = model;
        this.guards = guards;
        this.clock = clock;
        this.audit = audit;
    }

    @Override
    public Optional<SkipReason> skips(RadiologyReport report) {
        return Eligibility.skip(report);
    }

    @Override
    public DraftOutcome draft(RadiologyReport report) {
        Optional<SkipReason> skip = skips(report);
        Optional<String> findings = Eligibility.findings(report);
        if (skip.isPresent() || findings.isEmpty()) {
            return new Skipped(skip.orElse(SkipReason.NO_FINDINGS));
        }
        if (Eligibility.isGarbled(report)) {
            return withheld("charset_garbled");
        }
        try {
            Deidentified clean = deidentifier.deidentify(findings.get(), report.knownIdentifiers());
            audit.accept(DeidAudit.of(List.of(clean), List.of(findings.get()), report.knownIdentifiers()));
            return ask(report, clean);
        } catch (DeidentificationException e) {
            return withheld(e.reason().code());
        }
    }

    private DraftOutcome ask(RadiologyReport report, Deidentified findings) {
        String prompt = TEMPLATE.render(PromptTemplate.plain(findings.text()));
        long start = clock.millis();
        Completion completion = model.complete(prompt, Urgency.of(report));
        long latency = clock.millis() - start;
        if (completion.text().isBlank()) {
            return withheld("empty_draft");
        }
        Restored restored = findings.map().restore(completion.text().strip());
        if (!restored.unresolved().isEmpty()) {
            return withheld("unresolved_placeholder");
        }
        String finish = completion.truncated() ? "length" : "stop";
        List<GuardVerdict> verdicts = guards.check(restored.text(), report, finish);
        return judged(draft(report, restored.text(), prompt, completion, latency, verdicts));
    }

    private static DraftOutcome judged(Draft draft) {
        return draft.guards().stream()
                .filter(verdict -> verdict.verdict() == Verdict.WITHHOLD)
                .findFirst()
                .<DraftOutcome>map(first -> new Withheld(first.guard(), draft.guards()))
                .orElseGet(() -> new DraftOutcome.Drafted(draft));
    }

    private static Draft draft(
            RadiologyReport report,
            String impression,
            String prompt,
            Completion completion,
            long latency,
            List<GuardVerdict> verdicts) {
        return new Draft(
                report.key(),
                report.version(),
                FIRST,
                impression,
                verdicts,
                completion.model(),
                TEMPLATE.id(),
                PromptTemplate.sha256(prompt),
                completion.promptTokens(),
                completion.completionTokens(),
                latency);
    }

    private static Withheld withheld(String reason) {
        return new Withheld(reason, List.of());
    }
}
