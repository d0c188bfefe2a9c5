package org.radiologygpt.model.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How a model stretches the frequencies of its rotary embedding beyond the length it was first trained on. */
public sealed interface RotaryScaling {

    /** The frequency, in radians a token, that takes the place of the unscaled one. */
    double frequency(double unscaled);

    /** As trained. */
    record None() implements RotaryScaling {
        @Override
        public double frequency(double unscaled) {
            return unscaled;
        }
    }

    /** Positions are divided by a factor (Chen et al. 2023). */
    record Linear(double factor) implements RotaryScaling {
        public Linear {
            positive("factor", factor);
        }

        @Override
        public double frequency(double unscaled) {
            return unscaled / factor;
        }
    }

    /**
     * As Llama 3.1: long waves are divided, short ones kept, those between blended.
     *
     * @param factor divides waves longer than {@code originalPositions / lowFactor}
     * @param lowFactor waves of the original context at which dividing ends
     * @param highFactor waves of the original context from which on they are kept
     * @param originalPositions tokens of the first training's context
     */
    record Llama3(double factor, double lowFactor, double highFactor, int originalPositions) implements RotaryScaling {
        public Llama3 {
            positive("factor", factor);
            positive("low_freq_factor", lowFactor);
            positive("original_max_position_embeddings", originalPositions);
            if (!(highFactor > lowFactor)) {
                throw new ModelFormatException("config.json: rope_scaling.high_freq_factor " + highFactor
                        + " is not above low_freq_factor " + lowFactor);
            }
        }

        @Override
        public double frequency(double unscaled) {
            double waves = originalPositions * unscaled / (2 * Math.PI);
            double kept = Math.max(0, Math.min(1, (waves - lowFactor) / (highFactor - lowFactor)));
            return (1 - kept) * unscaled / factor + kept * unscaled;
        }
    }

    /** Reads {@code rope_scaling} of {@code config.json}; absent or null is {@link None}. */
    static RotaryScaling parse(JsonNode json) {
        if (json.isMissingNode() || json.isNull()) {
            return new None();
        }
        String type = json.path("rope_type").asText(json.path("type").asText(""));
        return switch (type) {
            case "default" -> new None();
            case "linear" -> new Linear(number(json, "factor"));
            case "llama3" ->
                new Llama3(
                        number(json, "factor"), number(json, "low_freq_factor"), number(json, "high_freq_factor"), (int)
                                number(json, "original_max_position_embeddings"));
            default ->
                throw new ModelFormatException("config.json: rope_scaling of type \"" + type
                        + "\" is not supported, only linear and llama3 are");
        };
    }

    /** Writes itself as {@code rope_scaling}. */
    default void write(ObjectNode config) {
        if (this instanceof Linear linear) {
            config.putObject("rope_scaling").put("rope_type", "linear").put("factor", linear.factor());
        } else if (this instanceof Llama3 llama) {
            config.putObject("rope_scaling")
                    .put("rope_type", "llama3")
                    .put("factor", llama.factor())
                    .put("low_freq_factor", llama.lowFactor())
                    .put("high_freq_factor", llama.highFactor())
                    .put("original_max_position_embeddings", llama.originalPositions());
        }
    }

    private static double number(JsonNode json, String key) {
        if (!json.path(key).isNumber()) {
            throw new ModelFormatException("config.json: rope_scaling." + key + " is missing or no number");
        }
        return json.path(key).asDouble();
    }

    private static void positive(String key, double value) {
        if (!(value > 0)) {
            throw new ModelFormatException(
                    "config.json: rope_scaling." + key + " is " + value + ", it must be positive");
        }
    }
}
