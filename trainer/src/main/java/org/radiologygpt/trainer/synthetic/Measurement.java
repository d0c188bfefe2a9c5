package org.radiologygpt.trainer.synthetic;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of sizes, written {@code #mm 3-12}, {@code #cm 1.2-4.5}, {@code #dim 1.0-5.0} (two diameters in cm) or
 * {@code #int 2-9}. Millimetres are sometimes written in centimetres and the other way round.
 */
record Measurement(String unit, int low, int high) {
    private static final Pattern FORM = Pattern.compile("#(mm|cm|dim|int) (\\d+(?:\\.\\d)?)-(\\d+(?:\\.\\d)?)");
    private static final double OTHER_UNIT = 0.2;

    /** Bounds are kept in tenths of cm for {@code cm} and {@code dim}, else in the unit itself. */
    static Measurement parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("not a measurement: " + text);
        }
        boolean tenths = form.group(1).equals("cm") || form.group(1).equals("dim");
        return new Measurement(form.group(1), whole(form.group(2), tenths), whole(form.group(3), tenths));
    }

    private static int whole(String number, boolean tenths) {
        return (int) Math.round(Double.parseDouble(number) * (tenths ? 10 : 1));
    }

    String sample(Dice dice) {
        int size = dice.between(low, high);
        boolean otherUnit = dice.chance(OTHER_UNIT);
        return switch (unit) {
            case "int" -> Integer.toString(size);
            case "mm" -> otherUnit && size >= 5 ? cm(size) + " cm" : size + " mm";
            case "cm" -> otherUnit ? size + " mm" : cm(size) + " cm";
            default -> cm(size) + " x " + cm(Math.max(1, size * dice.between(50, 95) / 100)) + " cm";
        };
    }

    private static String cm(int tenths) {
        return String.format(Locale.ROOT, "%d.%d", tenths / 10, tenths % 10);
    }
}
