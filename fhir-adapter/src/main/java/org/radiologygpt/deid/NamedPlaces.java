package org.radiologygpt.deid;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Finds organisations and cities by the words with which such names end or to which they belong: {@code … Medical Center},
 * {@code … County}, {@code …, IL}. A name must hold a word that could be one: {@code Breast Center} and {@code the hospital} stay.
 */
final class NamedPlaces implements Finder {
    private static final Set<String> HEADS = Set.of(
            "hospital",
            "hospitals",
            "clinic",
            "clinics",
            "infirmary",
            "university",
            "college",
            "hospice",
            "manor",
            "center",
            "centre",
            "health",
            "healthcare",
            "institute",
            "imaging",
            "radiology",
            "associates",
            "foundation",
            "pharmacy",
            "school",
            "church",
            "academy",
            "rehabilitation",
            "pavilion",
            "group",
            "system",
            "network",
            "partners",
            "county",
            "township",
            "parish",
            "borough",
            "tower",
            "wing",
            "ward",
            "orthopedics",
            "orthopaedics",
            "cardiology",
            "oncology",
            "physicians",
            "specialists",
            "laboratory",
            "laboratories",
            "home",
            "village",
            "campus",
            "sanatorium",
            "surgicenter",
            "care",
            "schools",
            "department",
            "station",
            "plant",
            "factory",
            "works",
            "district",
            "trust");
    /** Of these a name is made only together with one of {@link #STRONG}, or as the last of a longer one. */
    private static final Set<String> STRONG = Set.of(
            "hospital",
            "hospitals",
            "clinic",
            "clinics",
            "infirmary",
            "university",
            "college",
            "hospice",
            "center",
            "centre",
            "healthcare",
            "institute",
            "associates",
            "foundation",
            "pharmacy",
            "county",
            "township",
            "academy",
            "manor",
            "health",
            "orthopedics",
            "orthopaedics",
            "imaging",
            "sanatorium",
            "surgicenter",
            "physicians",
            "specialists",
            "school",
            "schools",
            "trust",
            "church");
    /** With which the name of a company ends, and no heading of a report. */
    private static final Set<String> COMPANIES = Set.of(
            "railway",
            "railroad",
            "airlines",
            "inc",
            "llc",
            "llp",
            "corp",
            "corporation",
            "ltd",
            "trucking",
            "freight",
            "logistics",
            "roofing",
            "plumbing",
            "landscaping",
            "masonry",
            "shipyard",
            "foundry",
            "bakery",
            "brewery",
            "cannery",
            "dairy",
            "lumber",
            "logging",
            "mining",
            "textiles",
            "motors",
            "sheriff",
            "carpentry",
            "drywall",
            "transit",
            "construction",
            "company",
            "farms",
            "mills",
            "foods",
            "packing",
            "op");
    /** Belongs to such a name wherever it stands, and is enough to be one. */
    private static final Set<String> PROPER = Set.of(
            "saint",
            "st",
            "mercy",
            "providence",
            "trinity",
            "samaritan",
            "baptist",
            "methodist",
            "lutheran",
            "presbyterian",
            "adventist",
            "memorial",
            "veterans",
            "shriners",
            "riverside",
            "lakeside",
            "heart",
            "sacred",
            "lady",
            "grace",
            "unity",
            "mount",
            "mt",
            "holy",
            "cross",
            "valley",
            "sinai",
            "jewish",
            "catholic",
            "mayo",
            "kaiser",
            "cedars",
            "good",
            "hope",
            "liberty",
            "summit",
            "union",
            "harbor",
            "coastal",
            "prairie",
            "highland",
            "pioneer",
            "sunrise",
            "evergreen",
            "bay",
            "mountain",
            "lake",
            "river",
            "hill",
            "creek",
            "oak",
            "pine",
            "maple",
            "cedar",
            "meadow",
            "falls",
            "ridge",
            "forest",
            "queen",
            "peace",
            "plains",
            "crescent",
            "daughters",
            "angels",
            "guardian",
            "magnolia",
            "palmetto");

