package org.radiologygpt.trainer.promote;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes elements with text in them. */
final class Xml {
    private final StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private final Deque<String> open = new ArrayDeque<>();

    Xml(String root, String namespace) {
        text.append("<").append(root).append(" xmlns=\"").append(namespace).append("\">\n");
        open.push(root);
    }

    Xml open(String element) {
        indent().append("<").append(element).append(">\n");
        open.push(element);
        return this;
    }

    Xml text(String element, String value) {
        indent().append("<").append(element).append(">");
        text.append(escaped(value)).append("</").append(element).append(">\n");
        return this;
    }

    Xml close() {
        String element = open.pop();
        indent().append("</").append(element).append(">\n");
        return this;
    }

    /** The document, with all closed. */
    String end() {
        while (!open.isEmpty()) {
            close();
        }
        return text.toString();
    }

    private StringBuilder indent() {
        return text.append("  ".repeat(open.size()));
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "");
    }
}
