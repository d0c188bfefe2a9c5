package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.radiologygpt.guard.Lexicon.Trigger;

/** Where in a sentence the words stand that negate, doubt, end a scope or speak of the past (after NegEx, Chapman 2001). */
final class Triggers {
    /** The words of a trigger: from, inclusive, to, exclusive. */
    record Span(int start, int end) {}

    private static final Set<String> ENDS = Set.of(".", ",", ";");

    private final Trigger[] pre;
    private final boolean[] stop;
    private final boolean[] history;
    private final List<Span> posts = new ArrayList<>();
    private final List<Span> doubts = new ArrayList<>();

    Triggers(List<String> words, Lexicon lexicon) {
        pre = new Trigger[words.size()];
        stop = new boolean[words.size()];
        history = new boolean[words.size()];
        int at = 0;
        while (at < words.size()) {
            List<Phrases.Hit<Trigger>> hits = answers(lexicon.triggersAt(words, at), words, at);
            for (Phrases.Hit<Trigger> hit : hits) {
                note(hit.value(), at, at + hit.length());
            }
            at += hits.isEmpty() ? 1 : hits.get(0).length();
        }
    }

    /** {@code Pneumothorax: no.} answers what precedes; in {@code Pleura: no pneumothorax} the label is none. */
    private static List<Phrases.Hit<Trigger>> answers(List<Phrases.Hit<Trigger>> hits, List<String> words, int at) {
        if (!words.get(at).equals(":")) {
            return hits;
        }
        return hits.stream().filter(hit -> ends(words, at + hit.length())).toList();
    }

    private static boolean ends(List<String> words, int at) {
        return at >= words.size() || ENDS.contains(words.get(at));
    }

    private void note(Trigger trigger, int start, int end) {
        switch (trigger) {
            case PRE, UNCERTAIN_PRE -> {
                if (pre[end - 1] != Trigger.PRE) {
                    pre[end - 1] = trigger;
                }
            }
            case POST -> posts.add(new Span(start, end));
            case UNCERTAIN_POST -> doubts.add(new Span(start, end));
            case STOP -> Arrays.fill(stop, start, end, true);
            case HISTORY -> Arrays.fill(history, start, end, true);
            case PSEUDO -> {
                // holds a negating word and negates nothing
            }
        }
    }

    /** A negation or doubt of what follows that ends at this word. */
    Optional<Trigger> before(int index) {
        return Optional.ofNullable(pre[index]);
    }

    /** Whether a negation of what follows ends at this word. */
    boolean negates(int index) {
        return pre[index] == Trigger.PRE;
    }

    boolean stops(int index) {
        return stop[index];
    }

    boolean isPast(int index) {
        return history[index];
    }

    /** Negations of what stands before them. */
    List<Span> posts() {
        return posts;
    }

    /** Doubts of what stands before them. */
    List<Span> doubts() {
        return doubts;
    }
}