    private static final Set<String> GENERIC = Set.of(
            "general",
            "community",
            "regional",
            "medical",
            "county",
            "city",
            "state",
            "university",
            "children",
            "childrens",
            "women",
            "womens",
            "national",
            "north",
            "south",
            "east",
            "west",
            "northern",
            "southern",
            "eastern",
            "western",
            "central",
            "of",
            "and",
            "the",
            "for",
            "s",
            "district",
            "memorial",
            "surgical",
            "surgery",
            "cancer",
            "heart",
            "care",
            "family",
            "urgent",
            "behavioral",
            "diagnostic",
            "outpatient",
            "pediatric",
            "rehabilitation",
            "eye",
            "spine",
            "bone",
            "joint",
            "sports",
            "medicine",
            "health",
            "nursing",
            "teaching",
            "military",
            "army",
            "naval",
            "our",
            "new",
            "upper",
            "lower",
            "greater",
            "mid",
            "saint",
            "great",
            "big",
            "little",
            "red",
            "blue",
            "green",
            "white",
            "black",
            "golden",
            "silver",
            "grand");
    private static final Set<String> CONNECTORS = Set.of("of", "and", "the", "for", "s", "at");
    private static final Set<String> SAINT = Set.of(" ", ". ", ".");
    private static final Set<WordKind> BEFORE_PLACE = EnumSet.of(
            WordKind.AT,
            WordKind.IN,
            WordKind.TO,
            WordKind.FROM,
            WordKind.OF,
            WordKind.BY,
            WordKind.PLACE_VERB,
            WordKind.WITH,
            WordKind.PER);
    /** Behind these and {@code of}, or one word, a place is called so: {@code Our Lady of Grace}, {@code Sacred Heart}. */
    private static final Set<String> CALLED =
            Set.of("lady", "queen", "sacred", "holy", "samaritan", "shepherd", "daughters");

    private static final Set<String> BEFORE_SAINT = Set.of("through", "and", "or", "called", "near", "within", "site");
    private static final int LONGEST = 8;

    @Override
    public List<Span> find(Text text) {
        Scan scan = new Scan(text, text.tokens(), new ArrayList<>());
        for (int i = 1; i < text.tokens().size(); i++) {
            Token token = text.tokens().get(i);
            if (HEADS.contains(token.folded())) {
                scan.organisation(i);
            } else if (token.folded().equals("st") || token.folded().equals("saint")) {
                scan.saint(i);
            } else if (CALLED.contains(token.folded())) {
                scan.called(i);
            } else if (COMPANIES.contains(token.folded())) {
                scan.company(i);
            } else if (i > 1 && isState(token)) {
                scan.city(i);
            }
        }
        return scan.spans;
    }

    private static boolean isState(Token token) {
        return token.word().part() == WordKind.STATE
                && (token.raw().length() == 2 ? token.isCapitals() : token.raw().length() > 2 && token.isCapitalised());
    }

    /** True where a word could be what such a place is called after. */
    private static boolean isProper(String folded) {
        if (PROPER.contains(folded)) {
            return true;
        }
        int flags = Lexicon.flags(folded);
        boolean listed = (flags & (Lexicon.NAME | Lexicon.PLACE)) != 0 && (flags & Lexicon.CLINICAL) == 0;
        return listed || flags == 0 && folded.length() > 3 && WordKind.inContext(folded) == WordKind.NONE;
    }

    private record Scan(Text text, List<Token> tokens, List<Span> spans) {
        void organisation(int head) {
            boolean capitals = tokens.get(head).isCapitalised();
            int first = head;
            int proper = -1;
            while (first > 0 && head - first < LONGEST && belongs(first - 1, capitals)) {
                first--;
                String word = tokens.get(first).folded();
                if (isProper(word) && !(HEADS.contains(word) || word.equals("st") && head - first == 1)) {
                    proper = first;
                }
            }
            int last = trailing(head);
            boolean strong = STRONG.contains(tokens.get(head).folded());
            if (proper >= 0 && (strong || isStrongTogether(head, proper))) {
                add(leading(proper, first), last);
            } else if (strong
                    && capitals
                    && last > head
                    && isProper(tokens.get(last).folded())) {
                add(head, last);
            }
        }

