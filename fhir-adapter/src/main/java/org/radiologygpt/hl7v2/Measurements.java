package org.radiologygpt.hl7v2;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.radiologygpt.report.Coding;
import org.radiologygpt.report.Measurement;
import org.radiologygpt.report.Measurement.Amount;
import org.radiologygpt.report.Measurement.Coded;
import org.radiologygpt.report.Measurement.Moment;
import org.radiologygpt.report.Measurement.Proportion;
import org.radiologygpt.report.Measurement.Span;
import org.radiologygpt.report.Measurement.Value;
import org.radiologygpt.report.Measurement.Words;

/** OBX segments whose data type says that they are a value: numbers, codes and times (OBX to Observation of the guide). */
final class Measurements {
    private static final Set<String> NUMBERS = Set.of("NM", "SN", "NR");
    private static final Set<String> CODES = Set.of("CE", "CF", "CNE", "CWE", "IS", "ID");
    private static final Set<String> TIMES = Set.of("DT", "DTM", "TS");
    private static final Set<String> COMPARATORS = Set.of("<", "<=", ">", ">=");

    private Measurements() {}

    /** The value, where the segment is one and has a code; a line that is deleted (OBX-11 D) is none. */
    static Optional<Measurement> read(RawSegment segment, ZoneId zone) {
        String type = segment.first(2).toUpperCase(Locale.ROOT);
        if (!NUMBERS.contains(type) && !CODES.contains(type) && !TIMES.contains(type)) {
            return Optional.empty();
        }
        FieldValues obx = new FieldValues(segment);
        List<Coding> code = obx.codings(3);
        String status = obx.first(11);
        if (obx.raw(5).isBlank() || code.isEmpty() || status.equals("D")) {
            return Optional.empty();
        }
        return Optional.of(new Measurement(
                code,
                value(type, obx, zone),
                unit(obx),
                obx.first(7),
                obx.repetitions(8).stream().map(flag -> obx.component(flag, 1)).toList(),
                status,
                IsoTime.of(obx.first(14), zone),
                obx.codings(17)));
    }

    private static Coding unit(FieldValues obx) {
        return new Coding(obx.component(obx.raw(6), 3), obx.component(obx.raw(6), 1), obx.component(obx.raw(6), 2));
    }

    private static Value value(String type, FieldValues obx, ZoneId zone) {
        Optional<Value> value = NUMBERS.contains(type)
                ? number(type, obx)
                : CODES.contains(type) ? Optional.of(new Coded(obx.codings(5))) : time(obx, zone);
        return value.orElseGet(() -> new Words(obx.words(obx.raw(5))));
    }

    private static Optional<Value> time(FieldValues obx, ZoneId zone) {
        String time = IsoTime.of(obx.first(5), zone);
        return time.isEmpty() ? Optional.empty() : Optional.of(new Moment(time));
    }

    private static Optional<Value> number(String type, FieldValues obx) {
        String raw = obx.raw(5);
        return switch (type) {
            case "NM" -> decimal(obx.component(raw, 1)).map(number -> new Amount("", number));
            case "NR" ->
                decimal(obx.component(raw, 1))
                        .flatMap(low -> decimal(obx.component(raw, 2)).map(high -> new Span(low, high)));
            default -> structured(obx, raw);
        };
    }

    /** SN: comparator, first number, separator or suffix, second number. */
    private static Optional<Value> structured(FieldValues obx, String raw) {
        String comparator = obx.component(raw, 1).replace("=<", "<=").replace("=>", ">=");
        Optional<BigDecimal> first = decimal(obx.component(raw, 2));
        Optional<BigDecimal> second = decimal(obx.component(raw, 4));
        String between = obx.component(raw, 3);
        if (first.isEmpty() || !(comparator.isEmpty() || comparator.equals("=") || COMPARATORS.contains(comparator))) {
            return Optional.empty();
        }
        if (between.isEmpty() && second.isEmpty()) {
            return Optional.of(new Amount(comparator.equals("=") ? "" : comparator, first.get()));
        }
        if (second.isEmpty() || COMPARATORS.contains(comparator)) {
            return Optional.empty();
        }
        return switch (between) {
            case "-" -> Optional.of(new Span(first.get(), second.get()));
            case ":", "/" -> Optional.of(new Proportion(first.get(), second.get()));
            default -> Optional.empty();
        };
    }

    private static Optional<BigDecimal> decimal(String text) {
        if (!text.matches("[+-]?\\d{1,18}(?:\\.\\d{1,18})?")) {
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(text));
    }
}
