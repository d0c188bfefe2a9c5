package org.radiologygpt.hl7v2;

import org.radiologygpt.report.TextAccount;

/**
 * Counts the characters of OBX-5 and NTE-3 in a decoded message, in one pass and on purpose without the parser's help:
 * what the parser loses, this count must still see.
 */
final class ReceivedText {
    private final String message;
    private final char field;
    private int wantedField;
    private int currentField;
    private int count;

    private ReceivedText(String message, Delimiters delimiters) {
        this.message = message;
        this.field = delimiters.field();
    }

    static int count(String message, Delimiters delimiters) {
        return new ReceivedText(message, delimiters).count();
    }

    private int count() {
        boolean lineStart = true;
        for (int i = 0; i < message.length(); i++) {
            char c = message.charAt(i);
            if (c == '\r' || c == '\n') {
                lineStart = true;
            } else if (lineStart && !TextAccount.isBlank(c)) {
                lineStart = false;
                i = begin(i);
            } else if (currentField <= wantedField) {
                take(c);
            }
        }
        return count;
    }

    /** First character of a line: a segment's name, which is skipped, or text that goes on. */
    private int begin(int at) {
        if (!isSegment(at)) {
            take(message.charAt(at));
            return at;
        }
        wantedField = message.startsWith("OBX", at) ? 5 : message.startsWith("NTE", at) ? 3 : -1;
        currentField = 0;
        return at + 2;
    }

    private void take(char c) {
        if (c == field) {
            currentField++;
        } else if (currentField == wantedField && !TextAccount.isBlank(c)) {
            count++;
        }
    }

    private boolean isSegment(int at) {
        if (at + 3 > message.length() || !isCapital(at) || !isCapitalOrDigit(at + 1) || !isCapitalOrDigit(at + 2)) {
            return false;
        }
        if (at + 3 < message.length() && message.charAt(at + 3) == field) {
            return true;
        }
        for (int i = at + 3; i < message.length() && message.charAt(i) != '\r' && message.charAt(i) != '\n'; i++) {
            if (!TextAccount.isBlank(message.charAt(i))) {
                return false;
            }
        }
        return Hl7Message.mayBeEmpty(message.substring(at, at + 3));
    }

    private boolean isCapital(int at) {
        return message.charAt(at) >= 'A' && message.charAt(at) <= 'Z';
    }

    private boolean isCapitalOrDigit(int at) {
        return isCapital(at) || message.charAt(at) >= '0' && message.charAt(at) <= '9';
    }
}
