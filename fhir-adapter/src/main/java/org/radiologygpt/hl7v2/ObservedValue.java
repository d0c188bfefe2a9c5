package org.radiologygpt.hl7v2;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.radiologygpt.report.HeadingNames;
import org.radiologygpt.report.TextLedger;
import org.radiologygpt.report.TextLoss;

/** Values that are no running text as a person reads them; what is left out of them is counted. */
final class ObservedValue {
    /** Components of CE and CWE that hold text: text, alternate text, original text. */
    private static final List<Integer> TEXTS = List.of(1, 4, 8);
    /** Components that hold the code, where there is no text. */
    private static final List<Integer> CODES = List.of(0, 3);

    private final Delimiters delimiters;
    private final Escapes escapes;
    private final TextLedger ledger;

    ObservedValue(Delimiters delimiters, Escapes escapes, TextLedger ledger) {
        this.delimiters = delimiters;
        this.escapes = escapes;
        this.ledger = ledger;
    }

    /** The texts of a coded value, one a line; its code where it has none. */
    String coded(String raw) {
        List<String> values = RawSegment.parts(raw, delimiters.repetition());
        ledger.lose(TextLoss.REPETITION_MARK, values.size() - 1);
        return values.stream()
                .map(this::oneCoded)
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining("\n"));
    }

    private String oneCoded(String raw) {
        List<String> components = RawSegment.parts(raw, delimiters.component());
        ledger.lose(TextLoss.COMPONENT_MARK, components.size() - 1);
        Set<Integer> kept = kept(components);
        IntStream.range(0, components.size())
                .filter(i -> !kept.contains(i))
                .forEach(i -> ledger.lose(TextLoss.CODE, components.get(i)));
        return kept.stream().map(i -> escapes.text(components.get(i)).strip()).collect(Collectors.joining("\n"));
    }

    private static Set<Integer> kept(List<String> components) {
        Set<Integer> texts = distinct(components, TEXTS);
        return texts.isEmpty() ? distinct(components, CODES) : texts;
    }

    private static Set<Integer> distinct(List<String> components, List<Integer> wanted) {
        Set<String> seen = new LinkedHashSet<>();
        return wanted.stream()
                .filter(i -> i < components.size() && !components.get(i).isBlank())
                .filter(i -> seen.add(components.get(i).strip()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Comparator, numbers and separator without a blank between: {@code >100}, {@code 1:128}. */
    String structuredNumeric(String raw) {
        List<String> parts = RawSegment.parts(raw, delimiters.component());
        ledger.lose(TextLoss.COMPONENT_MARK, parts.size() - 1);
        return escapes.text(String.join("", parts)).strip();
    }

    /** Components and subcomponents, separated by blanks. */
    String structure(String raw) {
        String text = raw;
        for (char mark : new char[] {delimiters.component(), delimiters.subcomponent()}) {
            List<String> parts = RawSegment.parts(text, mark);
            ledger.lose(TextLoss.COMPONENT_MARK, parts.size() - 1);
            text = String.join(" ", parts);
        }
        return escapes.text(text).strip();
    }

    /** A value with the name and the unit of its observation: {@code Aorta diameter: 32 mm}. */
    String named(RawSegment obx, String value) {
        if (value.isBlank()) {
            return "";
        }
        String name = ObservationCode.display(obx);
        String label = name.isEmpty() || HeadingNames.section(name).isPresent() ? "" : name + ": ";
        String unit = obx.first(6).isEmpty() ? "" : " " + obx.first(6);
        ledger.label(label);
        ledger.label(unit);
        return label + value + unit;
    }
}
