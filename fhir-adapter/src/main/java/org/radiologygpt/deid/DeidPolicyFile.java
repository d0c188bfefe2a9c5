package org.radiologygpt.deid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.radiologygpt.report.FieldRule;

/** A policy as YAML, {@code deid-policy.yaml}; a key left out is the shipped policy's, which is HIPAA Safe Harbor. */
public final class DeidPolicyFile {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Set<String> KEYS = new LinkedHashSet<>(
            List.of("text", "dates", "weekdays", "identifiers", "names", "postal-codes", "fhir", "hl7v2"));
    private static final Pattern SEGMENT = Pattern.compile("[A-Z][A-Z0-9]{2}");
    private static final Pattern ELEMENT = Pattern.compile("[a-z][A-Za-z]{0,40}");
    private static final Pattern RESOURCE = Pattern.compile("[A-Z][A-Za-z]{1,40}");
    private static final int MOST_FIELDS = 100;

    private final JsonNode root;

    private DeidPolicyFile(JsonNode root) {
        this.root = root;
    }

    static DeidPolicy shipped() {
        try (InputStream in = DeidPolicyFile.class.getResourceAsStream("deid-policy.yaml")) {
            return new DeidPolicyFile(YAML.readTree(in)).policy();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a policy.
     *
     * @throws IllegalArgumentException in one sentence with the path of the key and the allowed values
     */
    public static DeidPolicy parse(String yaml) {
        try (InputStream in = DeidPolicyFile.class.getResourceAsStream("deid-policy.yaml")) {
            JsonNode shipped = YAML.readTree(in);
            JsonNode given = YAML.readTree(yaml);
            requireObject(given, "the policy");
            known(given, KEYS, "");
            Map<String, JsonNode> merged = new LinkedHashMap<>();
            shipped.properties().forEach(entry -> merged.put(entry.getKey(), entry.getValue()));
            given.properties().forEach(entry -> merged.put(entry.getKey(), entry.getValue()));
            return new DeidPolicyFile(YAML.valueToTree(merged)).policy();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no valid YAML in line "
                    + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DeidPolicy policy() {
        JsonNode fhir = section("fhir");
        known(fhir, Set.of("resources", "extensions"), "fhir.");
        return new DeidPolicy(
                choice("text", "mask", "surrogates").equals("mask") ? Rendering.MASK : Rendering.SURROGATES,
                DeidPolicy.Dates.valueOf(
                        choice("dates", "year", "shift", "remove").toUpperCase(java.util.Locale.ROOT)),
                choice("weekdays", "any", "keep").equals("keep"),
                choice("identifiers", "pseudonym", "remove").equals("pseudonym"),
                choice("names", "remove", "surrogate").equals("surrogate"),
                choice("postal-codes", "zip3", "remove").equals("zip3"),
                resources(fhir.path("resources")),
                Set.copyOf(words(fhir.path("extensions"), "fhir.extensions", Pattern.compile("\\S{1,200}"))),
                segments(section("hl7v2")));
    }

    private JsonNode section(String key) {
        requireObject(root.path(key), key);
        return root.path(key);
    }

    private String choice(String key, String... allowed) {
        String value = root.path(key).asText();
        if (!Arrays.asList(allowed).contains(value)) {
            throw new IllegalArgumentException(key + ": allowed are " + String.join(", ", allowed));
        }
        return value;
    }

    private static Map<String, Set<String>> resources(JsonNode node) {
        requireObject(node, "fhir.resources");
        Map<String, Set<String>> resources = new TreeMap<>();
        node.properties().forEach(entry -> {
            String path = "fhir.resources." + entry.getKey();
            require(RESOURCE.matcher(entry.getKey()).matches(), path + ": a FHIR resource type expected");
            resources.put(entry.getKey(), new LinkedHashSet<>(words(entry.getValue(), path, ELEMENT)));
        });
        return resources;
    }

    private static Map<String, Map<Integer, FieldRule>> segments(JsonNode node) {
        Map<String, Map<Integer, FieldRule>> segments = new TreeMap<>();
        node.properties().forEach(segment -> {
            String path = "hl7v2." + segment.getKey();
            require(SEGMENT.matcher(segment.getKey()).matches(), path + ": a segment's name expected, as PID");
            requireObject(segment.getValue(), path);
            Map<Integer, FieldRule> fields = new TreeMap<>();
            segment.getValue()
                    .properties()
                    .forEach(rule ->
                            fields(rule.getValue(), path + "." + rule.getKey(), rule(path, rule.getKey()), fields));
            segments.put(segment.getKey(), fields);
        });
        return segments;
    }

    private static FieldRule rule(String path, String name) {
        return Arrays.stream(FieldRule.values())
                .filter(rule -> rule.code().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(path + "." + name + ": allowed are "
                        + String.join(
                                ", ",
                                Arrays.stream(FieldRule.values())
                                        .map(FieldRule::code)
                                        .toList())));
    }

    private static void fields(JsonNode numbers, String path, FieldRule rule, Map<Integer, FieldRule> fields) {
        require(numbers.isArray(), path + ": a list of field numbers expected");
        for (JsonNode number : numbers) {
            require(
                    number.isInt() && number.asInt() > 0 && number.asInt() < MOST_FIELDS,
                    path + ": field numbers from 1 to " + (MOST_FIELDS - 1) + " expected");
            require(fields.put(number.asInt(), rule) == null, path + ": field " + number.asInt() + " has two rules");
        }
    }

    private static List<String> words(JsonNode list, String path, Pattern form) {
        require(list.isArray(), path + ": a list expected");
        List<String> words = new java.util.ArrayList<>();
        for (JsonNode word : list) {
            require(word.isTextual() && form.matcher(word.asText()).matches(), path + ": a list of names expected");
            words.add(word.asText());
        }
        return words;
    }

    private static void known(JsonNode node, Set<String> keys, String path) {
        node.fieldNames()
                .forEachRemaining(key -> require(
                        keys.contains(key), path + key + ": unknown key; allowed are " + String.join(", ", keys)));
    }

    private static void requireObject(JsonNode node, String path) {
        require(node.isObject(), path + ": keys and values expected");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
