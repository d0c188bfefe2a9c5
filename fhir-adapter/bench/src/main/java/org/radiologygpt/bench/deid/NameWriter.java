package org.radiologygpt.bench.deid;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.radiologygpt.deid.PhiKind;

/** Writes a person's name as reports do. Titles and degrees may stay or go; every letter of the name must go. */
final class NameWriter {
    private static final double RARE = 0.06;

    private final Dice dice;

    NameWriter(Dice dice) {
        this.dice = dice;
    }

    /** How phrases ask for names, after {@code name:}. */
    void write(String way, Person person, LabelledText out) {
        switch (way) {
            case "dr" -> doctor(person, out);
            case "signed" -> signed(person, out);
            case "full" -> full(person, out);
            case "header" -> header(person, out);
            case "mr" -> mister(person, out);
            case "last" -> phi(person, family(person), out);
            case "first" -> phi(person, new Written(person.given(), "given_alone"), out);
            case "poss" -> possessive(person, out);
            case "initials" -> phi(person, new Written(person.initials(), "initials"), out);
            case "small" -> phi(person, new Written(person.initials().toLowerCase(Locale.ROOT), "initials_lower"), out);
            case "any" -> write(dice.of("dr", "dr", "full", "signed", "last"), person, out);
            default -> throw new IllegalArgumentException("no way to write a name: " + way);
        }
    }

    /** A name as it stands in the text, and the name of its form. */
    private record Written(String text, String form) {}

    private void doctor(Person person, LabelledText out) {
        out.either(dice.of("Dr.", "Dr.", "Dr.", "Dr", "Doctor", "DR.", "dr."));
        out.plain(" ");
        phi(person, dice.of(family(person), family(person), givenFamily(person), initialFamily(person)), out);
        if (dice.chance(0.08)) {
            out.plain(", ");
            out.either(degree());
        }
    }

    private void signed(Person person, LabelledText out) {
        if (dice.chance(0.08)) {
            out.either("Dr.");
            out.plain(" ");
        }
        phi(
                person,
                dice.of(
                        givenFamily(person),
                        givenMiddleFamily(person),
                        givenMiddleFamily(person),
                        lastFirst(person),
                        initialFamily(person)),
                out);
        if (dice.chance(0.85)) {
            out.plain(dice.of(", ", ", ", " "));
            out.either(degree());
        }
    }

    private String degree() {
        return dice.of(
                "MD",
                "MD",
                "M.D.",
                "DO",
                "MD PhD",
                "M.D., Ph.D.",
                "D.O.",
                "MBBS",
                "MD, FRCR",
                "MD FACR",
                "RPA",
                "PA-C");
    }

    private void full(Person person, LabelledText out) {
        phi(
                person,
                dice.of(givenFamily(person), givenFamily(person), givenMiddleFamily(person), lastFirst(person)),
                out);
    }

    private void header(Person person, LabelledText out) {
        Written written = dice.of(lastFirst(person), lastFirst(person), caret(person), givenMiddleFamily(person));
        boolean shouts = dice.chance(0.5);
        phi(person, shouts ? new Written(upper(written.text()), written.form() + "_upper") : written, out);
    }

    private void mister(Person person, LabelledText out) {
        out.either(person.female() ? dice.of("Ms.", "Mrs.", "Ms", "Miss") : dice.of("Mr.", "Mr.", "Mr"));
        out.plain(" ");
        phi(person, dice.of(family(person), family(person), givenFamily(person)), out);
    }

    private void possessive(Person person, LabelledText out) {
        Written written = family(person);
        boolean onlyApostrophe = written.text().endsWith("s") && dice.chance(0.5);
        phi(person, new Written(written.text(), "possessive"), out);
        out.either(onlyApostrophe ? "'" : dice.of("'s", "'s", "\u2019s"));
    }

    private Written givenFamily(Person person) {
        return new Written(person.given() + " " + family(person).text(), "given_family");
    }

    private Written givenMiddleFamily(Person person) {
        if (person.middle().isEmpty()) {
            return givenFamily(person);
        }
        boolean whole = person.middle().length() > 1 && dice.chance(0.4);
        String middle = whole ? person.middle() : Person.initial(person.middle()) + dice.of(".", ".", "");
        return new Written(
                person.given() + " " + middle + " " + person.family(),
                whole ? "given_middle_family" : "given_initial_family");
    }

    private Written lastFirst(Person person) {
        String middle = person.middle().isEmpty() || dice.chance(0.4)
                ? ""
                : " " + dice.of(person.middle(), Person.initial(person.middle()));
        return new Written(person.family() + dice.of(", ", ", ", ",") + person.given() + middle, "last_first_comma");
    }

    private Written caret(Person person) {
        String middle = person.middle().isEmpty() ? "" : "^" + person.middle();
        return new Written(person.family() + "^" + person.given() + middle, "caret");
    }

    private Written initialFamily(Person person) {
        String initials = Person.initial(person.given());
        String more = person.middle().isEmpty() || dice.chance(0.5) ? "" : Person.initial(person.middle());
        String written = dice.of(
                initials + ". " + (more.isEmpty() ? "" : more + ". "),
                initials + "." + (more.isEmpty() ? "" : more + ".") + " ",
                initials + more + " ");
        return new Written(written + person.family(), "initial_surname");
    }

    /** The family name, now and then in a rarer writing. */
    private Written family(Person person) {
        String family = person.family();
        if (dice.chance(RARE)
                && Optional.of(family).filter(NameWriter::hasMarks).isPresent()) {
            return new Written(withoutMarks(family), "diacritics_folded");
        }
        if (dice.chance(0.3) && family.contains("-")) {
            return new Written(dice.of(List.of(family.split("-"))), "hyphen_half");
        }
        if (dice.chance(0.3) && family.contains(" ") && family.lastIndexOf(' ') < family.length() - 5) {
            return new Written(family.substring(family.lastIndexOf(' ') + 1), "last_of_two_families");
        }
        if (dice.chance(RARE) && family.length() >= 5 && !family.contains(" ")) {
            return new Written(typo(family), "one_typo");
        }
        if (dice.chance(RARE)) {
            return new Written(upper(family), "surname_upper");
        }
        if (dice.chance(0.012) && family.length() >= 7 && !family.contains(" ") && !family.contains("-")) {
            int half = family.length() / 2;
            return new Written(family.substring(0, half) + "-\n" + family.substring(half), "hyphenated_over_line");
        }
        return new Written(family, "surname");
    }

    private static boolean hasMarks(String name) {
        return name.chars().anyMatch(at -> at > 127);
    }

    static String withoutMarks(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace('ł', 'l')
                .replace('Ł', 'L')
                .replace('ø', 'o')
                .replace('Ø', 'O')
                .replace("ß", "ss")
                .replace('ı', 'i')
                .replace('đ', 'd')
                .replace('Đ', 'D');
    }

    /** One letter behind the first doubled, dropped, changed or exchanged with the next. */
    private String typo(String name) {
        int at = dice.between(1, name.length() - 2);
        String before = name.substring(0, at);
        String after = name.substring(at + 1);
        return switch (dice.between(0, 3)) {
            case 0 -> before + name.charAt(at) + name.charAt(at) + after;
            case 1 -> before + after;
            case 2 -> before + dice.of("a", "e", "i", "o", "n", "r", "s", "t") + after;
            default -> before + name.charAt(at + 1) + name.charAt(at) + after.substring(1);
        };
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    private void phi(Person person, Written written, LabelledText out) {
        boolean named = person.known() && !written.form().startsWith("initials");
        out.phi(written.text(), PhiKind.NAME, written.form(), named);
    }
}
