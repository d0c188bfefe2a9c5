package org.radiologygpt.deid;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.radiologygpt.deid.KnownParts.Named;

/**
 * Finds the people of the message in the text: any order, initials, halves of hyphenated names, split over a line, with one
 * typing error. A name that is also a word of reports counts only where its neighbours say that a person is meant.
 */
final class KnownNames implements Finder {
    private final List<KnownPerson> people;
    private final KnownParts parts;

    KnownNames(List<KnownPerson> people) {
        this.people = List.copyOf(people);
        this.parts = new KnownParts(people);
    }

    @Override
    public List<Span> find(Text text) {
        return people.isEmpty() ? List.of() : new Scan(text).all();
    }

    /** A name that may be a word. */
    private record Doubtful(int start, int last, int person) {}

    /** One pass over one text. */
    private final class Scan {
        private static final int LONGEST = 8;

        private final Text text;
        private final List<Token> tokens;
        private final Named[] named;
        private final boolean caseless;
        private final List<Span> spans = new ArrayList<>();
        private final List<Doubtful> doubtful = new ArrayList<>();
        private final Set<Integer> taken = new HashSet<>();

        Scan(Text text) {
            this.text = text;
            this.tokens = text.tokens();
            this.named = new Named[tokens.size()];
            this.caseless = NameGaps.isCaseless(text.value());
        }

        List<Span> all() {
            int token = 0;
            while (token < tokens.size()) {
                token = Math.max(cluster(token), token + 1);
            }
            doubtful.forEach(this::inCompany);
            return spans;
        }

        private Named at(int index) {
            if (index < 0 || index >= named.length) {
                return Named.NOBODY;
            }
            if (named[index] == null) {
                named[index] = parts.of(tokens.get(index));
            }
            return named[index];
        }

        /** Adds the name that begins at a token, if any; returns the token behind it. */
        private int cluster(int first) {
            Named here = at(first);
            if (here.isNobody()) {
                return split(first);
            }
            int furthest = first + 1;
            for (int person = here.who().nextSetBit(0);
                    person >= 0;
                    person = here.who().nextSetBit(person + 1)) {
                int last = extend(first, person);
                int start = leading(first, person);
                if (isPerson(start, first, last, person)) {
                    add(start, last, person);
                    furthest = Math.max(furthest, last + 1);
                } else if (isCapital(first)) {
                    doubtful.add(new Doubtful(start, last, person));
                }
            }
            return furthest;
        }

        /** A name written as two words or broken over a line, or behind a title without a blank. */
        private int split(int first) {
            Token token = tokens.get(first);
            if (first + 1 < tokens.size()
                    && parts.begins(token.folded())
                    && NameGaps.splits(
                            text.value(), token.end(), tokens.get(first + 1).start())) {
                Named whole =
                        parts.exactly(token.folded() + tokens.get(first + 1).folded());
                boolean person = whole.telling()
                        || !whole.isNobody() && isCapital(first) && KnownContext.isPerson(text, first, first + 1);
                if (person) {
                    int who = whole.who().nextSetBit(0);
                    int last = extend(first + 1, who);
                    add(leading(first, who), last, who);
                    return last + 1;
                }
            }
            behindTitle(token);
            return first + 1;
        }

        private void behindTitle(Token token) {
            for (int title : NameGaps.gluedTitles(token)) {
                Named who = parts.exactly(token.folded().substring(title));
                if (!who.isNobody()) {
                    spans.add(span(token.start() + title, token.end(), who.who().nextSetBit(0)));
                }
            }
        }

        /** The last token of the name: further parts and initials of the same person. */
        private int extend(int first, int person) {
            int last = first;
            while (last + 1 < tokens.size() && last < first + LONGEST && continues(first, last, person)) {
                last++;
            }
            while (last > first && isLoose(last, person)) {
                last--;
            }
            return last;
        }

        private boolean isLoose(int index, int person) {
            String folded = tokens.get(index).folded();
            return folded.length() > 1
                    && people.get(person).isParticle(folded)
                    && !at(index).has(person)
                    && !NameGaps.isSuffix(folded);
        }

