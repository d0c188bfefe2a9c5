package org.radiologygpt.deid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What the placeholders of one exchange stand for. Lives in memory for that exchange only; prints nothing of it.
 *
 * <p>{@code [NAME-1]} is one person. The same person written in another way is {@code [NAME-1b]}, so that restoring gives
 * the original characters while a model still sees one person.
 */
public final class PlaceholderMap {
    /** A model may change case, brackets and spacing: {@code [name 1]}, {@code (NAME-1)}, {@code NAME-1}. */
    static final Pattern LIKE = Pattern.compile(
            "[\\[({<]\\s{0,3}(%1$s)\\s{0,3}[-_–—#:]?\\s{0,3}(\\d{1,4})([a-z]?)\\s{0,3}[])}>]|\\b(%1$s)[-_–—](\\d{1,4})([a-z]?)\\b|\\[\\s?(%1$s)\\s?\\]"
                    .formatted(kinds()),
            Pattern.CASE_INSENSITIVE);

    /** What a model makes of a placeholder that it does not copy: cut off, misspelt, without its brackets. */
    private static final Pattern DAMAGED = Pattern.compile(
            "[\\[{<]\\s{0,3}(?i:%1$s)(?![\\p{L}\\p{N}])|[\\[{<]\\s{0,3}\\p{Lu}{2,10}\\s{0,2}[-_–—#:]\\s{0,2}\\d{1,4}|(?<![\\p{L}\\p{N}-])(?:%2$s)\\s?\\d{1,4}(?![\\p{L}\\p{N}])"
                    .formatted(kinds(), "NAME|PHONE|EMAIL|SSN|MRN|ACCESSION|ADDRESS|URL|UID"));

    private final Map<String, String> values;
    private final Set<String> literal;

    /**
     * @param values placeholder key ({@code NAME-1b}) to the removed text
     * @param literal keys, and damaged ones as written, that stood in the original text by themselves and stay as they are
     */
    PlaceholderMap(Map<String, String> values, Set<String> literal) {
        this.values = Map.copyOf(values);
        this.literal = Set.copyOf(literal);
    }

    static PlaceholderMap empty() {
        return new PlaceholderMap(Map.of(), Set.of());
    }

    /** Keys of everything in the texts that looks like a placeholder, and whatever looks like a damaged one. */
    static Set<String> literals(List<String> texts) {
        Set<String> keys = new HashSet<>();
        for (String text : texts) {
            for (PlaceholderScan like = new PlaceholderScan(LIKE, text); like.next(); ) {
                keys.add(key(like.match()));
            }
            for (PlaceholderScan damaged = new PlaceholderScan(DAMAGED, text); damaged.next(); ) {
                keys.add(damaged.match().group());
            }
        }
        return keys;
    }

    /**
     * Puts the identifiers back.
     *
     * @param draft what the model wrote
     * @return the draft for the hospital, and what in it looks like a placeholder, whole or damaged, and stands for nothing
     */
    public Restored restore(String draft) {
        List<String> unresolved = new ArrayList<>();
        StringBuilder text = new StringBuilder(draft.length() + 64);
        int from = 0;
        for (PlaceholderScan like = new PlaceholderScan(LIKE, draft); like.next(); ) {
            MatchResult match = like.match();
            String between = draft.substring(from, match.start());
            damaged(between, unresolved);
            text.append(between).append(value(key(match), match.group(), unresolved));
            from = match.end();
        }
        String rest = draft.substring(from);
        damaged(rest, unresolved);
        return new Restored(text.append(rest).toString(), unresolved);
    }

    private void damaged(String text, List<String> unresolved) {
        for (PlaceholderScan damaged = new PlaceholderScan(DAMAGED, text); damaged.next(); ) {
            String written = damaged.match().group();
            if (!literal.contains(written)) {
                unresolved.add(written);
            }
        }
    }

    /** Number of placeholders. */
    public int size() {
        return values.size();
    }

    private String value(String key, String written, List<String> unresolved) {
        String value = values.get(key);
        if (value == null && !literal.contains(key)) {
            unresolved.add(written);
        }
        return value == null ? written : value;
    }

    private static String key(MatchResult result) {
        int group = result.group(1) != null ? 1 : 4;
        if (result.group(group) == null) {
            return result.group(7).toUpperCase(Locale.ROOT);
        }
        String kind = result.group(group).toUpperCase(Locale.ROOT);
        return kind + "-" + Integer.parseInt(result.group(group + 1))
                + result.group(group + 2).toLowerCase(Locale.ROOT);
    }

    private static String kinds() {
        return String.join(
                "|", java.util.Arrays.stream(PhiKind.values()).map(Enum::name).toList());
    }

    /** Its size only. */
    @Override
    public String toString() {
        return "PlaceholderMap[" + values.size() + "]";
    }

    /** Assigns keys while a text is rendered. */
    static final class Builder {
        private final Set<String> literal;
        private final Map<String, Integer> numbers = new HashMap<>();
        private final Map<String, Integer> last = new HashMap<>();
        private final Map<String, List<String>> surfaces = new HashMap<>();
        private final Map<String, String> values = new HashMap<>();

        Builder(Set<String> literal) {
            this.literal = literal;
        }

        /** The placeholder for a removed surface; equal identity gives the same number. */
        String placeholder(PhiKind kind, String identity, String surface) {
            String name = kind + "-" + numbers.computeIfAbsent(kind + ":" + identity, any -> next(kind));
            List<String> seen = surfaces.computeIfAbsent(name, any -> new ArrayList<>());
            if (!seen.contains(surface)) {
                seen.add(surface);
            }
            int variant = seen.indexOf(surface);
            if (variant >= 26) {
                return placeholder(kind, identity + "+", surface);
            }
            String key = variant == 0 ? name : name + (char) ('a' + variant);
            values.put(key, surface);
            return "[" + key + "]";
        }

        PlaceholderMap build() {
            return new PlaceholderMap(values, literal);
        }

        private int next(PhiKind kind) {
            int number = last.getOrDefault(kind.name(), 0) + 1;
            while (taken(kind + "-" + number)) {
                number++;
            }
            last.put(kind.name(), number);
            return number;
        }

        private boolean taken(String name) {
            return literal.stream().anyMatch(key -> key.startsWith(name));
        }
    }
}
