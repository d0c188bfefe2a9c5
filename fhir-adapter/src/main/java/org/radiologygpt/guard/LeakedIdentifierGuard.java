package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.radiologygpt.draft.Objection;
import org.radiologygpt.draft.TextSpan;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.report.PersonName;
import org.radiologygpt.report.RadiologyReport;

/** Nothing in the draft identifies anyone unless the report's own text does, and no placeholder is left. */
final class LeakedIdentifierGuard implements Guard {
    private static final int LEAST_NUMBER = 5;
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
                "(?<![\\d.])\\d{6,}(?!\\d|\\.\\d)|\\b\\d{3}[-. ]\\d{2}[-. ]\\d{4}\\b|\\b\\d{3}[-. ]\\d{3}[-. ]\\d{4}\\b|\\b\\d{3}-\\d{4}\\b|\\b[A-Z]{1,4}\\d{5,}\\b"),
        ADDRESS(
                "e-mail or web address",
                "\\b[\\w.+-]{1,64}@[\\w-]{1,63}\\.[\\w.]{2,60}|\\bhttps?://\\S{1,300}|\\bwww\\.\\S{1,300}"),
        PERSON(
                "titled name",
                "\\b(?:Dr|Mr|Mrs|Ms|Prof)\\.?\\s\\p{Lu}[\\p{L}'-]{1,30}|\\b\\p{Lu}\\p{Ll}{1,30},?\\s(?:MD|M\\.D\\.|DO|RN|PA-C)\\b"),
        NAMED_PERSON(
                "name of a person",
                "(?<=\\b(?:[Dd]iscussed|[Rr]eviewed|[Cc]onferred)\\swith\\s|\\b(?:[Cc]ommunicated|[Rr]eported|[Cc]alled|[Pp]aged)\\sto\\s|\\b(?:[Ss]igned|[Dd]ictated|[Rr]ead|[Rr]equested|[Nn]otified)\\sby\\s|\\b[Nn]otified\\s)\\p{Lu}\\p{Ll}{2,30}(?:\\s\\p{Lu}\\p{Ll}{1,30})?");

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
    public List<Objection> objections(DraftReading reading) {
        String impression = reading.impression();
        String source = reading.everything().text();
        String compact = compact(source);
        String compactImpression = compact(impression);
        List<Objection> objections = new ArrayList<>();
        PLACEHOLDER
                .matcher(impression)
                .results()
                .filter(written -> !source.contains(written.group()))
                .forEach(written -> objections.add(Objection.of("placeholder left", place(written))));
        for (Form form : Form.values()) {
            form.pattern
                    .matcher(impression)
                    .results()
                    .filter(written -> !compact.contains(compact(written.group())))
                    .forEach(written ->
                            objections.add(Objection.of(form.spoken + " not in the report", place(written))));
        }
        known(reading.report())
                .flatMap(name -> standing(name, impression).limit(1).filter(any -> !stands(name, source)))
                .forEach(written -> objections.add(Objection.of("name not in the report's text", place(written))));
        numbers(reading.report())
                .filter(number -> compactImpression.contains(number) && !compact.contains(number))
                .forEach(number -> objections.add(Objection.of("identifier not in the report's text")));
        return objections;
    }

    private static TextSpan place(MatchResult match) {
        return new TextSpan(match.start(), match.end());
    }

    private static Stream<String> known(RadiologyReport report) {
        Stream<String> words = report.knownIdentifiers().stream()
                .filter(KnownIdentifier.Words.class::isInstance)
                .map(identifier -> ((KnownIdentifier.Words) identifier).value().strip());
        Stream<PersonName> names = Stream.concat(
                report.knownIdentifiers().stream()
                        .filter(KnownIdentifier.Name.class::isInstance)
                        .map(identifier -> ((KnownIdentifier.Name) identifier).name()),
                report.patient().names().stream());
        return Stream.concat(words, names.flatMap(LeakedIdentifierGuard::parts))
                .filter(part -> part.length() > 2)
                .distinct();
    }

    /** Numbers of the message that are long enough to be no finding. */
    private static Stream<String> numbers(RadiologyReport report) {
        return report.knownIdentifiers().stream()
                .filter(KnownIdentifier.Number.class::isInstance)
                .map(identifier -> compact(((KnownIdentifier.Number) identifier).value()))
                .filter(number ->
                        number.length() >= LEAST_NUMBER && number.chars().anyMatch(Character::isDigit))
                .distinct();
    }

    private static Stream<String> parts(PersonName name) {
        return Stream.of(name.family(), name.given()).map(String::strip);
    }

    /** Capitalised, as a word of its own: {@code White} is looked for, {@code white} is not. */
    private static Stream<MatchResult> standing(String name, String text) {
        if (!occurs(name.substring(1), text)) {
            return Stream.empty();
        }
        String capital = name.substring(0, 1).toUpperCase(Locale.ROOT);
        Pattern word = Pattern.compile(
                "(?<!\\p{L})" + Pattern.quote(capital) + "(?i:" + Pattern.quote(name.substring(1)) + ")(?!\\p{L})");
        return word.matcher(text).results();
    }

    /** In whatever case and place: asked first, as a pattern is slow to make. */
    private static boolean occurs(String letters, String text) {
        for (int at = 0; at + letters.length() <= text.length(); at++) {
            if (text.regionMatches(true, at, letters, 0, letters.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean stands(String name, String text) {
        return standing(name, text).findAny().isPresent();
    }

    /** Letters and digits alone, folded. */
    private static String compact(String text) {
        String folded = Words.fold(text);
        StringBuilder compact = new StringBuilder(folded.length());
        folded.codePoints()
                .filter(letter -> Character.isLetter(letter) || letter >= '0' && letter <= '9')
                .forEach(compact::appendCodePoint);
        return compact.toString();
    }
}
