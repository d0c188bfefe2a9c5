package org.radiologygpt.report;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The shipped ignore lists ({@code ignore-lines-XX.txt}), and what is asked of any ignore line. */
final class IgnoreLists {
    private static final String CONTINUES = "&";
    private static final int LONG_RUN = 400;
    /** What runs long in a line of a report, or repeats: such a line must not hold up an expression. */
    private static final List<String> HARD_TO_REFUSE = List.of("a", "A", "1", " ", "-", ".", "_", "ab ", "A. ", "1.", "a1");

    private IgnoreLists() {}

    static List<Pattern> lines(List<Language> languages) {
        return rules(languages).stream()
                .filter(line -> !line.startsWith(CONTINUES))
                .map(IgnoreLists::compiled)
                .toList();
    }

    static List<Pattern> continuations(List<Language> languages) {
        return rules(languages).stream()
                .filter(line -> line.startsWith(CONTINUES))
                .map(line -> compiled(line.substring(CONTINUES.length())))
                .toList();
    }

    static Pattern compile(String regex) {
        Pattern pattern = compiled(regex);
        for (String run : HARD_TO_REFUSE) {
            String line = run.repeat(LONG_RUN / run.length()) + "\u00a7";
            if (!BoundedText.isWithinBounds(pattern, line)) {
                throw new IllegalArgumentException("takes too many steps; avoid a repeated group of repeats such as (a+)+");
            }
        }
        return pattern;
    }

    private static Pattern compiled(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static List<String> rules(List<Language> languages) {
        Set<Language> used = EnumSet.of(Language.EN);
        used.addAll(languages);
        return used.stream()
                .flatMap(language -> ResourceTable.lines("ignore-lines-" + language.code() + ".txt").stream())
                .toList();
    }
}
