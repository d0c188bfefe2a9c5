package org.radiologygpt.model.tensorrt.plan;

import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a plan is to be built.
 *
 * @param profiles none where no input has a dynamic dimension
 * @param workspaceMiB most memory of the GPU that a layer may use while it runs; empty for no limit
 * @param optimizationLevel from 0, quick to build, to 5
 * @param timingCache whether measured times of kernels are kept for the next build
 * @param cacheDirectory where plans and times are kept; empty for DJL's cache directory
 * @param buildTimeout after which a build is given up
 */
public record PlanOptions(
        List<Profile> profiles,
        Set<Precision> precision,
        OptionalInt workspaceMiB,
        int optimizationLevel,
        boolean timingCache,
        Optional<String> cacheDirectory,
        Duration buildTimeout) {
    private static final int DEFAULT_LEVEL = 3;
    private static final int DEFAULT_MINUTES = 60;
    private static final String PRECISION = "precision";

    public PlanOptions {
        profiles = List.copyOf(profiles);
        precision = Set.copyOf(precision);
    }

    /**
     * From DJL's options.
     *
     * @throws OptionException for an unknown name or a value that cannot be taken
     */
    public static PlanOptions of(Map<String, ?> options) {
        OptionValues values = new OptionValues(
                options,
                Set.of(
                        ProfilesText.OPTION,
                        PRECISION,
                        "workspaceMiB",
                        "optimizationLevel",
                        "timingCache",
                        "cacheDirectory",
                        "buildTimeoutMinutes"));
        return new PlanOptions(
                values.text(ProfilesText.OPTION).map(ProfilesText::parse).orElse(List.of()),
                precision(values.text(PRECISION).orElse("tf32")),
                values.number("workspaceMiB", 1, 1 << 24),
                values.number("optimizationLevel", 0, 5).orElse(DEFAULT_LEVEL),
                values.flag("timingCache", true),
                values.text("cacheDirectory"),
                Duration.ofMinutes(
                        values.number("buildTimeoutMinutes", 1, 24 * 60).orElse(DEFAULT_MINUTES)));
    }

    /** @throws OptionException for any option: none applies to a plan, which is built already */
    public static void refuse(Map<String, ?> options) {
        options.keySet().stream().sorted().findFirst().ifPresent(name -> {
            throw new OptionException(name, "does not apply to a plan, which is built already; load the .onnx file");
        });
    }

    private static Set<Precision> precision(String text) {
        Set<Precision> precision = EnumSet.noneOf(Precision.class);
        if (text.equals("fp32")) {
            return precision;
        }
        for (String word : text.split(",", -1)) {
            precision.add(Stream.of(Precision.values())
                    .filter(value -> value.text().equals(word.strip()))
                    .findFirst()
                    .orElseThrow(() -> new OptionException(
                            PRECISION,
                            "'" + word.strip() + "' is not known; write fp32, strong, or of tf32, fp16, bf16, int8 one"
                                    + " or several with commas")));
        }
        if (precision.contains(Precision.STRONG) && precision.size() > 1) {
            throw new OptionException(PRECISION, "strong stands alone: the graph itself says all types");
        }
        return precision;
    }

    /** @throws OptionException where the GPU cannot do what is asked */
    void check(int sm) {
        if (precision.contains(Precision.BF16) && sm < 80) {
            throw new OptionException(
                    PRECISION,
                    "bf16 needs compute capability 8.0 (Ampere) or newer; this GPU has " + sm / 10 + "." + sm % 10);
        }
    }

    boolean stronglyTyped() {
        return precision.contains(Precision.STRONG);
    }

    /** Those options that change the plan, as they would be given; equal options give equal text. */
    Map<String, String> shaping() {
        Map<String, String> text = new LinkedHashMap<>();
        if (!profiles.isEmpty()) {
            text.put(
                    ProfilesText.OPTION,
                    profiles.stream().map(Profile::toString).collect(Collectors.joining(";")));
        }
        String types = precision.stream().sorted().map(Precision::text).collect(Collectors.joining(","));
        text.put(PRECISION, types.isEmpty() ? "fp32" : types);
        workspaceMiB.ifPresent(value -> text.put("workspaceMiB", Integer.toString(value)));
        text.put("optimizationLevel", Integer.toString(optimizationLevel));
        return text;
    }
}
