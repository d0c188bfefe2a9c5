package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Draws reports of our own making; the same seed draws the same. */
final class SyntheticReports {
    private static final List<SyntheticExam> EXAMS = GuardTable.rows("synthetic-exams.tsv").stream()
            .map(SyntheticExam::of)
            .toList();
    private static final List<SyntheticFinding.Kind> KINDS = GuardTable.rows("synthetic-findings.tsv").stream()
            .map(SyntheticFinding.Kind::of)
            .toList();
    private static final List<String> DENIALS =
            List.of("No {x}.", "There is no {x}.", "No evidence of {x}.", "No {x} is seen.", "{x} is not seen.");
    private static final Map<String, List<String>> SLOTS = Map.of(
            "side", List.of("left", "right"),
            "grade", List.of("small", "moderate", "large"),
            "age", List.of("acute", "chronic"),
            "lobe", List.of("upper", "lower"),
            "nth", List.of("third", "fourth", "sixth", "seventh"),
            "level", List.of("L2-L3", "L3-L4", "L4-L5", "L5-S1"));
    private static final Map<String, String> SEVERITY =
            Map.of("small", "mild", "moderate", "moderate", "large", "severe");
    private static final List<String> SIZED = List.of("effusion", "pneumothorax");

    private final Random random;

    SyntheticReports(long seed) {
        random = new Random(seed);
    }

    SyntheticReport next() {
        SyntheticExam exam = pick(EXAMS);
        String side = pick(SLOTS.get("side"));
        List<SyntheticFinding.Kind> kinds = new ArrayList<>(
                KINDS.stream().filter(kind -> kind.exam().equals(exam.name())).toList());
        Collections.shuffle(kinds, random);
        List<SyntheticFinding> findings = kinds.subList(0, Math.min(kinds.size(), 1 + random.nextInt(3))).stream()
                .map(this::drawn)
                .toList();
        List<String> denied = new ArrayList<>(exam.deniable());
        Collections.shuffle(denied, random);
        denied = denied.subList(0, random.nextInt(3));
        boolean compared = random.nextInt(4) == 0;
        boolean advised = random.nextInt(5) == 0;
        String sex = exam.sex().isEmpty() ? pick(List.of("male", "female")) : exam.sex();
        String procedure = pick(exam.procedures()).replace("{SIDE}", side.toUpperCase(Locale.ROOT));
        String text = text(exam, findings, denied, compared, advised);
        return new SyntheticReport(exam, procedure, sex, findings, denied, text, compared, advised);
    }

    private String text(
            SyntheticExam exam,
            List<SyntheticFinding> findings,
            List<String> denied,
            boolean compared,
            boolean advised) {
        List<String> sentences = new ArrayList<>();
        findings.forEach(finding -> sentences.add(finding.inFindings(random)));
        if (compared) {
            sentences.set(0, sentences.get(0).replaceFirst("\\.$", SyntheticReport.UNCHANGED));
        }
        denied.forEach(
                term -> sentences.add(SyntheticFinding.capital(pick(DENIALS).replace("{x}", term))));
        exam.normals().stream().filter(any -> random.nextBoolean()).forEach(sentences::add);
        Collections.shuffle(sentences, random);
        if (advised) {
            sentences.add(SyntheticReport.ADVICE);
        }
        return String.join(" ", sentences);
    }

    private SyntheticFinding drawn(SyntheticFinding.Kind kind) {
        Map<String, String> slots = new HashMap<>();
        SLOTS.forEach((slot, values) -> slots.put(slot, pick(values)));
        boolean sized = SIZED.stream().anyMatch(kind.noun()::contains);
        slots.computeIfPresent("grade", (slot, grade) -> sized ? grade : SEVERITY.get(grade));
        slots.put("mm", measure(3 + random.nextInt(40)));
        return new SyntheticFinding(kind, Map.copyOf(slots));
    }

    /** In millimetres, or in centimetres with one digit. */
    String measure(int millimetres) {
        return random.nextBoolean() ? millimetres + " mm" : String.format(Locale.ROOT, "%.1f cm", millimetres / 10.0);
    }

    Random random() {
        return random;
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
