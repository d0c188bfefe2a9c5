package org.radiologygpt.markup;

/** Text as a browser flows it: runs of blanks are one, breaks between blocks are due only when words follow. */
final class FlowingLines {
    private static final String INDENT = "  ";
    private static final int DEEPEST_INDENT = 8;
    private final PlainLines lines = new PlainLines();
    private int breaksDue;
    private int cellsDue;
    private boolean atCellStart;
    private boolean blankDue;
    private String markDue = "";

    /** Blanks and line ends of the source separate words, no more. */
    void flowing(String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r' || letter == '\f') {
                blankDue = true;
            } else {
                print(letter);
            }
        }
    }

    /** Every blank and line end stands. */
    void preserved(String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            boolean crlf = letter == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if (letter == '\n' || letter == '\r' && !crlf) {
                lineBreak();
            } else if (!crlf) {
                print(letter);
            }
        }
    }

    void lineBreak() {
        breaks();
        lines.end();
        blankDue = false;
    }

    void block() {
        breaksDue = atCellStart ? breaksDue : Math.max(breaksDue, 1);
    }

    void paragraph() {
        breaksDue = atCellStart ? breaksDue : 2;
    }

    void row() {
        breaksDue = Math.max(breaksDue, 1);
        cellsDue = 0;
        atCellStart = false;
    }

    /** Blocks that end the cell before, or begin this one, do not break the row. */
    void cell(boolean further) {
        if (further) {
            breaksDue = 0;
            cellsDue++;
        }
        atCellStart = true;
    }

    /** A list item's mark stands before its words, however many blocks lie between. */
    void mark(String mark, int depth) {
        settleMark();
        markDue = INDENT.repeat(Math.max(0, Math.min(depth, DEEPEST_INDENT) - 1)) + mark;
    }

    String text() {
        settleMark();
        return lines.text();
    }

    /** An item without words keeps its number: the next one would look misnumbered otherwise. */
    private void settleMark() {
        if (!markDue.isEmpty()) {
            breaks();
            writeMark();
            breaksDue = Math.max(breaksDue, 1);
        }
    }

    private void print(char letter) {
        breaks();
        writeMark();
        separate();
        lines.add(letter == '\u00a0' ? ' ' : letter);
    }

    private void separate() {
        if (cellsDue > 0) {
            lines.add("\t".repeat(cellsDue));
        } else if (blankDue && !lines.atLineStart()) {
            lines.add(' ');
        }
        cellsDue = 0;
        atCellStart = false;
        blankDue = false;
    }

    private void breaks() {
        if (breaksDue > 0 && !lines.atLineStart()) {
            lines.end();
        }
        if (breaksDue > 1) {
            lines.end();
        }
        blankDue &= breaksDue == 0;
        breaksDue = 0;
    }

    private void writeMark() {
        if (!markDue.isEmpty()) {
            lines.add(markDue);
            markDue = "";
            blankDue = false;
            breaksDue = 0;
        }
    }
}
