package org.radiologygpt.deid;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Widens the names of a text by what belongs to them at their edges, whoever found them: an initial before or behind, the half
 * of a word that a line's end cut off.
 */
final class NameEdges {
    private static final Set<String> BEFORE_INITIAL = Set.of(" ", ", ", ",", "\n", ",\n", "^");
    private static final Set<String> BEHIND_INITIAL = Set.of(" ", ". ", ".", ".\n", "\n");
    private static final Set<String> CUT = Set.of("-\n", "- \n", "-\r\n");
    private static final int MOST = 3;

    private final Text text;
    private final List<Span> spans;

    private NameEdges(Text text, List<Span> spans) {
        this.text = text;
        this.spans = spans;
    }

    /**
     * The same spans, names widened.
     *
     * @param spans in order, none overlapping another
     */
    static List<Span> widened(Text text, List<Span> spans) {
        return new NameEdges(text, spans).widened();
    }

    private List<Span> widened() {
        List<Span> wide = new ArrayList<>(spans.size());
        int token = 0;
        int from = 0;
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            while (token < text.tokens().size() && text.tokens().get(token).end() <= span.start()) {
                token++;
            }
            if (span.kind() == PhiKind.NAME) {
                int to = i + 1 < spans.size()
                        ? spans.get(i + 1).start()
                        : text.value().length();
                span = new Span(start(span, token, from), end(span, token, to), span.kind(), span.identity());
            }
            wide.add(span);
            from = span.end();
        }
        return wide;
    }

    /** Where a name begins whose first token is known; not before {@code from}. */
    private int start(Span span, int first, int from) {
        int start = span.start();
        for (int at = first - 1;
                at >= Math.max(0, first - MOST) && text.tokens().get(at).start() >= from;
                at--) {
            Token token = text.tokens().get(at);
            String gap = text.value().substring(token.end(), start);
            boolean initial = isFree(at) && BEHIND_INITIAL.contains(gap) && !isArticleBefore(at, gap);
            boolean half = CUT.contains(gap) && token.isWord() && token.isCapitalised();
            if (!initial && !half) {
                return start;
            }
            start = token.start();
        }
        return start;
    }

    private boolean isArticleBefore(int at, String gap) {
        String letter = text.tokens().get(at).folded();
        return (letter.equals("a") || letter.equals("i"))
                && !gap.startsWith(".")
                && !text.before(at).startsWith(":")
                && !NameContext.titled(text, at);
    }

    /** Where a name ends, one of whose tokens is known; not behind {@code to}. */
    private int end(Span span, int inside, int to) {
        int at = inside;
        while (at < text.tokens().size() && text.tokens().get(at).start() < span.end()) {
            at++;
        }
        int end = span.end();
        for (int last = at + MOST; at < Math.min(last, text.tokens().size()); at++) {
            Token token = text.tokens().get(at);
            if (token.end() > to || !follows(token, at, text.value().substring(end, token.start()), span)) {
                return end;
            }
            end = token.end();
        }
        return end;
    }

    private boolean follows(Token token, int at, String gap, Span span) {
        if (CUT.contains(gap)) {
            return token.isWord() && !token.isCapitalised();
        }
        if (text.behind(at).startsWith(":")) {
            return false;
        }
        boolean initial = isFree(at) || isSmall(token, span) && !isJoined(at);
        return initial && BEFORE_INITIAL.contains(gap) && !isArticleBehind(at) && !isDegree(at);
    }

    /** A letter where nothing is written in capitals. */
    private boolean isSmall(Token token, Span span) {
        String name = text.value().substring(span.start(), span.end());
        return token.isWord() && token.folded().length() == 1 && name.chars().noneMatch(Character::isUpperCase);
    }

    /** A capital letter alone, no part of {@code C5}, {@code T-cell} or {@code U/L}. */
    private boolean isFree(int at) {
        return text.tokens().get(at).isInitial() && !isJoined(at);
    }

    private boolean isJoined(int at) {
        String behind = text.behind(at);
        boolean joined =
                at + 1 < text.tokens().size() && (behind.isEmpty() || behind.startsWith("-") || behind.equals("/"));
        return joined
                || text.before(at).isEmpty()
                || text.before(at).endsWith("-")
                || text.before(at).endsWith("/");
    }

    /** {@code Roe a mass}, {@code ROE A MASS}. */
    private boolean isArticleBehind(int at) {
        String letter = text.tokens().get(at).folded();
        return (letter.equals("a") || letter.equals("i"))
                && at + 1 < text.tokens().size()
                && text.behind(at).isBlank()
                && !isPhrase(text.tokens().get(at + 1).folded());
    }

    private static boolean isPhrase(String folded) {
        return WordKind.inContext(folded) != WordKind.NONE;
    }

    /** {@code M.D.} */
    private boolean isDegree(int at) {
        return at + 1 < text.tokens().size()
                && text.behind(at).equals(".")
                && isPhrase(text.tokens().get(at).folded()
                        + text.tokens().get(at + 1).folded());
    }
}
