package org.radiologygpt.hl7v2;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The keys of one YAML document with their types checked; a key without a value counts as absent. */
final class ProfileKeys {
    private final JsonNode node;

    ProfileKeys(JsonNode node) {
        this.node = node;
    }

    /** Refuses a document that is no table of keys, and keys that are unknown. */
    void allow(Set<String> keys) {
        if (!node.isObject()) {
            throw new IllegalArgumentException("no keys; allowed are " + keys);
        }
        node.fieldNames().forEachRemaining(key -> {
            if (!keys.contains(key)) {
                throw new IllegalArgumentException("unknown key " + key + "; allowed are " + keys);
            }
        });
    }

    Optional<String> text(String key) {
        JsonNode value = node.path(key);
        return isAbsent(value) ? Optional.empty() : Optional.of(text(key, value));
    }

    boolean flag(String key, boolean otherwise) {
        JsonNode value = node.path(key);
        if (!isAbsent(value) && !value.isBoolean()) {
            throw new IllegalArgumentException(key + ": true or false expected");
        }
        return value.asBoolean(otherwise);
    }

    /** Values by their keys, in order. */
    Map<String, String> table(String key, String of) {
        JsonNode value = node.path(key);
        if (!isAbsent(value) && !value.isObject()) {
            throw new IllegalArgumentException(key + ": a table of " + of + " expected");
        }
        Map<String, String> table = new LinkedHashMap<>();
        value.properties()
                .forEach(
                        entry -> table.put(entry.getKey(), text(key + "." + entry.getKey(), entry.getValue())));
        return table;
    }

    List<String> list(String key, String of) {
        JsonNode value = node.path(key);
        if (!isAbsent(value) && !value.isArray()) {
            throw new IllegalArgumentException(key + ": a list of " + of + " expected");
        }
        List<String> list = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            list.add(text(key + "[" + i + "]", value.get(i)));
        }
        return list;
    }

    /** YAML takes an unquoted 0123 for a number and no for false: such a value is not what its writer meant. */
    private static String text(String path, JsonNode value) {
        if (value.isContainerNode() || value.isNull()) {
            throw new IllegalArgumentException(path + ": one value expected");
        }
        if (!value.isTextual()) {
            throw new IllegalArgumentException(path + ": text expected; put " + value.asText() + " in quotes");
        }
        return value.textValue().strip();
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
