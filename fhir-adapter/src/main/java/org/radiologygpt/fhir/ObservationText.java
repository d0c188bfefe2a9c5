package org.radiologygpt.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Quantity;
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
        return observation.getCode().getCoding().stream()
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
        if (value instanceof Quantity quantity && quantity.hasValue()) {
            String unit = quantity.hasUnit() ? quantity.getUnit() : Objects.requireNonNullElse(quantity.getCode(), "");
            return (quantity.getValue().toPlainString() + " " + unit).strip();
        }
        if (value instanceof BooleanType || value instanceof IntegerType) {
            return value.primitiveValue();
        }
        return "";
    }

    private static String concept(CodeableConcept concept) {
        return Stream.concat(
                        Stream.of(Objects.requireNonNullElse(concept.getText(), "")),
                        concept.getCoding().stream().map(coding -> Objects.requireNonNullElse(coding.getDisplay(), "")))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
    }
}
