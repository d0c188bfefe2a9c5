package org.radiologygpt.markup;

import java.util.Locale;
import org.jsoup.nodes.Element;

/** The marks of a list's items: bullets, or numbers as the browser counts them. */
final class HtmlList {
    private static final String BULLET = "- ";
    private final boolean ordered;
    private final String type;
    private int next;

    private HtmlList(boolean ordered, String type, int next) {
        this.ordered = ordered;
        this.type = type;
        this.next = next;
    }

    static HtmlList of(Element list) {
        return new HtmlList(list.normalName().equals("ol"), list.attr("type"), number(list.attr("start"), 1));
    }

    String mark(Element item) {
        if (!ordered) {
            return BULLET;
        }
        int number = number(item.attr("value"), next);
        next = number + 1;
        return (type.equalsIgnoreCase("a") && number >= 1 && number <= 26 ? letter(number) : String.valueOf(number))
                + ". ";
    }

    private String letter(int number) {
        String letter = String.valueOf((char) ('a' + number - 1));
        return type.equals("A") ? letter.toUpperCase(Locale.ROOT) : letter;
    }

    private static int number(String written, int otherwise) {
        return written.matches("-?[0-9]{1,6}") ? Integer.parseInt(written) : otherwise;
    }
}
