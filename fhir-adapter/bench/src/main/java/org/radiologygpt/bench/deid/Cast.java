package org.radiologygpt.bench.deid;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.radiologygpt.report.KnownIdentifier;

/** Whom one report is about, who works on it, and when: the same person wherever a role is named. */
final class Cast {
    private final People people;
    private final Dice dice;
    private final double knownShare;
    private final boolean female;
    private final int age;
    private final LocalDate birth;
    private final LocalDate exam;
    private final boolean birthKnown;
    private final boolean examKnown;
    private final Map<String, Person> roles = new LinkedHashMap<>();

    Cast(Edition edition, Dice dice, double knownShare) {
        this.people = new People(edition, dice);
        this.dice = dice;
        this.knownShare = knownShare;
        female = dice.chance(0.5);
        age = dice.chance(0.13) ? dice.between(90, 103) : dice.between(18, 89);
        exam = LocalDate.of(dice.between(2008, 2025), 1, 1).plusDays(dice.between(0, 364));
        birth = exam.minusYears(age).minusDays(dice.between(1, 364));
        birthKnown = dice.chance(knownShare);
        examKnown = dice.chance(knownShare);
    }

    Person in(String role) {
        Person there = roles.get(role);
        if (there == null) {
            boolean known = dice.chance(role.equals("other") || role.equals("nurse") ? knownShare / 4 : knownShare);
            there = role.equals("patient") ? people.someone(female, known) : people.someone(known);
            roles.put(role, there);
        }
        return there;
    }

    /** A relative of the patient, more often than not of the same family name. */
    Person relative(boolean isFemale) {
        Person patient = in("patient");
        Person relative = people.someone(isFemale, dice.chance(knownShare));
        String family = dice.chance(0.6) ? patient.family() : relative.family();
        return roles.computeIfAbsent(
                isFemale ? "she" : "he", role -> new Person(family, relative.given(), "", isFemale, relative.known()));
    }

    boolean female() {
        return female;
    }

    int age() {
        return age;
    }

    LocalDate birth() {
        return birth;
    }

    LocalDate exam() {
        return exam;
    }

    boolean birthKnown() {
        return birthKnown;
    }

    boolean examKnown() {
        return examKnown;
    }

    List<Person> people() {
        return List.copyOf(roles.values());
    }

    List<KnownIdentifier> known() {
        List<KnownIdentifier> known = new ArrayList<>();
        roles.values().stream()
                .filter(Person::known)
                .map(person -> new KnownIdentifier.Name(person.name()))
                .forEach(known::add);
        if (birthKnown) {
            known.add(new KnownIdentifier.Date(birth));
        }
        if (examKnown) {
            known.add(new KnownIdentifier.Date(exam));
        }
        return known;
    }
}
