package org.radiologygpt.bench.deid;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.radiologygpt.deid.PhiKind;
import org.radiologygpt.deidscore.LabelledReport;
import org.radiologygpt.report.KnownIdentifier;

/** Writes one report: a house style, an exam, a cast, and the phrases between them. */
final class ReportWriter implements Template.Slots {
    /** Marks what contradicts every other line of an impression. */
    private static final String ALONE = "= ";

    private static final List<String> AGES =
            List.of("-year-old", "-year-old", " year old", " y/o", " yo", "yo", " years old", "-yr-old", " yrs");

    private static final Material PHRASES = Material.of("phrases.txt");
    private static final Material LAYOUTS = Material.of("layouts.txt");
    private static final Material WORDS = Material.of("words.txt");
    private static final Material SHARED_NAMES = Material.of("conflicts.txt");
    private static final Material EXAMS = Material.of("exams.txt");
    private static final List<Exam> ALL_EXAMS = Exam.all(EXAMS);

    private final Edition edition;
    private final Dice dice;
    private final Cast cast;
    private final Places places;
    private final Numbers numbers;
    private final NameWriter names;
    private final DateWriter dates;
    private final Template template;
    private final Exam exam;
    private final Set<String> written = new HashSet<>();

    ReportWriter(Edition edition, Dice dice) {
        this.edition = edition;
        this.dice = dice;
        // One report in seven comes without a message, one in seven with everything in it.
        double knownShare = dice.of(0.0, 0.3, 0.5, 0.5, 0.6, 0.8, 1.0);
        exam = dice.of(ALL_EXAMS);
        boolean female = exam.sex().map("female"::equals).orElse(dice.chance(0.5));
        cast = new Cast(
                edition, dice, knownShare, female, exam.ages().map(this::within).orElseGet(this::anyAge));
        places = new Places(edition, dice, knownShare);
        numbers = new Numbers(edition, dice, knownShare);
        names = new NameWriter(dice);
        dates = new DateWriter(dice);
        template = new Template(this, dice);
    }

    /** More people over 89 than there are: their ages must go. */
    private int anyAge() {
        return dice.chance(0.15) ? dice.between(90, 103) : dice.between(18, 89);
    }

    LabelledReport write(String id) {
        LabelledText out = new LabelledText();
        template.write(dice.of(edition.phrases(LAYOUTS, "layouts")), out);
        out.dropLineBreaksAtEnd();
        style(out);
        List<KnownIdentifier> known = new ArrayList<>(cast.known());
        known.addAll(places.known());
        known.addAll(numbers.known());
        return out.report(id, known);
    }

    /** Writes one phrase alone. */
    void write(String phrase, LabelledText out) {
        template.write(phrase, out);
    }

    private void style(LabelledText out) {
        if (dice.chance(0.12)) {
            out.recase(0, ReportWriter::upper, "upper_case");
        } else if (dice.chance(0.05)) {
            out.recase(0, Character::toLowerCase, "lower_case");
        }
        if (dice.chance(0.45)) {
            out.wrap(dice.of(60, 72, 80, 100));
        }
    }

    /** One character for one: a sharp s has no single capital. */
    private static char upper(char at) {
        return Character.toUpperCase(at);
    }

    @Override
    public void fill(String slot, String argument, LabelledText out) {
        if (Numbers.has(slot)) {
            numbers.write(slot, out);
        } else if (!places.write(slot, out)
                && !wrotePerson(slot, argument, out)
                && !wroteTime(slot, argument, out)
                && !wroteMeasure(slot, argument, out)) {
            passage(slot, argument, out);
        }
    }

    /** {@code {dr:reader}}: the way to write a name, and whose. */
    private boolean wrotePerson(String slot, String role, LabelledText out) {
        switch (slot) {
            case "dr", "signed", "full", "header", "mr", "last", "first", "poss", "initials", "small", "any" ->
                names.write(slot, person(role), out);
            case "email" -> email(person(role), out);
            case "pronoun" -> out.plain(cast.female() ? "she" : "he");
            case "Pronoun" -> out.plain(cast.female() ? "She" : "He");
            case "their" -> out.plain(cast.female() ? "her" : "his");
            case "sex" ->
                out.plain(
                        cast.female()
                                ? dice.of("female", "woman", "female", "F")
                                : dice.of("male", "man", "male", "M"));
            case "age" -> age(out);
            default -> {
                return false;
            }
        }
        return true;
    }

    private Person person(String role) {
        return switch (role) {
            case "she" -> cast.relative(true);
            case "he" -> cast.relative(false);
            default -> cast.in(role);
        };
    }

    private void email(Person person, LabelledText out) {
        String given = plain(person.given());
        String family = plain(person.family());
        String name =
                dice.of(given + "." + family, given.charAt(0) + family, family + dice.figures(2), given + "_" + family);
        String host = dice.of(WORDS.list("mail hosts"));
        out.phi(name + "@" + host, PhiKind.EMAIL, "email", false);
    }

    private static String plain(String name) {
        String plain = NameWriter.withoutMarks(name).replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
        return plain.isEmpty() ? "x" : plain;
    }