        /** {@code Our Lady of Grace}, {@code Queen of Peace}, {@code Sacred Heart}, {@code King's Daughters}. */
        void called(int index) {
            if (!tokens.get(index).isCapitalised()) {
                return;
            }
            String word = tokens.get(index).folded();
            boolean of = index + 2 < tokens.size()
                    && tokens.get(index + 1).folded().equals("of")
                    && tokens.get(index + 2).isCapitalised()
                    && text.behind(index).length() == 1
                    && text.behind(index + 1).length() == 1;
            boolean named = index + 1 < tokens.size()
                    && tokens.get(index + 1).isCapitalised()
                    && text.behind(index).length() == 1
                    && Set.of("heart", "cross", "family", "name", "redeemer", "spirit", "trinity", "rosary")
                            .contains(tokens.get(index + 1).folded());
            String before = tokens.get(index - 1).folded();
            if (Set.of("lady", "queen").contains(word) && of) {
                add(before.equals("our") ? index - 1 : index, index + 2);
            } else if (Set.of("sacred", "holy").contains(word) && named) {
                add(index, index + 1);
            } else if (before.equals("good") && Set.of("samaritan", "shepherd").contains(word)) {
                add(index - 1, index);
            } else if (word.equals("daughters")
                    && index > 1
                    && tokens.get(index - 2).folded().equals("king")) {
                add(index - 2, index);
            }
        }

        /** {@code Midwest Grain Co-op}: capitals before a word of companies, in a line that is not written in them. */
        void company(int head) {
            Token last = tokens.get(head);
            boolean cooperative =
                    last.folded().equals("op") && text.before(head).equals("-");
            int end = cooperative ? head - 1 : head;
            if (last.folded().equals("op") != cooperative
                    || !tokens.get(end).isCapitalised()
                    || tokens.get(end).isCapitals() && last.folded().length() > 4) {
                return;
            }
            int first = end;
            while (first > 0 && end - first < LONGEST && isOfCompany(first - 1)) {
                first--;
            }
            if (first < end) {
                add(first, head);
            }
        }

        private boolean isOfCompany(int index) {
            String gap = text.behind(index);
            Token token = tokens.get(index);
            return token.isCapitalised()
                    && token.folded().length() > 1
                    && (gap.equals(" ") || gap.equals("\n") || gap.equals(" & ") || gap.equals("-"))
                    && (Lexicon.flags(token.folded()) & Lexicon.FUNCTION) == 0
                    && (WordKind.inContext(token.folded()) == WordKind.NONE
                            || WordKind.inContext(token.folded()).ordinal() >= WordKind.FACILITY.ordinal()
                                    && WordKind.inContext(token.folded()) != WordKind.LABEL);
        }

        /** {@code at St. Ursula's}; a valve of St. Jude and the end of {@code 12 Main St. Suite 4} are none. */
        void saint(int index) {
            boolean named = index > 0
                    && index + 1 < tokens.size()
                    && tokens.get(index).isCapitalised()
                    && tokens.get(index + 1).isCapitalised()
                    && tokens.get(index + 1).folded().length() > 2
                    && SAINT.contains(text.behind(index))
                    && (BEFORE_PLACE.contains(
                                    WordKind.inContext(tokens.get(index - 1).folded()))
                            || BEFORE_SAINT.contains(tokens.get(index - 1).folded()));
            if (named && !tokens.get(index + 1).folded().equals("jude")) {
                boolean possessive = index + 2 < tokens.size()
                        && tokens.get(index + 2).folded().equals("s")
                        && !text.behind(index + 1).equals(" ");
                add(index, possessive ? index + 2 : index + 1);
            }
        }

        /** {@code Medical Group}, {@code Nursing Home}, {@code Whitmore Radiology}. */
        private boolean isStrongTogether(int head, int proper) {
            String before = tokens.get(head - 1).folded();
            return STRONG.contains(before)
                    || before.equals("medical")
                    || before.equals("nursing")
                    || before.equals("urgent")
                    || before.equals("fire")
                    || before.equals("police")
                    || tokens.get(head).folded().equals("radiology") && proper == head - 1 && isProper(before);
        }

        /** General words before the telling one that belong to it: {@code Our Lady}, {@code North Oakhurst}. */
        private int leading(int proper, int first) {
            int at = proper;
            int of = at > 1 && tokens.get(at - 1).folded().equals("the") ? at - 2 : at - 1;
            if (of > first
                    && tokens.get(of).folded().equals("of")
                    && names(tokens.get(of - 1).folded())) {
                at = of - 1;
            }
            while (at > first
                    && GENERIC.contains(tokens.get(at - 1).folded())
                    && !CONNECTORS.contains(tokens.get(at - 1).folded())) {
                at--;
            }
            return at;
        }

