package org.radiologygpt.deid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the people of the message in the text: any order, initials, halves of hyphenated names, split over a line, with one
 * typing error. A name that is also a word of reports counts only where its neighbours say that a person is meant.
 */
final class KnownNames implements Finder {
    private static final int TYPO_LENGTH = 5;
    private static final Pattern WITHIN = Pattern.compile("[\\s.,^'’`\\-‐‑–_/]{0,5}");
    private static final Pattern SPLIT = Pattern.compile("[-‐‑]?[ \\t]{0,3}\\r?\\n\\s{0,8}");
    private static final Pattern BEHIND_INITIAL = Pattern.compile("\\.?[ \\t^_]{0,2}\\r?\\n?[ \\t]{0,2}|['’`]");

    private final List<KnownPerson> people;
    private final Map<String, Set<Integer>> parts = new HashMap<>();

    KnownNames(List<KnownPerson> people) {
        this.people = List.copyOf(people);
        for (int person = 0; person < people.size(); person++) {
            for (String part : people.get(person).parts()) {
                parts.computeIfAbsent(part, any -> new HashSet<>()).add(person);
            }
        }
    }

    @Override
    public List<Span> find(Text text) {
        Scan scan = new Scan(text);
        List<Span> spans = new ArrayList<>();
        int token = 0;
        while (token < text.tokens().size()) {
            int next = scan.cluster(token, spans);
            token = Math.max(next, token + 1);
        }
        return spans;
    }

    /** One pass over one text. */
    private final class Scan {
        private final Text text;
        private final List<Token> tokens;
        private final Map<String, Set<Integer>> typos = new HashMap<>();

        Scan(Text text) {
            this.text = text;
            this.tokens = text.tokens();
        }

        /** Adds the name that begins at a token, if any; returns the token behind it. */
        int cluster(int first, List<Span> spans) {
            Set<Integer> who = peopleAt(first);
            if (who.isEmpty()) {
                return splitWord(first, spans);
            }
            int furthest = first + 1;
            for (int person : who) {
                int last = extend(first, person);
                int start = leading(first, person);
                if (isPerson(start, first, last, person)) {
                    spans.add(span(start, last, person));
                    furthest = Math.max(furthest, last + 1);
                }
            }
            return furthest;
        }

        private int splitWord(int first, List<Span> spans) {
            if (first + 1 >= tokens.size() || !SPLIT.matcher(text.behind(first)).matches()) {
                return first + 1;
            }
            String joined = tokens.get(first).folded() + tokens.get(first + 1).folded();
            Set<Integer> who = parts.getOrDefault(joined, Set.of());
            if (who.isEmpty() || Vocabulary.isAmbiguous(joined) || joined.length() < TYPO_LENGTH) {
                return first + 1;
            }
            spans.add(span(first, first + 1, who.iterator().next()));
            return first + 2;
        }

        private Set<Integer> peopleAt(int index) {
            Token token = tokens.get(index);
            if (!token.isWord() || token.folded().length() < 2) {
                return Set.of();
            }
            Set<Integer> exact = parts.get(token.folded());
            return exact != null ? exact : typos.computeIfAbsent(token.raw(), any -> mistyped(token));
        }

        private Set<Integer> mistyped(Token token) {
            String folded = token.folded();
            if (!token.isCapitalised() || folded.length() < TYPO_LENGTH - 1 || Vocabulary.isAmbiguous(folded)) {
                return Set.of();
            }
            Set<Integer> found = new HashSet<>();
            parts.forEach((part, who) -> {
                if (part.length() >= TYPO_LENGTH && !Vocabulary.isAmbiguous(part) && OneEdit.apart(folded, part)) {
                    found.addAll(who);
                }
            });
            return found;
        }

        /** The last token of the name: further parts and initials of the same person. */
        private int extend(int first, int person) {
            int last = first;
            while (last + 1 < tokens.size() && last < first + 8 && continues(last, person)) {
                last++;
            }
            while (last > first
                    && people.get(person).isParticle(tokens.get(last).folded())) {
                last--;
            }
            return last;
        }

