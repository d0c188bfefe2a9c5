package org.radiologygpt.hl7v2;

import java.util.List;
import java.util.Optional;
import org.radiologygpt.report.RejectReason;
import org.radiologygpt.report.ReportStatus;
import org.radiologygpt.report.Section;
import org.radiologygpt.report.SourceProfile;

/** Which of a message's statuses is the report's: the document's, the order's, its lines', or the profile's. */
final class StatusRules {
    private final Hl7Message message;
    private final MessageType type;
    private final SourceProfile profile;
    private final ReportLines lines;
    private final Warnings warnings;

    StatusRules(Hl7Message message, MessageType type, SourceProfile profile, ReportLines lines, Warnings warnings) {
        this.message = message;
        this.type = type;
        this.profile = profile;
        this.lines = lines;
        this.warnings = warnings;
    }

    /**
     * The report's status.
     *
     * @throws Refusal where what states it is unknown, or nothing does
     */
    ReportStatus status(List<Section> sections) {
        ReportStatus status = ofDocument().or(this::ofOrders).orElseGet(() -> unstated(sections.isEmpty()));
        if (sections.isEmpty() && lines.finalisesTextSentBefore() && Finality.of(status) == Finality.SIGNED) {
            warnings.note(ReadWarning.FINAL_WITHOUT_TEXT);
        }
        lines.leastFinal()
                .filter(least -> isLessFinal(least, status))
                .ifPresent(least -> warnings.note(ReadWarning.LINE_LESS_FINAL));
        return status;
    }

    static boolean isLessFinal(ReportStatus one, ReportStatus other) {
        return Finality.of(one).compareTo(Finality.of(other)) < 0;
    }

    private Optional<ReportStatus> ofDocument() {
        Optional<RawSegment> txa = message.first("TXA").filter(segment -> type.isDocument());
        if (type.document().filter(DocumentEvent.T11::equals).isPresent()) {
            return Optional.of(ReportStatus.CANCELLED);
        }
        return txa.flatMap(segment -> DocumentAvailability.overruling(segment.first(19)))
                .or(() -> txa.map(segment -> segment.first(17))
                        .filter(code -> !code.isEmpty())
                        .map(this::completion));
    }

    private ReportStatus completion(String code) {
        DocumentStatus status = DocumentStatus.of(code)
                .orElseThrow(() -> new Refusal(RejectReason.UNKNOWN_STATUS, "TXA-17 is not in table 0271"));
        if (code.length() > 2) {
            warnings.note(ReadWarning.STATUS_WORD);
        }
        return status.after(type.document().orElseThrow());
    }

    private Optional<ReportStatus> ofOrders() {
        List<String> codes = message.all("OBR").stream()
                .map(obr -> obr.first(25))
                .filter(code -> !code.isEmpty())
                .toList();
        if (codes.stream().distinct().count() > 1) {
            warnings.note(ReadWarning.ORDER_STATUSES_DIFFER);
        }
        return codes.stream().findFirst().map(this::result);
    }

    private ReportStatus result(String code) {
        if (code.length() > 1) {
            warnings.note(ReadWarning.STATUS_WORD);
        }
        return ResultStatus.of(code)
                .map(ResultStatus::status)
                .orElseThrow(() -> new Refusal(RejectReason.UNKNOWN_STATUS, "OBR-25 is not in table 0123"));
    }

    private ReportStatus unstated(boolean noText) {
        Optional<ReportStatus> least = lines.leastFinal();
        if (least.isPresent()) {
            warnings.note(ReadWarning.STATUS_FROM_LINES);
            return least.get();
        }
        if (profile.defaultStatus().isPresent()) {
            warnings.note(ReadWarning.STATUS_FROM_PROFILE);
            return profile.defaultStatus().get();
        }
        if (noText) {
            warnings.note(ReadWarning.STATUS_ABSENT);
            return ReportStatus.REGISTERED;
        }
        throw new Refusal(
                RejectReason.UNKNOWN_STATUS,
                type.isDocument() ? "TXA-17, OBR-25 and OBX-11 are empty" : "OBR-25 and OBX-11 are empty");
    }
}