    /** Ages up to 89 are clinical words and must stay. */
    private void age(LabelledText out) {
        int start = out.length();
        String before = dice.of("", "", "", "", "", "", "aged ", "Age ");
        String after = before.isEmpty() ? dice.of(AGES) : "";
        out.plain(before);
        if (cast.age() > 89) {
            out.phi(String.valueOf(cast.age()), PhiKind.AGE, "age_over_89", false);
            out.plain(after);
        } else {
            out.plain(cast.age() + after);
            out.clinicalSince(start);
        }
    }

    private boolean wroteTime(String slot, String which, LabelledText out) {
        switch (slot) {
            case "date" -> date(which, out);
            case "plaindate" -> dates.plain(cast.exam(), cast.examKnown(), out);
            case "datetime" -> dates.dateTime(cast.exam(), cast.examKnown(), out);
            case "dob" -> dates.plain(cast.birth(), cast.birthKnown(), out);
            case "clock" -> dates.clock(out);
            case "monthonly" -> dates.monthAlone(cast.exam().minusDays(dice.between(20, 300)), out);
            case "range" -> dates.range(cast.exam().minusDays(dice.between(20, 900)), dice.between(1, 9), out);
            case "month" -> dates.month(cast.exam().minusDays(dice.between(20, 1500)), out);
            case "year" -> out.either(String.valueOf(cast.exam().getYear() - dice.between(0, 9)));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void date(String which, LabelledText out) {
        switch (which) {
            case "prior" -> dates.date(cast.exam().minusDays(dice.between(1, 1600)), false, out);
            case "later" -> dates.date(cast.exam().plusDays(dice.between(1, 60)), false, out);
            default -> dates.date(cast.exam(), cast.examKnown(), out);
        }
    }

    private boolean wroteMeasure(String slot, String range, LabelledText out) {
        switch (slot) {
            case "mm", "n" -> out.plain(String.valueOf(within(range)));
            case "cm" -> out.plain(within(range) + "." + dice.between(0, 9));
            case "shaped" -> out.plain(dice.shaped(range));
            case "either" -> out.either(range);
            default -> {
                return false;
            }
        }
        return true;
    }

    private int within(String range) {
        int dash = range.indexOf('-');
        return dice.between(Integer.parseInt(range.substring(0, dash)), Integer.parseInt(range.substring(dash + 1)));
    }

    /** Words, phrases and whole sections. */
    private void passage(String slot, String argument, LabelledText out) {
        switch (slot) {
            case "exam" -> template.write(dice.of(exam.names()), out);
            case "findings" -> sentences(out, dice.between(5, 10), argument.equals("lines") ? "\n" : " ");
            case "impression" -> impression(out);
            case "conflicts" -> conflicts(out, " ");
            case "indication", "technique" -> template.write(dice.of(edition.phrases(exam.list(slot))), out);
            case "maybe" -> {
                if (dice.chance(0.5)) {
                    passage(argument, "", out);
                }
            }
            case "rarely" -> {
                if (dice.chance(0.2)) {
                    passage(argument, "", out);
                }
            }
            default -> {
                Material from = WORDS.has(slot) ? WORDS : PHRASES;
                template.write(dice.of(from == WORDS ? edition.all(from, slot) : edition.phrases(from, slot)), out);
            }
        }
    }

    private void sentences(LabelledText out, int count, String between) {
        List<String> sentences = new ArrayList<>(edition.phrases(exam.list("findings")));
        for (int i = 0; i < count && !sentences.isEmpty(); i++) {
            out.plain(i == 0 ? "" : between);
            String sentence = dice.of(sentences);
            sentences.remove(sentence);
            template.write(sentence, out);
            if (dice.chance(0.10)) {
                once(dice.of(exam.list("areas")), between, out);
            }
            if (dice.chance(0.05)) {
                once("asides", between, out);
            }
        }
        conflicts(out, between);
    }

    /** A sentence of a list, unless it stands in this report already. */
    private void once(String list, String before, LabelledText out) {
        String sentence = dice.of(edition.phrases(PHRASES, list));
        if (written.add(sentence)) {
            out.plain(before);
            template.write(sentence, out);
        }
    }

    /** Clinical uses of the names of this report's people: White reads of white matter. */
    private void conflicts(LabelledText out, String before) {
        for (Person person : cast.people()) {
            if (SHARED_NAMES.has(person.family()) && dice.chance(0.7)) {
                out.plain(before);
                template.write(dice.of(SHARED_NAMES.list(person.family())), out);
            }
        }
    }

    private void impression(LabelledText out) {
        List<String> lines = new ArrayList<>(edition.phrases(exam.list("impression")));
        int count = dice.between(1, 4);
        String number = dice.of("%d. ", "%d. ", "%d) ", "- ", "");
        for (int i = 1; i <= count && !lines.isEmpty(); i++) {
            String line = dice.of(lines);
            lines.removeIf(other -> other.equals(line) || other.startsWith(ALONE));
            out.plain(i == 1 ? "" : "\n");
            out.plain(number.formatted(i));
            template.write(line.startsWith(ALONE) ? line.substring(ALONE.length()) : line, out);
            if (line.startsWith(ALONE)) {
                return;
            }
        }
    }
}
