package org.radiologygpt.trainer.synthetic;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A phrase with alternatives {@code [a|b|c]}, which may nest, and slots: {@code {side}} is filled from the finding,
 * {@code {#mm 3-9}} with a fresh measurement.
 */
final class Phrase {
    private static final Pattern SLOT = Pattern.compile("\\{([^{}]+)}");
    private final String source;
    private final Node root;

    private Phrase(String source, Node root) {
        this.source = source;
        this.root = root;
    }

    static Phrase parse(String source) {
        Reader reader = new Reader(source);
        Node root = reader.sequence();
        if (reader.position != source.length()) {
            throw new IllegalArgumentException("unbalanced brackets in phrase: " + source);
        }
        return new Phrase(source, root);
    }

    String render(Dice dice, Map<String, String> slots) {
        StringBuilder text = new StringBuilder();
        root.append(dice, text);
        return SLOT.matcher(text).replaceAll(slot -> Matcher.quoteReplacement(fill(slot.group(1), dice, slots)));
    }

    /** Names of the slots that stand in every wording. */
    Set<String> slots() {
        return root.certainSlots();
    }

    /** Wordings before slots are filled. */
    long wordings() {
        return root.count();
    }

    @Override
    public String toString() {
        return source;
    }

    private String fill(String slot, Dice dice, Map<String, String> slots) {
        if (slot.startsWith("#")) {
            return Measurement.parse(slot).sample(dice);
        }
        String value = slots.get(slot);
        if (value == null) {
            throw new IllegalArgumentException("no slot " + slot + " for phrase: " + source);
        }
        return value;
    }

    private static Set<String> slotsIn(String text) {
        Set<String> names = new HashSet<>();
        Matcher slots = SLOT.matcher(text);
        while (slots.find()) {
            names.add(slots.group(1));
        }
        return names;
    }

    private sealed interface Node {
        void append(Dice dice, StringBuilder text);

        long count();

        Set<String> certainSlots();
    }

    private record Text(String text) implements Node {
        @Override
        public void append(Dice dice, StringBuilder out) {
            out.append(text);
        }

        @Override
        public long count() {
            return 1;
        }

        @Override
        public Set<String> certainSlots() {
            return slotsIn(text);
        }
    }

    private record Sequence(List<Node> parts) implements Node {
        @Override
        public void append(Dice dice, StringBuilder text) {
            parts.forEach(part -> part.append(dice, text));
        }

        @Override
        public long count() {
            return parts.stream().mapToLong(Node::count).reduce(1, (a, b) -> a * b);
        }

        @Override
        public Set<String> certainSlots() {
            Set<String> all = new HashSet<>();
            parts.forEach(part -> all.addAll(part.certainSlots()));
            return all;
        }
    }

    private record Choice(List<Node> alternatives) implements Node {
        @Override
        public void append(Dice dice, StringBuilder text) {
            dice.pick(alternatives).append(dice, text);
        }

        @Override
        public long count() {
            return alternatives.stream().mapToLong(Node::count).sum();
        }

        @Override
        public Set<String> certainSlots() {
            Set<String> common = new HashSet<>(alternatives.get(0).certainSlots());
            alternatives.forEach(alternative -> common.retainAll(alternative.certainSlots()));
            return common;
        }
    }

    private static final class Reader {
        private final String source;
        private int position;

        Reader(String source) {
            this.source = source;
        }

        Node sequence() {
            List<Node> parts = new ArrayList<>();
            while (position < source.length() && "|]".indexOf(source.charAt(position)) < 0) {
                parts.add(source.charAt(position) == '[' ? choice() : text());
            }
            return new Sequence(parts);
        }

        private Node choice() {
            List<Node> alternatives = new ArrayList<>();
            do {
                position++;
                alternatives.add(sequence());
            } while (position < source.length() && source.charAt(position) == '|');
            if (position >= source.length()) {
                throw new IllegalArgumentException("unbalanced brackets in phrase: " + source);
            }
            position++;
            return new Choice(alternatives);
        }

        private Node text() {
            int start = position;
            while (position < source.length() && "[|]".indexOf(source.charAt(position)) < 0) {
                position++;
            }
            return new Text(source.substring(start, position));
        }
    }
}
