package org.radiologygpt.bench.deid;

/**
 * Writes a phrase: {@code {slot}} or {@code {slot:argument}} is filled, {@code <one|other>} chosen from, {@code [term]} labelled as
 * clinical; all three nest.
 */
final class Template {

    /** What fills a slot. */
    interface Slots {
        void fill(String slot, String argument, LabelledText out);
    }

    private final Slots slots;
    private final Dice dice;

    Template(Slots slots, Dice dice) {
        this.slots = slots;
        this.dice = dice;
    }

    void write(String phrase, LabelledText out) {
        int at = 0;
        while (at < phrase.length()) {
            char open = phrase.charAt(at);
            int end = "{<[".indexOf(open) < 0 ? at : closing(phrase, at);
            switch (open) {
                case '{' -> slot(phrase.substring(at + 1, end), out);
                case '<' -> choice(phrase.substring(at + 1, end), out);
                case '[' -> term(phrase.substring(at + 1, end), out);
                default -> out.plain(String.valueOf(open));
            }
            at = end + 1;
        }
    }

    private void slot(String inside, LabelledText out) {
        int colon = inside.indexOf(':');
        slots.fill(colon < 0 ? inside : inside.substring(0, colon), colon < 0 ? "" : inside.substring(colon + 1), out);
    }

    private void term(String inside, LabelledText out) {
        int start = out.length();
        write(inside, out);
        out.clinicalSince(start);
    }

    private void choice(String inside, LabelledText out) {
        int choices = 1;
        for (int bar = bar(inside, 0); bar < inside.length(); bar = bar(inside, bar + 1)) {
            choices++;
        }
        int start = 0;
        for (int skip = dice.between(0, choices - 1); skip > 0; skip--) {
            start = bar(inside, start) + 1;
        }
        write(inside.substring(start, bar(inside, start)), out);
    }

    /** Where the next bar outside brackets stands, or the end. */
    private static int bar(String inside, int from) {
        int depth = 0;
        for (int i = from; i < inside.length(); i++) {
            char at = inside.charAt(i);
            depth += "{<[".indexOf(at) >= 0 ? 1 : "}>]".indexOf(at) >= 0 ? -1 : 0;
            if (at == '|' && depth == 0) {
                return i;
            }
        }
        return inside.length();
    }

    private static int closing(String phrase, int open) {
        int depth = 0;
        for (int i = open; i < phrase.length(); i++) {
            char at = phrase.charAt(i);
            depth += "{<[".indexOf(at) >= 0 ? 1 : "}>]".indexOf(at) >= 0 ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("a bracket is left open at " + open + " in: " + phrase);
    }
}
