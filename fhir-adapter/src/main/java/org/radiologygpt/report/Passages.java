package org.radiologygpt.report;

import java.util.ArrayList;
import java.util.List;

/** Passages under construction: the open one, and whether the next line may begin a sentence. */
final class Passages {
    private static final String SENTENCE_ENDS = ".!?:;*)]";

    private final List<Passage> done = new ArrayList<>();
    private final StringBuilder text;
    private SectionKind kind;
    private SectionKind resumed;
    private String heading = "";
    private boolean atBreak = true;
    private boolean afterIgnored;

    /**
     * Begins with nothing.
     *
     * @param kind section of the text before the first heading
     * @param length characters to come, about
     */
    Passages(SectionKind kind, int length) {
        this.text = new StringBuilder(length + 1);
        this.kind = kind;
        this.resumed = kind;
    }

    /** The section that the next line belongs to unless it begins another. */
    SectionKind open() {
        return kind == SectionKind.IGNORED ? resumed : kind;
    }

    boolean atBreak() {
        return atBreak;
    }

    boolean afterIgnored() {
        return afterIgnored;
    }

    void open(SectionKind next, String words) {
        close();
        kind = next;
        resumed = next;
        heading = words;
        atBreak = true;
        afterIgnored = false;
    }

    void add(String line) {
        if (line.isBlank() && kind == SectionKind.IGNORED) {
            afterIgnored = false;
            return;
        }
        if (kind == SectionKind.IGNORED && resumed != SectionKind.IGNORED) {
            close();
            kind = resumed;
        }
        String written = line.stripTrailing();
        text.append(written).append('\n');
        atBreak = written.isEmpty() || SENTENCE_ENDS.indexOf(written.charAt(written.length() - 1)) >= 0;
        afterIgnored = false;
    }

    void ignore(String line) {
        if (kind != SectionKind.IGNORED) {
            close();
            kind = SectionKind.IGNORED;
        }
        text.append(line.strip()).append('\n');
        atBreak = true;
        afterIgnored = true;
    }

    List<Passage> all() {
        close();
        return List.copyOf(done);
    }

    private void close() {
        String body = withoutBlankEdges(text);
        if (!heading.isEmpty() || !body.isEmpty()) {
            done.add(new Passage(kind, heading, body));
        }
        text.setLength(0);
        heading = "";
    }

    /** Without blank lines before and after; the first line keeps its indent. One copy: a text may be of megabytes. */
    private static String withoutBlankEdges(StringBuilder lines) {
        int end = lines.length();
        while (end > 0 && Character.isWhitespace(lines.charAt(end - 1))) {
            end--;
        }
        int start = 0;
        for (int i = 0; i < end && Character.isWhitespace(lines.charAt(i)); i++) {
            start = lines.charAt(i) == '\n' ? i + 1 : start;
        }
        return lines.substring(start, end);
    }
}
