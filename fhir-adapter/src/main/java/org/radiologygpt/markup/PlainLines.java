package org.radiologygpt.markup;

/** Lines without trailing blanks, at most one blank line in a row, none first or last. Indentation is kept. */
final class PlainLines {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder line = new StringBuilder();
    private boolean blankLine;

    void add(char letter) {
        line.append(letter);
    }

    void add(CharSequence words) {
        line.append(words);
    }

    /** Ends the line: a second end in a row is a blank line. */
    void end() {
        int length = line.length();
        while (length > 0 && Character.isWhitespace(line.charAt(length - 1))) {
            length--;
        }
        if (length == 0) {
            blankLine = !text.isEmpty();
        } else {
            if (!text.isEmpty()) {
                text.append(blankLine ? "\n\n" : "\n");
            }
            text.append(line, 0, length);
            blankLine = false;
        }
        line.setLength(0);
    }

    boolean atLineStart() {
        return line.isEmpty();
    }

    String text() {
        end();
        return text.toString();
    }
}
