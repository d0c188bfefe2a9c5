package org.radiologygpt.guard;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.radiologygpt.draft.GuardVerdict.Verdict;

/**
 * What follows when a guard finds something: pass (the guard is off), flag, or withhold.
 *
 * @param verdicts by name of guard
 */
public record GuardPolicy(Map<String, Verdict> verdicts) {
    public GuardPolicy {
        verdicts = Map.copyOf(verdicts);
    }

    /** Withholds what would harm a person, flags what a reader can judge. */
    public static GuardPolicy standard() {
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        for (String guard : Guards.names()) {
            verdicts.put(guard, Verdict.WITHHOLD);
        }
        for (String guard : new String[] {"phantom_prior", "invented_recommendation", "length"}) {
            verdicts.put(guard, Verdict.FLAG);
        }
        return new GuardPolicy(verdicts);
    }

    /**
     * Reads {@code laterality: withhold} lines; a guard not named keeps its standard.
     *
     * @param yaml a map of guard names to {@code pass}, {@code flag} or {@code withhold}
     * @throws IllegalArgumentException naming the key and the values allowed
     */
    public static GuardPolicy parse(String yaml) {
        Map<String, Verdict> verdicts = new LinkedHashMap<>(standard().verdicts);
        JsonNode root = read(yaml);
        root.properties().forEach(entry -> {
            if (!verdicts.containsKey(entry.getKey())) {
                throw new IllegalArgumentException(
                        "guards." + entry.getKey() + ": no such guard; there are " + Guards.names());
            }
            verdicts.put(
                    entry.getKey(), verdict(entry.getKey(), entry.getValue().asText()));
        });
        return new GuardPolicy(verdicts);
    }

    /** This policy with another verdict for one guard. */
    public GuardPolicy with(String guard, Verdict verdict) {
        Map<String, Verdict> changed = new LinkedHashMap<>(verdicts);
        changed.put(guard, verdict);
        return new GuardPolicy(changed);
    }

    /** The verdict when that guard finds something; withhold for a guard not named. */
    public Verdict on(String guard) {
        return verdicts.getOrDefault(guard, Verdict.WITHHOLD);
    }

    private static JsonNode read(String yaml) {
        try {
            JsonNode root = new YAMLMapper().readTree(yaml);
            if (root.isMissingNode() || root.isNull() || root.isObject()) {
                return root;
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "guards: not YAML (" + e.getClass().getSimpleName() + ")");
        }
        throw new IllegalArgumentException("guards: a map of guard names to pass, flag or withhold");
    }

    private static Verdict verdict(String guard, String code) {
        return Arrays.stream(Verdict.values())
                .filter(verdict -> verdict.code().equals(code.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("guards." + guard + ": pass, flag or withhold"));
    }
}
