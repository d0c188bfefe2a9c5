package org.radiologygpt.hl7v2;

/**
 * Whether a line that begins like a header within an open message is one, or text of a report: {@code MSH2 mutation} or
 * {@code BTS scan} on a line of its own. A header's name is followed by the field separator of the message before, or by
 * three different marks as in {@code |^~}.
 */
final class HeaderMark {
    /** Bytes to look at behind the name. */
    static final int BEHIND = 3;

    private static final int NONE = -1;

    private int separator = NONE;

    /** No message is open: what comes next may begin in any shape. */
    void clear() {
        separator = NONE;
    }

    /** A header begins; {@code next} is what follows its name. */
    void begin(byte[] next) {
        separator = next.length > 0 && isMark(next[0]) ? next[0] : NONE;
    }

    boolean isHeader(byte[] next) {
        return separator == NONE || next.length > 0 && next[0] == separator || isShape(next);
    }

    /** A trailer may be its name alone. */
    boolean isBatchLine(byte[] next) {
        return isHeader(next) || next.length == 0 || FrameBuffer.isBlank(next[0]) && next[0] != ' ' && next[0] != '\t';
    }

    private static boolean isShape(byte[] next) {
        return next.length == BEHIND
                && isMark(next[0])
                && isMark(next[1])
                && isMark(next[2])
                && next[0] != next[1]
                && next[1] != next[2];
    }

    private static boolean isMark(byte value) {
        return value > ' ' && value < 0x7f && !Character.isLetterOrDigit(value);
    }
}
