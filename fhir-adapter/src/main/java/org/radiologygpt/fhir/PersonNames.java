package org.radiologygpt.fhir;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.radiologygpt.report.PersonName;

/** Names of people, from HumanName or from the words of a display. */
final class PersonNames {
    private static final Set<String> TITLES =
            Set.of("dr", "prof", "professor", "mr", "mrs", "ms", "miss", "sir", "herr", "frau");
    private static final Set<String> CREDENTIALS =
            Set.of("md", "do", "mbbs", "phd", "rn", "rt", "np", "pa", "dvm", "frcr", "jr", "sr", "ii", "iii", "iv");

    private PersonNames() {}

    static PersonName of(HumanName name) {
        if (!name.hasFamily() && !name.hasGiven()) {
            return parse(name.hasText() ? name.getText() : "");
        }
        List<String> given =
                name.getGiven().stream().map(PrimitiveType::getValue).toList();
        return new PersonName(
                name.hasFamily() ? name.getFamily() : "",
                given.isEmpty() ? "" : given.get(0),
                given.stream().skip(1).collect(Collectors.joining(" ")),
                joined(name.getPrefix()),
                joined(name.getSuffix()));
    }

    /** {@code Dr Jane A. Roe, MD}, {@code Roe, Jane} or {@code Roe}. */
    static PersonName parse(String display) {
        List<String> beforeComma = words(display.replaceFirst(",.*$", ""));
        List<String> afterComma = words(display.contains(",") ? display.replaceFirst("^[^,]*,", "") : "");
        Deque<String> rest = new ArrayDeque<>(beforeComma);
        boolean familyFirst = afterComma.stream().anyMatch(word -> !isOneOf(CREDENTIALS, word));
        List<String> suffix = new ArrayList<>(
                afterComma.stream().filter(word -> isOneOf(CREDENTIALS, word)).toList());
        String prefix = takeWhile(rest, TITLES);
        while (rest.size() > 1 && isOneOf(CREDENTIALS, rest.peekLast())) {
            suffix.add(0, rest.removeLast());
        }
        List<String> given = familyFirst
                ? afterComma.stream()
                        .filter(word -> !isOneOf(CREDENTIALS, word) && !isOneOf(TITLES, word))
                        .toList()
                : rest.stream().limit(Math.max(0, rest.size() - 1)).toList();
        String family = familyFirst ? String.join(" ", rest) : rest.isEmpty() ? "" : rest.peekLast();
        String middle = given.stream().skip(1).collect(Collectors.joining(" "));
        return new PersonName(family, given.isEmpty() ? "" : given.get(0), middle, prefix, String.join(" ", suffix));
    }

    private static String takeWhile(Deque<String> words, Set<String> set) {
        List<String> taken = new ArrayList<>();
        while (!words.isEmpty() && isOneOf(set, words.peekFirst())) {
            taken.add(words.removeFirst());
        }
        return String.join(" ", taken);
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.strip().split("[\\s,]+"))
                .filter(word -> !word.isBlank())
                .toList();
    }

    private static boolean isOneOf(Set<String> set, String word) {
        return set.contains(word.replace(".", "").toLowerCase(Locale.ROOT));
    }

    private static String joined(List<? extends PrimitiveType<String>> parts) {
        return parts.stream().map(PrimitiveType::getValue).collect(Collectors.joining(" "));
    }
}
