package org.radiologygpt.deid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds addresses, organisations and other words of the message, whatever separates them. */
final class KnownWords implements Finder {
    private static final Map<String, String> STREETS = Map.ofEntries(
            Map.entry("street", "st"),
            Map.entry("avenue", "ave"),
            Map.entry("road", "rd"),
            Map.entry("drive", "dr"),
            Map.entry("lane", "ln"),
            Map.entry("boulevard", "blvd"),
            Map.entry("court", "ct"),
            Map.entry("place", "pl"),
            Map.entry("parkway", "pkwy"),
            Map.entry("highway", "hwy"),
            Map.entry("circle", "cir"),
            Map.entry("terrace", "ter"),
            Map.entry("square", "sq"),
            Map.entry("apartment", "apt"),
            Map.entry("suite", "ste"),
            Map.entry("north", "n"),
            Map.entry("south", "s"),
            Map.entry("east", "e"),
            Map.entry("west", "w"),
            Map.entry("saint", "st"),
            Map.entry("mount", "mt"));

    private static final Set<String> UNITS = Set.of("apt", "unit", "ste", "no", "rm", "room", "fl", "lot", "bldg");

    /** What every hospital has begins so. */
    private static final Set<String> UNITS_OF_HOSPITALS =
            Set.of("department", "dept", "division", "section", "service");

    private final Map<String, Set<List<String>>> phrases = new HashMap<>();

    KnownWords(List<String> values) {
        for (String value : values) {
            List<String> words = canonical(value);
            add(words);
            if (words.size() > 2 && isNumber(words.get(0))) {
                add(words.subList(1, words.size()));
            }
        }
    }

    /** True where the words are distinctive enough to be removed wherever they stand. */
    static boolean isDistinctive(List<String> words) {
        int length = 0;
        boolean strange = false;
        boolean eponym = false;
        for (String word : words) {
            length += word.length();
            strange |= word.length() > 1 && !Vocabulary.isReportWord(word);
            eponym |= Vocabulary.isEponym(word);
        }
        return isLongName(words, length)
                || length > 2
                        && (strange || words.size() > 1 && eponym)
                        && !(words.size() == 1 && length < 4 && isNumber(words.get(0)));
    }

    /** {@code High Plains General Hospital}: common words all, and no chance in this order. */
    private static boolean isLongName(List<String> words, int length) {
        return words.size() > 2 && length > 12 && !UNITS_OF_HOSPITALS.contains(words.get(0));
    }

    static List<String> canonical(String value) {
        List<String> words = KnownPerson.wordsOf(value);
        words.replaceAll(word -> STREETS.getOrDefault(word, word));
        return words;
    }

    private static boolean isNumber(String word) {
        return word.chars().allMatch(Character::isDigit);
    }

    private void add(List<String> words) {
        if (isDistinctive(words)) {
            phrases.computeIfAbsent(words.get(0), any -> new LinkedHashSet<>()).add(List.copyOf(words));
        }
    }

    @Override
    public List<Span> find(Text text) {
        List<Span> spans = new ArrayList<>();
        List<Piece> pieces = pieces(text);
        for (int first = 0; first < pieces.size(); first++) {
            for (List<String> words : phrases.getOrDefault(pieces.get(first).word, Set.of())) {
                if (matches(text, pieces, first, words)) {
                    int last = first + words.size() - 1;
                    boolean house = Character.isDigit(pieces.get(first).word.charAt(0));
                    int end = house && words.size() > 2 ? unit(text, pieces, last) : pieces.get(last).end;
                    spans.add(new Span(pieces.get(first).start, end, PhiKind.ADDRESS, String.join(" ", words)));
                }
            }
        }
        return spans;
    }

    /** The end of a street with its apartment: {@code , Unit 3}, {@code Apt. 8N}, {@code 1255}. */
    private static int unit(Text text, List<Piece> pieces, int last) {
        int end = pieces.get(last).end;
        if (last + 1 >= pieces.size() || pieces.get(last + 1).start - end > 2) {
            return end;
        }
        Piece next = pieces.get(last + 1);
        boolean number = Character.isDigit(next.word.charAt(0)) && text.value().charAt(end) == ' ';
        if (UNITS.contains(next.word) && last + 2 < pieces.size() && pieces.get(last + 2).start - next.end <= 3) {
            return pieces.get(last + 2).end;
        }
        return number ? next.end : end;
    }

    private static boolean matches(Text text, List<Piece> pieces, int first, List<String> words) {
        if (first + words.size() > pieces.size()) {
            return false;
        }
        for (int at = 0; at < words.size(); at++) {
            Piece piece = pieces.get(first + at);
            boolean near = at == 0 || piece.start - pieces.get(first + at - 1).end <= 6;
            if (!near || !piece.word.equals(words.get(at))) {
                return false;
            }
        }
        return true;
    }

    /** A run of letters and digits: {@code 5B} is one word here. */
    private record Piece(int start, int end, String word) {}

    private static List<Piece> pieces(Text text) {
        List<Piece> pieces = new ArrayList<>();
        List<Token> tokens = text.tokens();
        int first = 0;
        while (first < tokens.size()) {
            int last = first;
            while (last + 1 < tokens.size()
                    && tokens.get(last).end() == tokens.get(last + 1).start()) {
                last++;
            }
            int start = tokens.get(first).start();
            int end = tokens.get(last).end();
            String word = first == last
                    ? tokens.get(first).folded()
                    : Folding.fold(text.value().substring(start, end));
            pieces.add(new Piece(start, end, STREETS.getOrDefault(word, word)));
            first = last + 1;
        }
        return pieces;
    }
}
