package org.radiologygpt.bench.deid;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.radiologygpt.deid.PhiKind;
import org.radiologygpt.report.KnownIdentifier;

/** The places of one case: a home, a hospital, another hospital. */
final class Places {
    private static final Material PLACES = Material.of("places.txt");
    /** HHS guidance on 45 CFR 164.514(b)(2)(i)(B): areas of at most 20,000 people, census of 2000. */
    private static final List<String> SMALL_ZIP3 = List.of(
            "036", "059", "063", "102", "203", "556", "692", "790", "821", "823", "830", "831", "878", "879", "884",
            "890", "893");

    private final Edition edition;
    private final Dice dice;
    private final String shortHospital;
    private final String hospital;
    private final String otherHospital;
    private final String house;
    private final String street;
    private final String kindOfStreet;
    private final String city;
    private final String state;
    private final String zip;
    private final boolean homeKnown;
    private final boolean hospitalKnown;

    Places(Edition edition, Dice dice, double knownShare) {
        this.edition = edition;
        this.dice = dice;
        shortHospital = edition.name(PLACES, "hospitals", dice);
        hospital = hospital(shortHospital);
        otherHospital = hospital(edition.name(PLACES, "hospitals", dice));
        house = dice.figures(dice.between(1, 5));
        street = edition.name(PLACES, "streets", dice);
        kindOfStreet = dice.of(edition.all(PLACES, "kinds of streets"));
        city = edition.name(PLACES, "cities", dice);
        state = dice.of(edition.all(PLACES, "states"));
        zip = dice.chance(0.1) ? dice.of(SMALL_ZIP3) + dice.shaped("##") : dice.shaped("#####");
        homeKnown = dice.chance(knownShare);
        hospitalKnown = dice.chance(knownShare);
    }

    private String hospital(String head) {
        return head + " "
                + dice.of(edition.all(
                        PLACES, head.startsWith("St") ? "kinds of saints' hospitals" : "kinds of hospitals"));
    }

    /** True where it wrote. */
    boolean write(String slot, LabelledText out) {
        switch (slot) {
            case "hospital" -> out.phi(hospital, PhiKind.ADDRESS, "hospital", hospitalKnown);
            case "otherhospital" -> out.phi(otherHospital, PhiKind.ADDRESS, "other_hospital", false);
            case "acronym" -> out.phi(acronym(), PhiKind.ADDRESS, "hospital_acronym", false);
            case "shorthospital" -> out.phi(shortHospital, PhiKind.ADDRESS, "hospital_short", false);
            case "street" -> out.phi(streetLine(), PhiKind.ADDRESS, "street", homeKnown);
            case "streetonly" -> out.phi(street + " " + kindOfStreet, PhiKind.ADDRESS, "street_without_number", false);
            case "city" -> out.phi(city, PhiKind.ADDRESS, "city", homeKnown);
            case "othercity" -> out.phi(edition.name(PLACES, "cities", dice), PhiKind.ADDRESS, "other_city", false);
            case "county" ->
                out.phi(edition.name(PLACES, "counties", dice) + " County", PhiKind.ADDRESS, "county", false);
            case "zip" -> zip(out);
            case "state" -> out.either(state);
            case "ward" -> out.phi(dice.shaped(dice.of(edition.all(PLACES, "wards"))), PhiKind.ADDRESS, "ward", false);
            case "room" -> out.phi(dice.shaped(dice.of(edition.all(PLACES, "rooms"))), PhiKind.ADDRESS, "room", false);
            case "employer" -> out.phi(edition.name(PLACES, "employers", dice), PhiKind.ADDRESS, "employer", false);
            case "pobox" -> out.phi("P.O. Box " + dice.figures(dice.between(2, 4)), PhiKind.ADDRESS, "po_box", false);
            default -> {
                return false;
            }
        }
        return true;
    }

    private String streetLine() {
        return house + " " + street + " " + kindOfStreet
                + (dice.chance(0.2) ? dice.shaped(dice.of(", Apt ##", " Apt. #@", " #2##", ", Unit #")) : "");
    }

    /** The first three figures may stay, where the area is large enough. */
    private void zip(LabelledText out) {
        boolean small = SMALL_ZIP3.contains(zip.substring(0, 3));
        if (!small) {
            out.either(zip.substring(0, 3));
        }
        String rest = small ? zip : zip.substring(3);
        out.phi(rest + (dice.chance(0.15) ? dice.shaped("-####") : ""), PhiKind.ADDRESS, "zip", homeKnown);
    }

    private String acronym() {
        StringBuilder acronym = new StringBuilder();
        for (String word : otherHospital.replaceAll("[^A-Za-z ]", "").split(" ")) {
            acronym.append(word.substring(0, 1).toUpperCase(Locale.ROOT));
        }
        return acronym.toString();
    }

    List<KnownIdentifier> known() {
        List<KnownIdentifier> known = new ArrayList<>();
        if (homeKnown) {
            known.add(new KnownIdentifier.Words(house + " " + street + " " + kindOfStreet));
            known.add(new KnownIdentifier.Words(city));
            known.add(new KnownIdentifier.Number(zip));
        }
        if (hospitalKnown) {
            known.add(new KnownIdentifier.Words(hospital));
        }
        return known;
    }

    /** All names that can be drawn. */
    static List<String> all() {
        return List.of("hospitals", "streets", "cities", "counties", "employers").stream()
                .flatMap(list -> PLACES.list(list).stream())
                .toList();
    }
}
