package org.radiologygpt.deid;

import java.util.ArrayList;
import java.util.List;

/**
 * Several texts of one report, searched as one: a name signed in one section is known in all, and an identifier that a
 * sender broke over two lines of a message is found.
 */
record JoinedTexts(List<String> texts, String separator) {
    JoinedTexts {
        texts = List.copyOf(texts);
    }

    /** All of them, one after the other. */
    String value() {
        return texts.size() == 1 ? texts.get(0) : String.join(separator, texts);
    }

    /** What was found in all, by text; what reaches over an edge has a piece on each side. */
    List<List<Span>> divided(List<Span> spans) {
        List<List<Span>> divided = new ArrayList<>();
        int start = 0;
        for (String text : texts) {
            divided.add(within(spans, start, start + text.length()));
            start += text.length() + separator.length();
        }
        return divided;
    }

    private static List<Span> within(List<Span> spans, int start, int end) {
        List<Span> own = new ArrayList<>();
        for (Span span : spans) {
            int from = Math.max(span.start(), start);
            int to = Math.min(span.end(), end);
            if (from < to) {
                own.add(new Span(from - start, to - start, span.kind(), span.identity()));
            }
        }
        return own;
    }
}
