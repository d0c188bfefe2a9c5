package org.radiologygpt.hl7v2;

import java.util.ArrayList;
import java.util.List;

/**
 * One segment as it stands in the message. Raw fields keep what a typed model would divide or drop.
 *
 * @param name as {@code OBX}
 * @param line the whole segment, continuation lines joined by {@code \n}
 */
record RawSegment(String name, String line, Delimiters delimiters) {

    boolean is(String other) {
        return name.equals(other);
    }

    /** A field as it stands, or the empty string; the first is 1, for MSH too. */
    String field(int number) {
        int start = start(name.equals("MSH") ? number - 1 : number);
        if (start < 0) {
            return "";
        }
        int end = line.indexOf(delimiters.field(), start);
        return line.substring(start, end < 0 ? line.length() : end);
    }

    /** A field and all that follow it, as they stand. */
    String from(int number) {
        int start = start(number);
        return start < 0 ? "" : line.substring(start);
    }

    int fields() {
        int fields = 0;
        for (int at = line.indexOf(delimiters.field()); at >= 0; at = line.indexOf(delimiters.field(), at + 1)) {
            fields++;
        }
        return fields;
    }

    /** First component of the first repetition of a field, without blanks around it; HL7's null is empty. */
    String first(int number) {
        String value = field(number);
        int end = 0;
        while (end < value.length()
                && value.charAt(end) != delimiters.repetition()
                && value.charAt(end) != delimiters.component()) {
            end++;
        }
        String first = value.substring(0, end).strip();
        return first.equals("\"\"") ? "" : first;
    }

    private int start(int field) {
        int start = 0;
        for (int i = 0; i < field; i++) {
            start = line.indexOf(delimiters.field(), start) + 1;
            if (start == 0) {
                return -1;
            }
        }
        return start;
    }

    /** Divides at a delimiter; at least one part. */
    static List<String> parts(String value, char delimiter) {
        int end = value.indexOf(delimiter);
        if (end < 0) {
            return List.of(value);
        }
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (; end >= 0; end = value.indexOf(delimiter, start)) {
            parts.add(value.substring(start, end));
            start = end + 1;
        }
        parts.add(value.substring(start));
        return parts;
    }
}
