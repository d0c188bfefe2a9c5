package org.radiologygpt.model.tensorrt.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The option {@code profiles} read: profiles are separated by {@code ;}, the inputs of one by {@code ,}, each
 * {@code name=min/opt/max} with shapes as {@code 1x256}, or {@code name=shape} where it has one shape only.
 */
final class ProfilesText {
    static final String OPTION = "profiles";
    private static final Pattern SHAPE = Pattern.compile("[0-9]{1,10}(x[0-9]{1,10}){0,7}");

    private ProfilesText() {}

    static List<Profile> parse(String text) {
        List<Profile> profiles = new ArrayList<>();
        for (String profile : text.split(";", -1)) {
            profiles.add(profile(profile, profiles.size() + 1));
        }
        return profiles;
    }

    private static Profile profile(String text, int number) {
        Map<String, ShapeRange> ranges = new LinkedHashMap<>();
        for (String entry : text.split(",", -1)) {
            int equals = entry.lastIndexOf('=');
            String name = equals < 0 ? "" : entry.substring(0, equals).strip();
            if (name.isEmpty()) {
                throw new OptionException(
                        OPTION, "profile " + number + ": '" + entry.strip() + "' is not of the form name=min/opt/max");
            }
            String place = "profile " + number + ", input " + name;
            if (ranges.put(name, range(entry.substring(equals + 1).strip(), place)) != null) {
                throw new OptionException(OPTION, place + " stands there twice");
            }
        }
        return new Profile(ranges);
    }

    private static ShapeRange range(String text, String place) {
        String[] shapes = text.split("/", -1);
        if (shapes.length != 1 && shapes.length != 3) {
            throw new OptionException(OPTION, place + ": '" + text + "' is neither one shape nor min/opt/max");
        }
        try {
            List<List<Integer>> parsed =
                    Stream.of(shapes).map(ProfilesText::shape).toList();
            return new ShapeRange(parsed.get(0), parsed.get(shapes.length / 2), parsed.get(shapes.length - 1));
        } catch (IllegalArgumentException e) {
            throw new OptionException(OPTION, place + ": " + e.getMessage());
        }
    }

    private static List<Integer> shape(String text) {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is no shape; write 1x256, at most 8 dimensions");
        }
        return Stream.of(text.split("x")).map(ProfilesText::dimension).toList();
    }

    private static Integer dimension(String digits) {
        long value = Long.parseLong(digits);
        if (value > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("dimension " + digits + " is over " + Integer.MAX_VALUE);
        }
        return (int) value;
    }
}
