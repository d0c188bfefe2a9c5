package org.radiologygpt.hl7v2;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.radiologygpt.report.RejectReason;

/**
 * Which of the messages that carry reports one is.
 *
 * @param document the event of an MDM; empty for ORU^R01
 */
record MessageType(Optional<DocumentEvent> document) {
    private static final Set<String> VERSIONS = Set.of(
            "2.1", "2.2", "2.3", "2.3.1", "2.4", "2.5", "2.5.1", "2.6", "2.7", "2.7.1", "2.8", "2.8.1", "2.8.2", "2.9");

    boolean isDocument() {
        return document.isPresent();
    }

    /**
     * Reads MSH-9 and looks at MSH-12; an unknown version is read as the others.
     *
     * @throws Refusal where the message carries no report
     */
    static MessageType of(Hl7Message message, Warnings warnings) {
        RawSegment header = message.header();
        if (header.fields() < 8 && message.segments().size() == 1) {
            throw new Refusal(RejectReason.TRUNCATED, "message ends within MSH");
        }
        MessageType type = type(header);
        String version = header.first(12);
        if (version.isEmpty()) {
            warnings.note(ReadWarning.VERSION_MISSING);
        } else if (!VERSIONS.contains(version)) {
            warnings.note(ReadWarning.VERSION_UNKNOWN);
        }
        return type;
    }

    private static MessageType type(RawSegment header) {
        List<String> parts =
                RawSegment.parts(header.field(9), header.delimiters().component());
        String event = parts.size() < 2 ? "" : parts.get(1).strip();
        String code = parts.get(0).strip();
        if (code.equals("ORU") && (event.isEmpty() || event.equals("R01"))) {
            return new MessageType(Optional.empty());
        }
        Optional<DocumentEvent> document = code.equals("MDM") ? DocumentEvent.of(event) : Optional.empty();
        return document.map(found -> new MessageType(Optional.of(found)))
                .orElseThrow(() -> new Refusal(
                        RejectReason.UNSUPPORTED_MESSAGE_TYPE, "MSH-9 is neither ORU^R01 nor MDM^T01 to MDM^T11"));
    }
}
