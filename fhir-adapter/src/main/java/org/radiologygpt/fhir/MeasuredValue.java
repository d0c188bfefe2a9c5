package org.radiologygpt.fhir;

import java.math.BigDecimal;
import java.util.Set;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Quantity.QuantityComparator;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.radiologygpt.report.Coding;
import org.radiologygpt.report.Measurement;
import org.radiologygpt.report.Measurement.Amount;
import org.radiologygpt.report.Measurement.Coded;
import org.radiologygpt.report.Measurement.Moment;
import org.radiologygpt.report.Measurement.Proportion;
import org.radiologygpt.report.Measurement.Span;
import org.radiologygpt.report.Measurement.Value;
import org.radiologygpt.report.Measurement.Words;

/** One OBX as an Observation's value (OBX to Observation of the v2-to-FHIR guide). */
final class MeasuredValue {
    private static final String UCUM = "http://unitsofmeasure.org";
    private static final String INTERPRETATION = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation";
    private static final String ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason";
    /** Units of radiology that are written in UCUM as senders write them; another unit stays in words. */
    static final Set<String> UCUM_UNITS = Set.of(
            "mm",
            "cm",
            "m",
            "um",
            "mm2",
            "cm2",
            "mm3",
            "cm3",
            "mL",
            "L",
            "g",
            "kg",
            "mg",
            "ug",
            "mg/dL",
            "mmol/L",
            "mL/min",
            "s",
            "ms",
            "min",
            "h",
            "d",
            "wk",
            "mo",
            "a",
            "%",
            "1",
            "deg",
            "Hz",
            "kHz",
            "MHz",
            "kV",
            "mA",
            "mGy",
            "mGy.cm",
            "Gy",
            "cGy",
            "mSv",
            "MBq",
            "Bq",
            "mCi",
            "kBq/mL",
            "m/s",
            "cm/s",
            "mm[Hg]",
            "kPa",
            "g/cm2",
            "g/mL",
            "[hnsf'U]",
            "{score}");

    private MeasuredValue() {}

    static void write(Measurement measurement, Observation observation) {
        observation.setCode(Concepts.concept(measurement.code()));
        if (measurement.status().equals("N")) {
            observation.setDataAbsentReason(Concepts.of(ABSENT, "not-asked", null));
        } else {
            observation.setValue(value(measurement.value(), measurement.unit()));
        }
        String range = FhirText.string(measurement.referenceRange());
        if (range != null) {
            observation.addReferenceRange().setText(range);
        }
        for (String flag : measurement.flags()) {
            V2Table.INTERPRETATION
                    .fhir(flag)
                    .ifPresent(code -> observation.addInterpretation(Concepts.of(INTERPRETATION, code, null)));
        }
        if (!measurement.time().isEmpty()) {
            observation.setEffective(new DateTimeType(measurement.time()));
        }
        if (!measurement.method().isEmpty()) {
            observation.setMethod(Concepts.concept(measurement.method()));
        }
    }

    private static Type value(Value value, Coding unit) {
        if (value instanceof Amount amount) {
            Quantity quantity = quantity(amount.number(), unit);
            return amount.comparator().isEmpty()
                    ? quantity
                    : quantity.setComparator(QuantityComparator.fromCode(amount.comparator()));
        }
        if (value instanceof Span span && span.low().compareTo(span.high()) <= 0) {
            return new Range().setLow(quantity(span.low(), unit)).setHigh(quantity(span.high(), unit));
        }
        if (value instanceof Proportion ratio) {
            return new Ratio()
                    .setNumerator(quantity(ratio.numerator(), unit))
                    .setDenominator(quantity(ratio.denominator(), unit));
        }
        if (value instanceof Coded coded && !Concepts.concept(coded.codings()).isEmpty()) {
            return Concepts.concept(coded.codings());
        }
        if (value instanceof Moment moment) {
            return new DateTimeType(moment.time());
        }
        String words = words(value);
        return words == null ? null : new StringType(words);
    }

    private static String words(Value value) {
        if (value instanceof Span span) {
            return span.low().toPlainString() + "-" + span.high().toPlainString();
        }
        return value instanceof Words words ? FhirText.string(words.text()) : null;
    }

    private static Quantity quantity(BigDecimal number, Coding unit) {
        Quantity quantity = new Quantity().setValue(number);
        String code = FhirText.code(unit.code());
        String words = FhirText.string(unit.display());
        quantity.setUnit(words == null ? code : words);
        if (code != null && UCUM_UNITS.contains(code)) {
            quantity.setSystem(UCUM).setCode(code);
        }
        return quantity;
    }
}
