package org.radiologygpt.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The items of an impression: {@code 1.}, {@code 1)}, {@code (1)}, {@code #1}, {@code I.}, {@code a.} or bullets, each with
 * its wrapped lines. An impression without such marks has its paragraphs as items. Nothing but marks and blanks is lost.
 */
public final class ImpressionItems {
    private static final Pattern MARK = Pattern.compile("[\\s\\u00a0]*(?:#\\s?(?<hash>\\d{1,2})[.):]?|\\((?<bracket>\\d{1,2})\\)"
            + "|(?<number>\\d{1,2})[.)](?!\\d)|(?<roman>[IVX]{1,5})[.)]|(?<letter>[A-Ha-h])[.)]|(?<bullet>[*•·▪‣–—>+-]))"
            + "(?:[\\s\\u00a0]+|(?<![*•·▪‣–—>+-])(?=\\p{L}))");
    private static final List<String> STYLES = List.of("hash", "bracket", "number", "roman", "letter", "bullet");
    private static final List<String> ROMANS =
            List.of("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV");

    /**
     * A mark at the beginning of an item.
     *
     * @param number its number, 0 for a bullet
     * @param end where the text of the item begins
     */
    private record Mark(String style, int number, int end) {
        private boolean follows(Mark before) {
            return style.equals(before.style) && (number == 0 || number == before.number + 1 || number == 1);
        }
    }

    private final List<String> items = new ArrayList<>();
    private final StringBuilder item = new StringBuilder();
    private Optional<Mark> last = Optional.empty();

    private ImpressionItems() {}

    /** The items in order, each on one line; empty where the text is blank. */
    public static List<String> of(String impression) {
        ImpressionItems reading = new ImpressionItems();
        impression.lines().forEach(reading::line);
        reading.close();
        return List.copyOf(reading.items);
    }

    private void line(String line) {
        Optional<Mark> mark = mark(line, 0).filter(this::opens);
        if (mark.isPresent()) {
            close();
            last = mark;
            marked(line, mark.get().end());
        } else if (line.isBlank()) {
            paragraph();
        } else {
            marked(line, 0);
        }
    }

    /** An item may go on with the next number on its own line: {@code 1. Normal. 2. No fracture.} */
    private void marked(String line, int from) {
        int start = from;
        for (int at = from + 1; last.isPresent() && last.get().number() > 0 && at < line.length(); at++) {
            if (Letters.isBlank(line.charAt(at)) && ".;:".indexOf(line.charAt(at - 1)) >= 0) {
                Optional<Mark> next = mark(line, at).filter(mark -> isNext(mark, last.get()));
                if (next.isPresent()) {
                    append(line.substring(start, at));
                    close();
                    last = next;
                    start = next.get().end();
                    at = start;
                }
            }
        }
        append(line.substring(start));
    }

    private static boolean isNext(Mark mark, Mark before) {
        return mark.style().equals(before.style()) && mark.number() == before.number() + 1;
    }

    /** The first mark, or the next of its kind; others, as the letters under a number, stay in the item. */
    private boolean opens(Mark mark) {
        return last.map(mark::follows).orElse(mark.number() <= 1);
    }

    /** Without marks a blank line ends an item; with marks the item may go on. */
    private void paragraph() {
        if (last.isEmpty()) {
            close();
        }
    }

    private void append(String text) {
        item.append(item.length() == 0 ? "" : " ").append(text.strip());
    }

    private void close() {
        String text = item.toString().strip();
        if (!text.isEmpty()) {
            items.add(text);
        }
        item.setLength(0);
    }

    private static Optional<Mark> mark(String line, int from) {
        Matcher matcher = MARK.matcher(line).region(from, line.length()).useTransparentBounds(true);
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        return STYLES.stream()
                .filter(style -> matcher.group(style) != null)
                .findFirst()
                .map(style -> new Mark(style, number(style, matcher.group(style)), matcher.end()));
    }

    private static int number(String style, String mark) {
        return switch (style) {
            case "bullet" -> 0;
            case "roman" -> ROMANS.indexOf(mark) + 1;
            case "letter" -> Character.toLowerCase(mark.charAt(0)) - 'a' + 1;
            default -> Integer.parseInt(mark);
        };
    }
}
