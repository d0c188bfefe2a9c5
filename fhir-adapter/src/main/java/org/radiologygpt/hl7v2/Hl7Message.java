package org.radiologygpt.hl7v2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.radiologygpt.report.RejectReason;

/**
 * The segments of one message in file order.
 *
 * @param terminated the last segment has a segment end
 */
record Hl7Message(Delimiters delimiters, List<RawSegment> segments, boolean terminated) {
    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");
    private static final Pattern NAME = Pattern.compile("\\s*([A-Z][A-Z0-9]{2})");
    /** Segments that may stand without a field; any other short line belongs to the text before it. */
    private static final Set<String> KNOWN = Set.of("MSH", "PID", "NK1", "PV1", "PV2", "ORC", "OBR", "OBX", "NTE");

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
        Delimiters delimiters = Delimiters.of(LINE_END.split(message, 2)[0]);
        boolean terminated = message.endsWith("\r") || message.endsWith("\n");
        return new Hl7Message(delimiters, segments(message, delimiters, warnings), terminated);
    }

    RawSegment header() {
        return segments.get(0);
    }

    Optional<RawSegment> first(String name) {
        return segments.stream().filter(segment -> segment.is(name)).findFirst();
    }

    private static List<RawSegment> segments(String message, Delimiters delimiters, Warnings warnings) {
        List<RawSegment> segments = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        int blankLines = 0;
        for (String line : LINE_END.split(message)) {
            if (name(line, delimiters).isPresent()) {
                close(open, delimiters, segments);
                open.append(line.stripLeading());
            } else if (!line.isBlank()) {
                open.append("\n".repeat(blankLines + 1)).append(line);
                warnings.add(ReadWarning.CONTINUATION_LINE);
            }
            blankLines = line.isBlank() ? blankLines + 1 : 0;
        }
        close(open, delimiters, segments);
        return segments;
    }

    private static void close(StringBuilder open, Delimiters delimiters, List<RawSegment> segments) {
        if (!open.isEmpty()) {
            String line = open.toString();
            segments.add(new RawSegment(line.substring(0, 3), line, delimiters));
            open.setLength(0);
        }
    }

    private static Optional<String> name(String line, Delimiters delimiters) {
        Matcher matcher = NAME.matcher(line);
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        String name = matcher.group(1);
        boolean fields = matcher.end() < line.length() && line.charAt(matcher.end()) == delimiters.field();
        boolean bare = line.substring(matcher.end()).isBlank() && KNOWN.contains(name);
        return fields || bare ? Optional.of(name) : Optional.empty();
    }
}