        private int trailing(int head) {
            int last = head;
            while (last + 1 < tokens.size()
                    && text.behind(last).equals(" ")
                    && tokens.get(last + 1).isCapitalised()
                    && (HEADS.contains(tokens.get(last + 1).folded()))) {
                last++;
            }
            boolean named = last + 2 < tokens.size()
                    && tokens.get(last + 1).folded().equals("of")
                    && tokens.get(last + 2).isCapitalised()
                    && isProper(tokens.get(last + 2).folded())
                    && text.behind(last).equals(" ");
            return named ? last + 2 : last;
        }

        private boolean belongs(int index, boolean capitals) {
            Token token = tokens.get(index);
            if (!token.isWord() || !glued(index)) {
                return false;
            }
            String word = token.folded();
            if (CONNECTORS.contains(word)) {
                return word.equals("s") && index > 0
                        || !word.equals("at")
                                && index > 0
                                && (names(tokens.get(index - 1).folded()) || isOfThe(index));
            }
            if (WordKind.inContext(word).ordinal() < WordKind.FACILITY.ordinal()
                            && WordKind.inContext(word) != WordKind.NONE
                    || (Lexicon.flags(word) & Lexicon.FUNCTION) != 0 && !GENERIC.contains(word)) {
                return false;
            }
            return capitals ? token.isCapitalised() : isProper(word) || GENERIC.contains(word);
        }

        /** {@code University of the Plains}. */
        private boolean isOfThe(int index) {
            return index > 1
                    && tokens.get(index).folded().equals("the")
                    && tokens.get(index - 1).folded().equals("of")
                    && names(tokens.get(index - 2).folded());
        }

        /** {@code University of}, {@code Our Lady of}; a person is of nowhere. */
        private static boolean names(String word) {
            return HEADS.contains(word) || GENERIC.contains(word) || PROPER.contains(word) || word.endsWith("s");
        }

        private boolean glued(int index) {
            return switch (Gap.of(
                    text.value(), tokens.get(index).end(), tokens.get(index + 1).start())) {
                case SPACE, HYPHEN, APOSTROPHE, BREAK -> true;
                case STOP ->
                    tokens.get(index).folded().equals("st")
                            || tokens.get(index).folded().equals("mt");
                default -> text.behind(index).equals(" & ");
            };
        }

        /** What stands before {@code , IL}; with the ZIP code behind it all is one address. */
        void city(int state) {
            String gap = text.before(state);
            boolean zip = state + 1 < tokens.size()
                    && tokens.get(state + 1).raw().length() == 5
                    && !tokens.get(state + 1).isWord()
                    && text.behind(state).length() < 4;
            if (!gap.equals(", ") && !gap.equals(",") && !gap.equals(",\n") && !(zip && gap.equals(" "))) {
                return;
            }
            int first = state;
            while (first > 0 && state - first < 3 && isCityWord(first - 1, first == state)) {
                first--;
            }
            if (first < state) {
                add(first, zip ? state + 1 : state - 1);
            }
        }

        private boolean isCityWord(int index, boolean last) {
            Token token = tokens.get(index);
            String word = token.folded();
            int flags = Lexicon.flags(word);
            boolean clinical =
                    (flags & Lexicon.CLINICAL) != 0 && (flags & Lexicon.PLACE) == 0 && !PROPER.contains(word);
            return token.isWord()
                    && token.isCapitalised()
                    && word.length() > 1
                    && !clinical
                    && (flags & Lexicon.FUNCTION) == 0
                    && (WordKind.inContext(word) == WordKind.NONE || GENERIC.contains(word) || PROPER.contains(word))
                    && (last
                            || text.behind(index).equals(" ")
                            || text.behind(index).equals(". ") && word.equals("st"));
        }

        private void add(int first, int last) {
            spans.add(new Span(
                    tokens.get(first).start(),
                    tokens.get(last).end(),
                    PhiKind.ADDRESS,
                    "place" + tokens.get(first).folded()));
        }
    }
}
