package org.radiologygpt.fhir;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.radiologygpt.report.SectionKind;
import org.radiologygpt.report.SourceProfile;

/** What one Observation says in words, and which section its code names. */
final class ObservationText {
    private final SourceProfile profile;

    ObservationText(SourceProfile profile) {
        this.profile = profile;
    }

    Optional<SectionKind> kind(Observation observation) {
        return kind(observation.getCode());
    }

    Optional<SectionKind> kind(CodeableConcept concept) {
        return concept.getCoding().stream()
                .map(Coding::getCode)
                .filter(Objects::nonNull)
                .flatMap(code -> profile.section(code).stream())
                .findFirst();
    }

    /** Value, components and notes as lines; labelled with the name of the code where that names no section. */
    String text(Observation observation, boolean labelled) {
        List<String> lines = new ArrayList<>();
        String value = value(observation.getValue());
        lines.add(labelled ? labelled(observation.getCode(), value) : value);
        for (ObservationComponentComponent component : observation.getComponent()) {
            lines.add(labelled(component.getCode(), value(component.getValue())));
        }
        observation.getNote().stream().map(Annotation::getText).forEach(lines::add);
        return lines.stream().filter(line -> line != null && !line.isBlank()).collect(Collectors.joining("\n"));
    }

    /** What the Observation says in an author's own words: all that is no name, code, number or unit. */
    static String words(Observation observation) {
        Stream<String> values = Stream.concat(
                        Stream.of(observation.getValue()),
                        observation.getComponent().stream().map(ObservationComponentComponent::getValue))
                .filter(StringType.class::isInstance)
                .map(ObservationText::value);
        return Stream.concat(values, observation.getNote().stream().map(Annotation::getText))
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n"));
    }

    private static String labelled(CodeableConcept code, String value) {
        String label = concept(code);
        return value.isBlank() || label.isBlank() ? value : label + ": " + value;
    }

    private static String value(Type value) {
        if (value instanceof StringType string) {
            return Objects.requireNonNullElse(string.getValue(), "");
        }
        if (value instanceof CodeableConcept concept) {
            return concept(concept);
        }
        if (value instanceof Quantity quantity) {
            return quantity(quantity);
        }
        if (value instanceof Range range) {
            return joined(quantity(range.getLow()), " - ", quantity(range.getHigh()));
        }
        if (value instanceof Ratio ratio) {
            return joined(quantity(ratio.getNumerator()), " / ", quantity(ratio.getDenominator()));
        }
        if (value instanceof Period period) {
            return joined(
                    period.getStartElement().getValueAsString(),
                    " - ",
                    period.getEndElement().getValueAsString());
        }
        return value instanceof PrimitiveType<?> primitive
                ? Objects.requireNonNullElse(primitive.getValueAsString(), "")
                : "";
    }

    /** With its comparator: "&lt; 5 mm" is not "5 mm". Digits as written, unless the exponent would print a page of zeros. */
    private static String quantity(Quantity quantity) {
        if (!quantity.hasValue()) {
            return "";
        }
        BigDecimal number = quantity.getValue();
        String digits = Math.abs((long) number.scale()) > 30 ? number.toString() : number.toPlainString();
        String comparator =
                quantity.getComparator() == null ? "" : quantity.getComparator().toCode();
        String unit = quantity.hasUnit() ? quantity.getUnit() : Objects.requireNonNullElse(quantity.getCode(), "");
        return Stream.of(comparator, digits, unit)
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" "));
    }

    private static String joined(String first, String between, String second) {
        return Stream.of(first, second)
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(between));
    }

    static String concept(CodeableConcept concept) {
        return Stream.concat(
                        Stream.of(Objects.requireNonNullElse(concept.getText(), "")),
                        concept.getCoding().stream().map(coding -> Objects.requireNonNullElse(coding.getDisplay(), "")))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
    }
}
