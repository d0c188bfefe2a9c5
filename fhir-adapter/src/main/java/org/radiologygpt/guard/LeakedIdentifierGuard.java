package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.radiologygpt.draft.GuardVerdict;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.report.PersonName;
import org.radiologygpt.report.RadiologyReport;

/** Nothing in the draft identifies anyone unless the report's own text does, and no placeholder is left. */
final class LeakedIdentifierGuard implements Guard {
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "[\\[({<]\\s{0,3}(?:NAME|DATE|TIME|AGE|PHONE|EMAIL|SSN|MRN|ACCESSION|ADDRESS|URL|IP|UID|ID)\\s{0,3}(?:[-_ ]?\\s{0,3}\\d{1,4}[a-z]?)?\\s{0,3}[])}>]|\\b(?:NAME|DATE|TIME|PHONE|EMAIL|SSN|MRN|ACCESSION|ADDRESS|URL|UID|ID)-\\d{1,4}[a-z]?\\b|_{3,}",
            Pattern.CASE_INSENSITIVE);

    /** Forms of identifiers, each with the name that the verdict gives it. */
    private enum Form {
        DATE(
                "date",
                "\\b\\d{1,2}[/-]\\d{1,2}[/-]\\d{2,4}\\b|\\b(?:19|20)\\d{2}[-/]\\d{1,2}[-/]\\d{1,2}\\b|\\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\\.?\\s\\d{1,2}(?:st|nd|rd|th)?(?:,?\\s\\d{4})?\\b|\\b(?:19|20)\\d{2}\\b(?!\\s?(?:mm|cm|ml|cc|hu))"),
        NUMBER(
                "long number",
                "(?<![\\d.])\\d{6,}(?![\\d.])|\\b\\d{3}[-. ]\\d{2}[-. ]\\d{4}\\b|\\b\\d{3}[-. ]\\d{3}[-. ]\\d{4}\\b|\\b\\d{3}-\\d{4}\\b|\\b[A-Z]{1,4}\\d{5,}\\b"),
        ADDRESS(
                "e-mail or web address",
                "\\b[\\w.+-]{1,64}@[\\w-]{1,63}\\.[\\w.]{2,60}|\\bhttps?://\\S{1,300}|\\bwww\\.\\S{1,300}"),
        PERSON(
                "titled name",
                "\\b(?:Dr|Mr|Mrs|Ms|Prof)\\.?\\s\\p{Lu}[\\p{L}'-]{1,30}|\\b\\p{Lu}\\p{Ll}{1,30},?\\s(?:MD|M\\.D\\.|DO|RN|PA-C)\\b");

        private final String spoken;
        private final Pattern pattern;

        Form(String spoken, String regex) {
            this.spoken = spoken;
            this.pattern = Pattern.compile(regex);
        }
    }

    @Override
    public String name() {
        return "leaked_identifier";
    }

    @Override
    public GuardVerdict check(String impression, RadiologyReport report) {
        String source = Source.everything(report);
        List<String> problems = new ArrayList<>();
        if (found(PLACEHOLDER, impression).anyMatch(written -> !source.contains(written))) {
            problems.add("placeholder left");
        }
        String compact = compact(source);
        for (Form form : Form.values()) {
            if (found(form.pattern, impression).anyMatch(written -> !compact.contains(compact(written)))) {
                problems.add(form.spoken + " not in the report");
            }
        }
        if (known(report).anyMatch(name -> stands(name, impression) && !stands(name, source))) {
            problems.add("name not in the report's text");
        }
        return Verdicts.of(name(), problems);
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group);
    }

    private static Stream<String> known(RadiologyReport report) {
        return Stream.concat(
                        report.knownIdentifiers().stream()
                                .filter(KnownIdentifier.Name.class::isInstance)
                                .map(identifier -> ((KnownIdentifier.Name) identifier).name()),
                        report.patient().names().stream())
                .flatMap(LeakedIdentifierGuard::parts)
                .filter(part -> part.length() > 2)
                .distinct();
    }

    private static Stream<String> parts(PersonName name) {
        return Stream.of(name.family(), name.given()).map(String::strip);
    }

    /** Capitalised, as a word of its own: {@code White} is looked for, {@code white} is not. */
    private static boolean stands(String name, String text) {
        String capital = name.substring(0, 1).toUpperCase(java.util.Locale.ROOT);
        Pattern word = Pattern.compile(
                "(?<!\\p{L})" + Pattern.quote(capital) + "(?i:" + Pattern.quote(name.substring(1)) + ")(?!\\p{L})");
        return word.matcher(text).find();
    }

    private static String compact(String text) {
        return Words.fold(text).replaceAll("[^\\p{L}\\d]", "");
    }
}
