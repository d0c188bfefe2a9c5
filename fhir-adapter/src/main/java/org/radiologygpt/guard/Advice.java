package org.radiologygpt.guard;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.radiologygpt.draft.TextSpan;

/** Words by which a report recommends something. */
final class Advice {
    private static final Pattern GIVEN = Pattern.compile(
            "\\b(?:recommend\\w*|suggest(?:ed)?\\s(?:follow|further|repeat|clinical|correlation|dedicated|ct|mr|ultrasound|biopsy)\\w*|follow[-\\s]?up\\s(?:in|with|ct|mri?|ultrasound|radiograph\\w*|imaging|is|recommended|chest|exam\\w*|at|within|to)|advis(?:e|ed)|should\\sbe\\s(?:considered|obtained|performed|evaluated|followed|repeated|correlated)|consider\\s(?:ct|mri?|ultrasound|biopsy|further|follow|repeat|dedicated|pet|additional|clinical|short|a|an|tissue|contrast|urgent)|further\\s(?:evaluation|imaging|workup|work-up|characterization)|clinical(?:ly)?\\scorrelat\\w+|correlat\\w+\\s(?:clinically|with)|biopsy\\sis|(?:consultation|consult|referral)\\b|(?:would|may|could|might|can)\\sbe\\s(?:further\\s)?(?:helpful|useful|of\\sbenefit|of\\sfurther|warranted|obtained|performed|considered|characterized|followed|evaluated|repeated|indicated|done)|would\\sconfirm|repeat\\s(?:ct|mri?|ultrasound|radiograph\\w*|imaging|exam\\w*|study|chest)|(?:short|close)[-\\s](?:interval|term)\\s(?:imaging\\s)?follow[-\\s]?up|(?:is|are)\\s(?:indicated|warranted|suggested|advised)|(?:is|are)\\s+(?:to\\s+be\\s+)?needed)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern KNOWN = Pattern.compile(
            "\\b(?:recommend\\w*|suggest(?:ed)?\\s(?:follow|further|repeat|clinical|correlation|dedicated)\\w*|follow[-\\s]?up|advis(?:e|ed)|should\\sbe|consider|further\\s(?:evaluation|imaging|workup|work-up|characterization)|correlat\\w+|consult\\w*|referral|repeat|warranted|indicated|(?:would|may|could)\\sbe\\s(?:further\\s)?(?:helpful|useful|of\\sfurther|characterized|obtained|performed))\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern INTERVAL = Pattern.compile(
            "\\b(\\d{1,2}|one|two|three|four|six|eight|nine|twelve|eighteen)(?:\\s?(?:-|–|to)\\s?(?:\\d{1,2}|two|three|four|six|twelve))?[-\\s](?:day|week|month|year)s?\\b",
            Pattern.CASE_INSENSITIVE);

    private Advice() {}

    /** The first words of a text that recommend something. */
    static Optional<TextSpan> in(String text) {
        return first(GIVEN, text);
    }

    /** True where a report recommends anything: wider than {@link #in}, for it must not call a sound draft invented. */
    static boolean isIn(String report) {
        return KNOWN.matcher(report).find();
    }

    /** The first time after which something is to be done. */
    static Optional<TextSpan> interval(String text) {
        return first(INTERVAL, text);
    }

    private static Optional<TextSpan> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(new TextSpan(matcher.start(), matcher.end())) : Optional.empty();
    }
}
