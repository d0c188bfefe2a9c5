package org.radiologygpt.trainer.evaluate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.radiologygpt.draft.GuardVerdict;
import org.radiologygpt.draft.GuardVerdict.Verdict;
import org.radiologygpt.guard.GuardPolicy;
import org.radiologygpt.guard.Guards;
import org.radiologygpt.report.Order;
import org.radiologygpt.report.Patient;
import org.radiologygpt.report.PersonName;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReportKey;
import org.radiologygpt.report.ReportStatus;
import org.radiologygpt.report.Section;
import org.radiologygpt.report.SectionKind;

/** What the guards of the routes, under their standard policy, would make of an answer. */
final class Guarded {
    private static final Guards GUARDS = Guards.standard(GuardPolicy.standard());

    private Guarded() {}

    /** The guards that find something. */
    static List<GuardVerdict> alarms(Question question, String draft, boolean cut) {
        RadiologyReport report = report(question.pair().findings());
        return GUARDS.check(draft, report, cut ? "length" : "stop").stream()
                .filter(verdict -> verdict.verdict() != Verdict.PASS)
                .toList();
    }

    /** A report of which only the findings are known. */
    private static RadiologyReport report(String findings) {
        return new RadiologyReport(
                new ReportKey("evaluation", "1"),
                "1",
                Instant.EPOCH,
                "1",
                ReportStatus.PRELIMINARY,
                Patient.unknown(),
                new Order("", "", "1", List.of(), "", Optional.empty(), "", PersonName.of("", ""), ""),
                List.of(new Section(SectionKind.FINDINGS, findings)),
                List.of(),
                List.of(),
                "",
                List.of());
    }
}