        private boolean continues(int first, int last, int person) {
            String gap = text.behind(last);
            if (!NameGaps.isWithin(gap)) {
                return false;
            }
            Token next = tokens.get(last + 1);
            if (next.folded().length() == 1) {
                return initialContinues(first, last, gap, next, person);
            }
            if (at(last + 1).has(person)) {
                return !endsSentence(last, gap) && !clashes(last + 1, gap);
            }
            if (people.get(person).isParticle(next.folded()) || NameGaps.isSuffix(next.folded())) {
                return gap.isBlank() || gap.equals("-") || gap.equals(", ");
            }
            return gap.equals("-") && isUnknownHalf(last, last + 1) || isInitialPair(last, gap, next, person);
        }

        /** {@code Gordon white matter}: a word that goes on in lower case is no name. */
        private boolean clashes(int index, String gap) {
            return !at(index).telling() && !isCapital(index) && !gap.equals("-") && !gap.equals("^");
        }

        private boolean endsSentence(int last, String gap) {
            return gap.contains(".") && tokens.get(last).folded().length() > 2 && !gap.startsWith(".,");
        }

        /** {@code Okonkwo-Smith} where only Okonkwo is known. */
        private boolean isUnknownHalf(int known, int half) {
            Token token = tokens.get(half);
            return at(known).telling()
                    && token.isWord()
                    && token.isCapitalised()
                    && (!Vocabulary.isReportWord(token.folded()) || Vocabulary.isEponym(token.folded()));
        }

        private boolean isInitialPair(int last, String gap, Token next, int person) {
            return next.raw().length() == 2
                    && at(last).telling()
                    && NameGaps.isCapitals(next.raw())
                    && (gap.equals(" ") || gap.equals(", ") || gap.equals("^"))
                    && !NameGaps.isCredential(next.folded())
                    && next.folded()
                            .chars()
                            .allMatch(c -> people.get(person).initials().contains(String.valueOf((char) c)));
        }

        private boolean initialContinues(int first, int last, String gap, Token next, int person) {
            boolean capital = next.isInitial() || caseless && next.isWord();
            if (!capital || NameGaps.hasApostrophe(gap)) {
                return false;
            }
            if (gap.contains(".") && tokens.get(last).folded().length() > 1) {
                return false;
            }
            boolean beforePart =
                    last + 2 < tokens.size() && at(last + 2).has(person) && NameGaps.isWithin(text.behind(last + 1));
            boolean own = people.get(person).initials().contains(next.folded());
            String behind = text.behind(last + 1);
            boolean closed = last + 2 >= tokens.size()
                    || NameGaps.closes(behind)
                    || NameGaps.mayFollow(tokens.get(last + 2))
                    || credentials(last + 2);
            boolean family = last > first || at(first).telling() || closed && isCapital(first);
            return beforePart
                    || own && (gap.contains(",") || gap.contains("^") || behind.startsWith("."))
                    || family && (closed || gap.contains("^"));
        }

        private boolean credentials(int index) {
            return NameGaps.isCredential(tokens.get(index).folded())
                    || index + 1 < tokens.size()
                            && tokens.get(index).isInitial()
                            && text.behind(index).equals(".")
                            && tokens.get(index + 1).isInitial();
        }

        /** Initials and particles before the first part: {@code J. A. de Smith}. */
        private int leading(int first, int person) {
            int start = first;
            while (start > 0 && start > first - 3 && leads(start - 1, first, person)) {
                start--;
            }
            return start;
        }

        private boolean leads(int index, int first, int person) {
            Token token = tokens.get(index);
            String gap = text.behind(index);
            if (people.get(person).isParticle(token.folded()) && token.folded().length() > 1) {
                return gap.isBlank() || gap.equals("-") || NameGaps.hasApostrophe(gap);
            }
            if (gap.equals("-")) {
                return index + 1 == first && isUnknownHalf(first, index);
            }
            boolean letters = token.isWord()
                    && token.raw().length() <= 2
                    && (NameGaps.isCapitals(token.raw())
                            || caseless && token.raw().length() == 1);
            return letters
                    && NameGaps.isBehindInitial(gap)
                    && (isOwn(token, person) || isAnyInitial(token, gap, index, first));
        }