        private boolean continues(int last, int person) {
            String gap = text.behind(last);
            if (!WITHIN.matcher(gap).matches()) {
                return false;
            }
            Token next = tokens.get(last + 1);
            if (next.folded().length() == 1) {
                return initialContinues(last, gap, next, person);
            }
            return peopleAt(last + 1).contains(person) && !endsSentence(last, gap)
                    || people.get(person).isParticle(next.folded()) && gap.isBlank();
        }

        private boolean endsSentence(int last, String gap) {
            return gap.contains(".") && tokens.get(last).folded().length() > 2 && !gap.startsWith(".,");
        }

        private boolean initialContinues(int last, String gap, Token next, int person) {
            if (!next.isInitial()
                    || !people.get(person).initials().contains(next.folded())
                    || gap.matches(".*['’`].*")) {
                return false;
            }
            if (gap.contains(".") && tokens.get(last).folded().length() > 1) {
                return false;
            }
            boolean beforePart = last + 2 < tokens.size()
                    && peopleAt(last + 2).contains(person)
                    && WITHIN.matcher(text.behind(last + 1)).matches();
            return gap.contains(",")
                    || gap.contains("^")
                    || beforePart
                    || text.behind(last + 1).startsWith(".");
        }

        /** Initials before the first part: {@code J. A. Smith}. */
        private int leading(int first, int person) {
            int start = first;
            while (start > 0 && start > first - 3 && leads(start - 1, person)) {
                start--;
            }
            return start;
        }

        private boolean leads(int index, int person) {
            Token token = tokens.get(index);
            if (people.get(person).isParticle(token.folded()) && token.folded().length() > 1) {
                return text.behind(index).isBlank();
            }
            boolean letters = token.isWord()
                    && token.raw().length() <= 2
                    && token.raw().equals(token.raw().toUpperCase(java.util.Locale.ROOT))
                    && token.folded()
                            .chars()
                            .allMatch(c -> people.get(person).initials().contains(String.valueOf((char) c)));
            return letters && BEHIND_INITIAL.matcher(text.behind(index)).matches();
        }

        private boolean isPerson(int start, int first, int last, int person) {
            boolean strong = false;
            Set<String> named = new HashSet<>();
            boolean capitals = true;
            for (int index = first; index <= last; index++) {
                Token token = tokens.get(index);
                if (token.folded().length() > 1 && !people.get(person).isParticle(token.folded())) {
                    strong |= !Vocabulary.isAmbiguous(token.folded());
                    named.add(token.folded());
                    capitals &= token.isCapitalised();
                }
            }
            return strong || capitals && (named.size() > 1 || inContext(start, first, last));
        }

        private boolean inContext(int start, int first, int last) {
            boolean initialled = start < first && text.between(start, start + 1).contains(".")
                    || last > first
                            && (text.behind(first).contains(",")
                                    || text.behind(last).startsWith("."));
            boolean given = !Vocabulary.isReportWord(tokens.get(first).folded());
            return initialled
                    || NameContext.titled(text, start)
                    || NameContext.credentialed(text, last)
                    || NameContext.pointedAt(text, start) && !text.startsSentence(start) && !headsNoun(last)
                    || given
                            && tokens.get(first).folded().length() > 2
                            && (!text.startsSentence(first) || NameContext.doesSomething(text, last));
        }

        private boolean headsNoun(int last) {
            return last + 1 < tokens.size()
                    && text.behind(last).isBlank()
                    && !text.behind(last).isEmpty()
                    && Vocabulary.isReportWord(tokens.get(last + 1).folded())
                    && !Vocabulary.isFunctionWord(tokens.get(last + 1).folded());
        }

        private Span span(int first, int last, int person) {
            int end = tokens.get(last).end();
            boolean dotted =
                    tokens.get(last).folded().length() == 1 && text.behind(last).startsWith(".");
            return new Span(tokens.get(first).start(), dotted ? end + 1 : end, PhiKind.NAME, "known" + person);
        }
    }
}
