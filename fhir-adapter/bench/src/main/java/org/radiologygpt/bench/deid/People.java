package org.radiologygpt.bench.deid;

import java.util.ArrayList;
import java.util.List;

/** Makes persons: one culture a person, sometimes two families or cultures in one name. */
final class People {
    private static final Material NAMES = Material.of("names.txt");
    private static final List<String> CULTURES = NAMES.names().stream()
            .filter(name -> name.endsWith(" family") && !name.startsWith("words"))
            .map(name -> name.substring(0, name.indexOf(' ')))
            .toList();
    /** Of all the names, how many are words of reports too: rarer in life, and what the measure is there for. */
    private static final double WORDS = 0.08;

    private final Edition edition;
    private final Dice dice;

    People(Edition edition, Dice dice) {
        this.edition = edition;
        this.dice = dice;
    }

    Person someone(boolean known) {
        return someone(dice.chance(0.5), known);
    }

    Person someone(boolean female, boolean known) {
        String culture = dice.chance(0.3) ? "english" : dice.of(CULTURES);
        String given = given(culture, female);
        String middle = dice.chance(0.45) ? middle(culture, female) : "";
        return new Person(family(culture), given, middle.equals(given) ? "" : middle, suffix(female), female, known);
    }

    private String suffix(boolean female) {
        return !female && dice.chance(0.05) ? dice.of("Jr.", "Jr", "Sr.", "III", "II") : "";
    }

    private String middle(String culture, boolean female) {
        return dice.chance(0.6) ? dice.shaped("@") : given(culture, female);
    }

    private String given(String culture, boolean female) {
        String from = dice.chance(0.15) ? "english" : culture;
        return edition.name(NAMES, from + (female ? " female" : " male"), dice);
    }

    private String family(String culture) {
        if (dice.chance(WORDS)) {
            return edition.name(NAMES, "words family", dice);
        }
        String family = edition.name(NAMES, culture + " family", dice);
        if (dice.chance(culture.equals("hispanic") || culture.equals("portuguese") ? 0.35 : 0.03)) {
            return family + dice.of("-", " ") + edition.name(NAMES, culture + " family", dice);
        }
        return family;
    }

    /** All names that can be drawn. */
    static List<String> all() {
        List<String> all = new ArrayList<>();
        NAMES.names().forEach(list -> all.addAll(NAMES.list(list)));
        return all;
    }
}
