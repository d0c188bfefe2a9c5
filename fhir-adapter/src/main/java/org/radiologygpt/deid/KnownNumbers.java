package org.radiologygpt.deid;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the message's numbers in the text, with and without separators and leading zeros. */
final class KnownNumbers implements Finder {
    /** Shorter ones stand in any text; they are found behind a label only. */
    static final int SHORTEST = 4;

    private final Map<String, Pattern> patterns = new LinkedHashMap<>();

    KnownNumbers(List<String> values) {
        for (String value : values) {
            String compact = Folding.compact(value);
            if (compact.length() >= SHORTEST) {
                patterns.computeIfAbsent(compact, KnownNumbers::pattern);
            } else if (compact.chars().anyMatch(Character::isDigit)) {
                patterns.computeIfAbsent(compact, any -> labelled(value.strip()));
            }
        }
    }

    @Override
    public List<Span> find(Text text) {
        List<Span> spans = new ArrayList<>();
        patterns.forEach((compact, pattern) -> pattern.matcher(text.value())
                .results()
                .forEach(found -> spans.add(new Span(found.start(), found.end(), PhiKind.ID, compact))));
        return spans;
    }

    private static Pattern pattern(String compact) {
        String stripped = compact.replaceFirst("^0+(?=.{5,}$)", "");
        String separated = stripped.codePoints()
                .mapToObj(Character::toString)
                .map(Pattern::quote)
                .collect(Collectors.joining("[ \\t\\-–./_)(]{0,2}(?:\\r?\\n)?"));
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])0{0,12}" + separated + "(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static Pattern labelled(String value) {
        return Pattern.compile(
                "(?=" + Pattern.quote(value)
                        + ")(?<=(?:acc|accession|mrn|order|id|no\\.?|number|visit|account|study|exam|ext|room|bed)[ #:]{1,3}|#[ :]{0,2})"
                        + Pattern.quote(value) + "(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE);
    }
}
