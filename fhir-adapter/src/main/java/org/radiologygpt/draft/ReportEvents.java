package org.radiologygpt.draft;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.radiologygpt.draft.LifecycleEvent.FinalisedArrived;
import org.radiologygpt.draft.LifecycleEvent.FindingsArrived;
import org.radiologygpt.draft.LifecycleEvent.IdleArrived;
import org.radiologygpt.draft.LifecycleEvent.NeedlessArrived;
import org.radiologygpt.draft.LifecycleEvent.ReportArrived;
import org.radiologygpt.draft.LifecycleEvent.SignedArrived;
import org.radiologygpt.draft.LifecycleEvent.WithdrawnArrived;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReportKey;
import org.radiologygpt.report.SectionKind;

/** What a report's arrival means for the life of its draft. */
public final class ReportEvents {
    private ReportEvents() {}

    /**
     * The event.
     *
     * @param skip why the report gets no draft; empty where it gets one
     */
    public static ReportArrived of(RadiologyReport report, Arrival arrival, Optional<SkipReason> skip) {
        Optional<CancelReason> closing = closing(report);
        if (closing.isPresent()) {
            return closing.get() == CancelReason.WITHDRAWN ? new WithdrawnArrived(arrival) : signed(report, arrival);
        }
        if (skip.isEmpty()) {
            return new FindingsArrived(arrival, textHash(report));
        }
        SkipReason reason = skip.get();
        boolean idle = reason == SkipReason.NOT_YET_DICTATED || reason == SkipReason.NOT_RADIOLOGY;
        return idle ? new IdleArrived(arrival, reason) : new NeedlessArrived(arrival, reason);
    }

    /** Whether a report ends drafting, and why. */
    public static Optional<CancelReason> closing(RadiologyReport report) {
        return switch (report.status()) {
            case FINAL, AMENDED, CORRECTED, APPENDED -> Optional.of(CancelReason.SIGNED);
            case CANCELLED, ENTERED_IN_ERROR -> Optional.of(CancelReason.WITHDRAWN);
            case REGISTERED, PARTIAL, PRELIMINARY -> Optional.empty();
        };
    }

    /**
     * Hash of the findings that a draft is made from, of whom it is about and of what was examined, and of nothing else:
     * another clock or footer changes nothing, another patient under the same findings does.
     */
    public static String textHash(RadiologyReport report) {
        String made = String.join(
                "\n",
                report.patient().toString(),
                report.order().procedure().toString(),
                Eligibility.findings(report).orElse(""));
        return hash(report.key(), made.getBytes(StandardCharsets.UTF_8));
    }

    /** Hash of bytes that belong to a report; with its key in it, so that equal texts of two reports do not show as equal. */
    public static String hash(ReportKey key, byte[] bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((key + "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static ReportArrived signed(RadiologyReport report, Arrival arrival) {
        if (report.sections().stream().allMatch(section -> section.text().isBlank())) {
            return new FinalisedArrived(arrival);
        }
        boolean teaches = report.text(SectionKind.FINDINGS).isPresent()
                && report.text(SectionKind.IMPRESSION).isPresent()
                && report.studies().size() == 1
                && !Eligibility.isGarbled(report);
        return new SignedArrived(arrival, teaches);
    }
}
