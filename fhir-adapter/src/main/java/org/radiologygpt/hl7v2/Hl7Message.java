package org.radiologygpt.hl7v2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.radiologygpt.report.RejectReason;
import org.radiologygpt.report.TextAccount;

/**
 * The segments of one message in file order.
 *
 * @param received characters of OBX-5 and NTE-3, counted apart from the segments
 * @param terminated the last segment has a segment end
 */
record Hl7Message(Delimiters delimiters, List<RawSegment> segments, int received, boolean terminated) {
    /** Segments that may stand without a field; any other short line belongs to the text before it. */
    private static final Set<String> MAY_BE_EMPTY =
            Set.of("MSH", "PID", "NK1", "PV1", "PV2", "ORC", "OBR", "OBX", "NTE", "TXA");

    /**
     * Divides a message. Segments may end with CR, LF or both; a line that begins no segment continues the one before.
     *
     * @throws Refusal where it has no header
     */
    static Hl7Message parse(String text, Warnings warnings) {
        String message = text.stripLeading();
        if (!message.startsWith("MSH")) {
            throw new Refusal(RejectReason.NO_MSH_SEGMENT, "message does not begin with MSH");
        }
        if (message.length() < 8 || Character.isLetterOrDigit(message.charAt(3)) || message.charAt(3) <= ' ') {
            throw new Refusal(RejectReason.MALFORMED_HL7, "MSH-1, MSH-2: no encoding characters");
        }
        Delimiters delimiters = Delimiters.of(message.substring(0, lineEnd(message, 0)));
        boolean terminated = message.endsWith("\r") || message.endsWith("\n");
        List<RawSegment> segments = new SegmentLines(message, delimiters, warnings).segments();
        return new Hl7Message(delimiters, segments, ReceivedText.count(message, delimiters), terminated);
    }

    RawSegment header() {
        return segments.get(0);
    }

    List<RawSegment> all(String name) {
        return segments.stream().filter(segment -> segment.is(name)).toList();
    }

    Optional<RawSegment> first(String name) {
        return segments.stream().filter(segment -> segment.is(name)).findFirst();
    }

    static boolean mayBeEmpty(String name) {
        return MAY_BE_EMPTY.contains(name);
    }

    static int lineEnd(String message, int from) {
        for (int i = from; i < message.length(); i++) {
            if (message.charAt(i) == '\r' || message.charAt(i) == '\n') {
                return i;
            }
        }
        return message.length();
    }

    /** Lines into segments: in a message as it should be, each line is cut out once and nothing is copied. */
    private static final class SegmentLines {
        private final String message;
        private final Delimiters delimiters;
        private final Warnings warnings;
        private final List<RawSegment> segments = new ArrayList<>();
        private int openStart = -1;
        private int openEnd;
        private final StringBuilder continued = new StringBuilder();
        private int blankLines;

        SegmentLines(String message, Delimiters delimiters, Warnings warnings) {
            this.message = message;
            this.delimiters = delimiters;
            this.warnings = warnings;
        }

        List<RawSegment> segments() {
            for (int start = 0; start < message.length(); ) {
                int end = lineEnd(message, start);
                line(start, end);
                boolean crlf = message.startsWith("\r\n", end);
                start = end + (crlf ? 2 : 1);
            }
            close();
            return segments;
        }

        private void line(int start, int end) {
            int first = start;
            while (first < end && TextAccount.isBlank(message.charAt(first))) {
                first++;
            }
            if (first == end) {
                blankLines++;
                return;
            }
            if (beginsSegment(first, end)) {
                close();
                openStart = first;
                openEnd = end;
            } else {
                goOn(start, end);
            }
            blankLines = 0;
        }

        private void goOn(int start, int end) {
            if (continued.isEmpty()) {
                continued.append(message, openStart, openEnd);
            }
            continued.append("\n".repeat(blankLines + 1)).append(message, start, end);
            warnings.add(ReadWarning.CONTINUATION_LINE);
        }

        private void close() {
            if (openStart >= 0) {
                String line = continued.isEmpty() ? message.substring(openStart, openEnd) : continued.toString();
                segments.add(new RawSegment(line.substring(0, 3), line, delimiters));
                continued.setLength(0);
            }
        }

        private boolean beginsSegment(int at, int end) {
            if (at + 3 > end || !letter(at) || !letterOrDigit(at + 1) || !letterOrDigit(at + 2)) {
                return false;
            }
            return at + 3 < end && message.charAt(at + 3) == delimiters.field()
                    || mayBeEmpty(message.substring(at, at + 3))
                            && TextAccount.characters(message.substring(at + 3, end)) == 0;
        }

        private boolean letter(int at) {
            return message.charAt(at) >= 'A' && message.charAt(at) <= 'Z';
        }

        private boolean letterOrDigit(int at) {
            return letter(at) || message.charAt(at) >= '0' && message.charAt(at) <= '9';
        }
    }
}
