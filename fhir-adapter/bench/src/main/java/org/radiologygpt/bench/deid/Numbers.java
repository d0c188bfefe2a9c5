package org.radiologygpt.bench.deid;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.radiologygpt.deid.PhiKind;
import org.radiologygpt.report.KnownIdentifier;

/** The numbers of one case: one medical record number, one accession and so on, the same wherever it is written. */
final class Numbers {
    private static final Material SHAPES = Material.of("numbers.txt");
    private static final double REWRITTEN = 0.25;
    /** What a message carries beside a report; the others are found by their looks alone. */
    private static final List<String> IN_MESSAGES =
            List.of("mrn", "accession", "ssn", "account", "visit", "order", "phone", "plan");

    private final Edition edition;
    private final Dice dice;
    private final double knownShare;
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, Boolean> known = new HashMap<>();

    Numbers(Edition edition, Dice dice, double knownShare) {
        this.edition = edition;
        this.dice = dice;
        this.knownShare = knownShare;
    }

    static boolean has(String slot) {
        return SHAPES.has(slot);
    }

    private static PhiKind kind(String slot) {
        return switch (slot) {
            case "mrn" -> PhiKind.MRN;
            case "accession" -> PhiKind.ACCESSION;
            case "ssn" -> PhiKind.SSN;
            case "phone", "staffphone", "fax", "pager", "extension" -> PhiKind.PHONE;
            case "uid" -> PhiKind.UID;
            case "url" -> PhiKind.URL;
            case "ip" -> PhiKind.IP;
            default -> PhiKind.ID;
        };
    }

    void write(String slot, LabelledText out) {
        String value = values.computeIfAbsent(slot, this::fresh);
        if (slot.equals("staffphone") || slot.equals("extension") || slot.equals("pager")) {
            value = fresh(slot);
        }
        Optional<String> other = known.get(slot) && dice.chance(REWRITTEN) ? rewritten(value) : Optional.empty();
        out.phi(other.orElse(value), kind(slot), slot + (other.isPresent() ? "_rewritten" : ""), known.get(slot));
    }

    private String fresh(String slot) {
        known.computeIfAbsent(slot, name -> IN_MESSAGES.contains(name) && dice.chance(knownShare));
        return dice.shaped(dice.of(edition.all(SHAPES, slot)));
    }

    /** The same figures with other separators, or without. */
    private Optional<String> rewritten(String value) {
        String bare = value.replaceAll("[^A-Za-z0-9]", "");
        if (!bare.equals(value)) {
            return Optional.of(bare);
        }
        if (bare.length() < 7) {
            return Optional.empty();
        }
        String separator = dice.of("-", " ");
        return Optional.of(bare.substring(0, 3) + separator + bare.substring(3, 6) + separator + bare.substring(6));
    }

    /** What the message names; also values that the text does not mention. */
    List<KnownIdentifier> known() {
        IN_MESSAGES.forEach(slot -> values.computeIfAbsent(slot, this::fresh));
        return IN_MESSAGES.stream()
                .filter(known::get)
                .map(values::get)
                .map(value -> (KnownIdentifier) new KnownIdentifier.Number(value))
                .toList();
    }
}
