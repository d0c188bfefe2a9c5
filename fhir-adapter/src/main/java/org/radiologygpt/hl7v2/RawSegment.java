package org.radiologygpt.hl7v2;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

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
        int wanted = name.equals("MSH") ? number - 1 : number;
        int start = 0;
        for (int i = 0; i < wanted; i++) {
            start = line.indexOf(delimiters.field(), start) + 1;
            if (start == 0) {
                return "";
            }
        }
        int end = line.indexOf(delimiters.field(), start);
        return line.substring(start, end < 0 ? line.length() : end);
    }

    int fields() {
        return (int) line.chars().filter(c -> c == delimiters.field()).count();
    }

    /** First component of the first repetition of a field, without blanks around it; HL7's null is empty. */
    String first(int number) {
        String value = parts(parts(field(number), delimiters.repetition()).get(0), delimiters.component())
                .get(0)
                .strip();
        return value.equals("\"\"") ? "" : value;
    }

    /** Divides at a delimiter; at least one part. */
    static List<String> parts(String value, char delimiter) {
        return value.indexOf(delimiter) < 0
                ? List.of(value)
                : new ArrayList<>(List.of(Pattern.compile(Pattern.quote(String.valueOf(delimiter)))
                        .split(value, -1)));
    }
}
