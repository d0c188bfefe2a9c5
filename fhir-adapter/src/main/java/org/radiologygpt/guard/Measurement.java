package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.radiologygpt.draft.TextSpan;

/**
 * A number with its unit.
 *
 * @param value in millimetres for lengths, else in the unit
 * @param unit {@code mm} for all lengths
 * @param step the last digit written, in the same unit: {@code 3.2 cm} is told to 1 mm
 * @param written as it stands
 * @param place where it stands in the text
 */
record Measurement(double value, String unit, double step, String written, TextSpan place) {
    private static final String NUMBER = "\\d{1,5}(?:\\.\\d{1,3})?|\\.\\d{1,3}";
    private static final Pattern PATTERN = Pattern.compile(
            "(?<![\\w.])(?<numbers>(?:" + NUMBER + ")(?:\\s{0,3}(?:mm|cm)?\\s{0,3}(?:x|×|by|-|–|to|and)\\s{0,3}(?:"
                    + NUMBER
                    + ")){0,3})\\s{0,3}-?(?<unit>mm|cm|millimeters?|centimeters?|hu\\b|hounsfield units?|%|percent|ml|cc|degrees?|°|mmhg|cm/s(?:ec)?|m/s|bpm|weeks?|grams?|kg|liters?|l\\b|inch(?:es)?|suv)(?![a-z])",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SINGLE = Pattern.compile("(" + NUMBER + ")\\s{0,3}(mm|cm)?", Pattern.CASE_INSENSITIVE);

    static List<Measurement> in(String text) {
        List<Measurement> measurements = new ArrayList<>();
        Matcher matcher = PATTERN.matcher(text);
        while (matcher.find()) {
            Matcher number = SINGLE.matcher(matcher.group("numbers"));
            while (number.find()) {
                String unit = number.group(2) == null ? matcher.group("unit") : number.group(2);
                measurements.add(of(
                        number.group(1),
                        unit.toLowerCase(Locale.ROOT),
                        new TextSpan(matcher.start() + number.start(), matcher.start() + number.end())));
            }
        }
        return measurements;
    }

    private static final Pattern FORMER = Pattern.compile(
            "(?:previously|prior|formerly|from|was|compared\\s(?:to|with)|versus|measured)\\s(?:\\w+\\s){0,2}$",
            Pattern.CASE_INSENSITIVE);

    /** True where the text gives it as that of an earlier examination: {@code previously 4.8 cm}. */
    boolean isFormerIn(String text) {
        return FORMER.matcher(text.substring(Math.max(0, place.start() - 40), place.start()))
                .find();
    }

    private static Measurement of(String number, String unit, TextSpan place) {
        double value = Double.parseDouble(number);
        int point = number.indexOf('.');
        double step = point < 0 ? 1 : Math.pow(10, point - number.length() + 1);
        String written = number + " " + unit;
        return switch (unit) {
            case "cm", "centimeter", "centimeters" -> new Measurement(value * 10, "mm", step * 10, written, place);
            case "mm", "millimeter", "millimeters" -> new Measurement(value, "mm", step, written, place);
            case "hu", "hounsfield unit", "hounsfield units" -> new Measurement(value, "hu", step, written, place);
            case "percent" -> new Measurement(value, "%", step, written, place);
            case "ml", "cc" -> new Measurement(value, "ml", step, written, place);
            default ->
                new Measurement(
                        value, unit.replace("°", "degree").replaceFirst("(?<=\\w{3})s$", ""), step, written, place);
        };
    }

    /** True where the other says the same, or more exactly: 12.4 mm supports 1.2 cm. */
    boolean isSupportedBy(Measurement other) {
        return unit.equals(other.unit)
                && (Math.abs(value - other.value) < 1e-6
                        || step > other.step && Math.abs(value - other.value) <= step / 2 + 1e-6);
    }
}