        private boolean isOwn(Token token, int person) {
            return token.folded()
                    .chars()
                    .allMatch(c -> people.get(person).initials().contains(String.valueOf((char) c)));
        }

        private boolean isAnyInitial(Token token, String gap, int index, int first) {
            boolean dotted = gap.startsWith(".");
            return token.raw().length() == 1
                    && at(first).telling()
                    && (dotted || !token.folded().equals("a") && !caseless && isCapital(first))
                    && (index == 0 || tokens.get(index - 1).isWord());
        }

        private boolean isPerson(int start, int first, int last, int person) {
            Set<String> words = new HashSet<>();
            boolean capitals = true;
            for (int index = first; index <= last; index++) {
                if (tokens.get(index).folded().length() > 1 && at(index).has(person)) {
                    if (at(index).telling()) {
                        return true;
                    }
                    words.add(tokens.get(index).folded());
                    capitals &= isCapital(index) || text.before(index).equals("-");
                }
            }
            return capitals && (words.size() > 1 && !caseless || inContext(start, first, last, words));
        }

        private boolean isCapital(int index) {
            return caseless || tokens.get(index).isCapitalised();
        }

        private boolean inContext(int start, int first, int last, Set<String> words) {
            boolean initialled = start < first && text.between(start, start + 1).contains(".")
                    || last > first
                            && (text.behind(first).contains(",")
                                    || text.behind(first).contains("^")
                                    || text.behind(last).startsWith("."));
            return initialled
                    || words.size() > 1 && !KnownContext.headsNoun(text, last)
                    || KnownContext.isPerson(text, start, last)
                    || !caseless && (isGivenName(first, last) || KnownContext.isCapitalWithin(text, start, last));
        }

        /** {@code Grace} in the middle of a sentence, {@code Grace denies} at its beginning. */
        private boolean isGivenName(int first, int last) {
            String folded = tokens.get(first).folded();
            return folded.length() > 2
                    && !Vocabulary.isReportWord(folded)
                    && (!text.startsSentence(first) || NameContext.doesSomething(text, last));
        }

        /** {@code Foley and Okonkwo}, {@code Gray/Teixeira}: beside another name a name is meant. */
        private void inCompany(Doubtful name) {
            boolean before = name.start() > 0
                    && (taken.contains(name.start() - 1) && NameGaps.lists(text.before(name.start()))
                            || name.start() > 1
                                    && tokens.get(name.start() - 1).folded().equals("and")
                                    && (taken.contains(name.start() - 2) || isStranger(name.start() - 2)));
            boolean behind = NameGaps.lists(text.behind(name.last()))
                            && (taken.contains(name.last() + 1)
                                    || text.behind(name.last()).equals("/") && isStranger(name.last() + 1))
                    || name.last() + 2 < tokens.size()
                            && tokens.get(name.last() + 1).folded().equals("and")
                            && taken.contains(name.last() + 2);
            if (before || behind) {
                add(name.start(), name.last(), name.person());
            }
        }

        /** A capitalised word that is none of reports. */
        private boolean isStranger(int index) {
            Token token = tokens.get(index);
            return !caseless
                    && token.isWord()
                    && token.isCapitalised()
                    && token.folded().length() > 2
                    && !Vocabulary.isReportWord(token.folded());
        }

        private void add(int first, int last, int person) {
            for (int index = first; index <= last; index++) {
                taken.add(index);
            }
            int end = tokens.get(last).end();
            boolean dotted = last > first
                    && tokens.get(last).folded().length() == 1
                    && text.behind(last).startsWith(".");
            spans.add(span(tokens.get(first).start(), dotted ? end + 1 : end, person));
        }

        private Span span(int start, int end, int person) {
            return new Span(start, end, PhiKind.NAME, "known" + person);
        }
    }
}
