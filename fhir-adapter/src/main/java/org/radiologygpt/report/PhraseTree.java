package org.radiologygpt.report;

import java.util.Arrays;
import java.util.Optional;

/**
 * Phrases by their letters, to find the longest one that stands at an index of a line. Case and accents do not count;
 * a blank in a phrase stands for one to three. A search costs as many steps as the phrase has letters, however many
 * phrases there are.
 */
final class PhraseTree<T> {
    private static final int MOST_BLANKS = 3;

    /**
     * A phrase in a line.
     *
     * @param end one after its last character
     */
    record Match<T>(T value, int end) {}

    private static final class Node<T> {
        private char[] letters = {};
        private Object[] next = {};
        private Optional<T> value = Optional.empty();

        @SuppressWarnings("unchecked")
        private Node<T> after(char letter) {
            int at = Arrays.binarySearch(letters, letter);
            return at < 0 ? null : (Node<T>) next[at];
        }

        private Node<T> grown(char letter) {
            Node<T> known = after(letter);
            return known == null ? inserted(letter) : known;
        }

        private Node<T> inserted(char letter) {
            int at = -Arrays.binarySearch(letters, letter) - 1;
            Node<T> child = new Node<>();
            letters = Arrays.copyOf(letters, letters.length + 1);
            next = Arrays.copyOf(next, next.length + 1);
            System.arraycopy(letters, at, letters, at + 1, letters.length - 1 - at);
            System.arraycopy(next, at, next, at + 1, next.length - 1 - at);
            letters[at] = letter;
            next[at] = child;
            return child;
        }
    }

    private final Node<T> root = new Node<>();

    /** Adds a phrase; the last value of one phrase counts. Not safe while another thread searches. */
    void put(String phrase, T value) {
        Node<T> node = root;
        for (String letter : folded(phrase).split("")) {
            node = node.grown(letter.charAt(0));
        }
        node.value = Optional.of(value);
    }

    /** True where some phrase begins with this character. */
    boolean mayBegin(char letter) {
        return root.after(Letters.fold(letter)) != null;
    }

    /** The longest phrase that begins at an index and is followed by neither letter nor digit. */
    Optional<Match<T>> at(String line, int from) {
        Optional<Match<T>> longest = Optional.empty();
        Node<T> node = root;
        int at = from;
        while (at < line.length()) {
            char letter = line.charAt(at);
            boolean blank = Letters.isBlank(letter);
            node = node.after(blank ? ' ' : Letters.fold(letter));
            if (node == null) {
                return longest;
            }
            at = blank ? afterBlanks(line, at) : afterAccents(line, at + 1);
            if (node.value.isPresent() && endsWord(line, at)) {
                longest = Optional.of(new Match<>(node.value.get(), at));
            }
        }
        return longest;
    }

    private static int afterBlanks(String line, int from) {
        return Math.min(Letters.afterBlanks(line, from), from + MOST_BLANKS);
    }

    private static int afterAccents(String line, int from) {
        int at = from;
        while (at < line.length() && Letters.isAccent(line.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean endsWord(String line, int at) {
        return at == line.length() || !Character.isLetterOrDigit(line.codePointAt(at));
    }

    private static String folded(String phrase) {
        StringBuilder folded = new StringBuilder();
        for (String word : phrase.strip().split("[\\s\\u00a0]+")) {
            folded.append(folded.length() == 0 ? "" : " ");
            word.chars().filter(c -> !Letters.isAccent((char) c)).forEach(c -> folded.append(Letters.fold((char) c)));
        }
        return folded.toString();
    }
}
