package org.radiologygpt.markup;

import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * One pass over an RTF document (Microsoft's RTF 1.9.1). Groups lie on a stack of our own, so depth costs memory, not the
 * thread's stack. Lenient: a brace too few or too many loses no text.
 */
final class RtfReader {
    private static final int DEEPEST = 50_000;
    private static final int MOST_FONTS = 10_000;
    private static final int LONGEST_FONT_NAME = 64;

    /** What a group inherits from the group around it. */
    private record Group(boolean unseen, boolean hidden, boolean deleted, int unicodeSkip, int font, boolean fonts) {
        Group unseenToo() {
            return new Group(true, hidden, deleted, unicodeSkip, font, false);
        }

        Group withHidden(boolean now) {
            return new Group(unseen, now, deleted, unicodeSkip, font, fonts);
        }

        Group withDeleted(boolean now) {
            return new Group(unseen, hidden, now, unicodeSkip, font, fonts);
        }

        Group withUnicodeSkip(int now) {
            return new Group(unseen, hidden, deleted, now, font, fonts);
        }

        Group withFont(int now) {
            return new Group(unseen, hidden, deleted, unicodeSkip, now, fonts);
        }

        Group fontTable() {
            return new Group(true, hidden, deleted, unicodeSkip, font, true);
        }

        boolean seen() {
            return !unseen && !hidden && !deleted;
        }
    }

    private final String rtf;
    private final boolean bytes;
    private final PlainLines lines = new PlainLines();
    private final Deque<Group> around = new ArrayDeque<>();
    private final Map<Integer, Integer> fontCharsets = new HashMap<>();
    private final Set<Integer> symbolFonts = new HashSet<>();
    private final StringBuilder fontName = new StringBuilder();
    private final RtfBytes pending = new RtfBytes();
    private Group group = new Group(false, false, false, 1, 0, false);
    private Charset document = RtfCodePages.ANSI;
    private int defaultFont;
    private int position;
    private int toSkip;
    private boolean starred;

    RtfReader(String rtf, boolean bytes) {
        this.rtf = rtf;
        this.bytes = bytes;
        while (position < rtf.length() && (rtf.charAt(position) <= ' ' || rtf.charAt(position) == '\ufeff')) {
            position++;
        }
        if (!rtf.startsWith("{\\rtf", position)) {
            throw new MarkupException("the text does not begin as RTF does");
        }
    }

    String text() {
        while (position < rtf.length()) {
            char next = rtf.charAt(position++);
            switch (next) {
                case '{' -> open();
                case '}' -> close();
                case '\\' -> control();
                case '\r', '\n', '\0' -> {}
                default -> character(next);
            }
        }
        flush();
        return lines.text();
    }

    private void open() {
        flush();
        if (around.size() >= DEEPEST) {
            throw new MarkupException("RTF groups are nested too deep");
        }
        around.push(group);
        toSkip = 0;
        starred = false;
    }

    private void close() {
        flush();
        group = around.isEmpty() ? group : around.pop();
        toSkip = 0;
        starred = false;
    }

    private void character(char letter) {
        if (toSkip > 0) {
            toSkip--;
        } else if (group.fonts()) {
            nameFont(letter);
        } else if (group.seen()) {
            if (symbolFont()) {
                flush();
                lines.add(RtfSymbols.of(letter));
            } else if (letter < 0x80 && pending.isEmpty()) {
                lines.add(letter);
            } else if (bytes || letter < 0x80) {
                pending.add(letter);
            } else {
                flush();
                lines.add(letter);
            }
        }
    }

    private boolean symbolFont() {
        return !symbolFonts.isEmpty() && symbolFonts.contains(group.font());
    }

    /** A font table's entry ends with its name and a semicolon. */
    private void nameFont(char letter) {
        if (letter != ';') {
            fontName.append(fontName.length() < LONGEST_FONT_NAME ? String.valueOf(letter) : "");
            return;
        }
        if (fontName.toString().strip().equalsIgnoreCase("Symbol") && symbolFonts.size() < MOST_FONTS) {
            symbolFonts.add(group.font());
        }
        fontName.setLength(0);
    }

    private void control() {
        if (position >= rtf.length()) {
            return;
        }
        char next = rtf.charAt(position);
        if (next >= 'a' && next <= 'z' || next >= 'A' && next <= 'Z') {
            word();
            return;
        }
        position++;
        switch (next) {
            case '\'' -> hexadecimal();
            case '*' -> starred = true;
            case '\\', '{', '}' -> character(next);
            case '~' -> character(' ');
            case '_' -> character('-');
            case '\r', '\n' -> lineBreak();
            case '\t' -> character('\t');
            default -> toSkip = Math.max(0, toSkip - 1);
        }
    }

    private void hexadecimal() {
        int high = position < rtf.length() ? Character.digit(rtf.charAt(position), 16) : -1;
        int low = position + 1 < rtf.length() ? Character.digit(rtf.charAt(position + 1), 16) : -1;
        if (high < 0 || low < 0) {
            return;
        }
        position += 2;
        char value = (char) (high * 16 + low);
        if (toSkip > 0) {
            toSkip--;
        } else if (group.seen()) {
            hexadecimalCharacter(value);
        }
    }

    private void hexadecimalCharacter(char value) {
        if (symbolFont()) {
            flush();
            lines.add(RtfSymbols.of(value));
        } else {
            pending.add(value);
        }
    }

    private void word() {
        int start = position;
        while (position < rtf.length() && isLetter(rtf.charAt(position))) {
            position++;
        }
        String name = rtf.substring(start, position);
        int numberStart = position;
        if (position < rtf.length() && rtf.charAt(position) == '-') {
            position++;
        }
        while (position < rtf.length() && isDigit(rtf.charAt(position))) {
            position++;
        }
        if (position == numberStart + 1 && rtf.charAt(numberStart) == '-') {
            position = numberStart;
        }
        boolean numbered = position > numberStart;
        int number = numbered ? number(numberStart, position) : 0;
        if (position < rtf.length() && rtf.charAt(position) == ' ') {
            position++;
        }
        apply(name, numbered, number);
    }

    private static boolean isLetter(char letter) {
        return letter >= 'a' && letter <= 'z' || letter >= 'A' && letter <= 'Z';
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }

    /** A number of more than nine digits is no parameter RTF knows: read as the greatest. */
    private int number(int from, int to) {
        return to - from > 10 ? Integer.MAX_VALUE : (int) Long.parseLong(rtf, from, to, 10);
    }

    private void apply(String name, boolean numbered, int number) {
        boolean star = starred;
        starred = false;
        if (name.equals("u") && numbered) {
            unicode(number);
        } else if (name.equals("bin")) {
            position = (int) Math.min(rtf.length(), (long) position + Math.max(0, number));
        } else if (toSkip > 0) {
            toSkip--;
        } else if (star && !RtfWords.STARRED_TEXT.contains(name)) {
            group = group.unseenToo();
        } else if (RtfWords.CHARACTERS.containsKey(name)) {
            printed(RtfWords.CHARACTERS.get(name));
        } else if (RtfWords.BREAKS.contains(name)) {
            lineBreak();
        } else {
            format(name, !numbered || number != 0, number);
        }
    }

    private void unicode(int number) {
        if (group.seen() && toSkip == 0) {
            flush();
            int unit = number & 0xffff;
            if (symbolFont() && unit >= 0xf020 && unit <= 0xf0ff) {
                lines.add(RtfSymbols.of((char) (unit - 0xf000)));
            } else if (unit != 0) {
                lines.add((char) unit);
            }
        }
        toSkip = group.unicodeSkip();
    }

    private void printed(char letter) {
        flush();
        if (group.seen()) {
            lines.add(letter);
        }
    }

    private void lineBreak() {
        flush();
        if (!group.unseen()) {
            lines.end();
        }
    }

    private void format(String name, boolean on, int number) {
        flush();
        switch (name) {
            case "fonttbl" -> group = group.fontTable();
            case "ansicpg" -> document = RtfCodePages.ofPage(number, document);
            case "mac" -> document = RtfCodePages.ofPage(10000, document);
            case "pc" -> document = RtfCodePages.ofPage(437, document);
            case "pca" -> document = RtfCodePages.ofPage(850, document);
            case "deff" -> {
                defaultFont = number;
                group = group.withFont(number);
            }
            case "f" -> group = group.withFont(number);
            case "fcharset" -> fontCharset(number);
            case "plain" -> group = group.withHidden(false).withDeleted(false).withFont(defaultFont);
            case "v" -> group = group.withHidden(on);
            case "deleted" -> group = group.withDeleted(on);
            case "uc" -> group = group.withUnicodeSkip(Math.max(0, Math.min(number, 16)));
            case "upr" -> skipFirstHalf();
            case "shptxt", "dptxbxtext" -> lineBreak();
            default -> group = RtfWords.UNSEEN.contains(name) ? group.unseenToo() : group;
        }
    }

    private void fontCharset(int number) {
        if (group.fonts() && fontCharsets.size() < MOST_FONTS) {
            fontCharsets.put(group.font(), number);
        }
    }

    /** {@code {\\upr{ansi}{\\*\\ud{unicode}}}}: both halves say the same, the second says it better. */
    private void skipFirstHalf() {
        if (position < rtf.length() && rtf.charAt(position) == '{') {
            open();
            group = group.unseenToo();
            position++;
        }
    }

    private void flush() {
        if (!pending.isEmpty()) {
            int charset = fontCharsets.getOrDefault(group.font(), 0);
            lines.add(pending.decoded(RtfCodePages.ofFont(charset, document)));
        }
    }

    /** Bytes of one code page that wait for their neighbours: half a double-byte character says nothing. */
    private static final class RtfBytes {
        private byte[] values = new byte[64];
        private int size;

        boolean isEmpty() {
            return size == 0;
        }

        void add(char value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = (byte) value;
        }

        String decoded(Charset charset) {
            String text = new String(values, 0, size, charset);
            size = 0;
            return text;
        }
    }
}
