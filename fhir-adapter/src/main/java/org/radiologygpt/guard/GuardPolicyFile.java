package org.radiologygpt.guard;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.radiologygpt.draft.GuardVerdict.Verdict;

/** A policy as YAML: {@code guards:} for all sites, {@code sites:} for those that differ. */
final class GuardPolicyFile {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Set<String> KEYS = Set.of("guards", "sites");

    private GuardPolicyFile() {}

    static GuardPolicy parse(String yaml) {
        JsonNode root = read(yaml);
        root.properties()
                .forEach(entry -> require(
                        KEYS.contains(entry.getKey()), entry.getKey() + ": no such key; there are guards and sites"));
        Map<String, Verdict> verdicts =
                new LinkedHashMap<>(GuardPolicy.standard().verdicts());
        verdicts.putAll(verdicts("guards", root.path("guards")));
        Map<String, Map<String, Verdict>> sites = new LinkedHashMap<>();
        requireMap("sites", root.path("sites"), "a map of sending facilities");
        root.path("sites").properties().forEach(site -> {
            String path = "sites." + site.getKey();
            Map<String, Verdict> before =
                    sites.put(site.getKey().strip().toLowerCase(Locale.ROOT), verdicts(path, site.getValue()));
            require(before == null, path + ": a site twice; case does not tell sites apart");
        });
        return new GuardPolicy(verdicts, sites);
    }

    private static JsonNode read(String yaml) {
        try {
            JsonNode root = YAML.readTree(yaml);
            requireMap("the policy", root, "a map of guards and sites");
            return root;
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "no YAML, at line " + e.getLocation().getLineNr());
        }
    }

    private static Map<String, Verdict> verdicts(String path, JsonNode node) {
        requireMap(path, node, "a map of guard names to pass, flag or withhold");
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        node.properties().forEach(entry -> {
            String key = path + "." + entry.getKey();
            require(
                    Guards.names().contains(entry.getKey()),
                    key + ": no such guard; there are " + String.join(", ", Guards.names()));
            verdicts.put(entry.getKey(), verdict(key, entry.getValue()));
        });
        return verdicts;
    }

    private static Verdict verdict(String key, JsonNode value) {
        return Arrays.stream(Verdict.values())
                .filter(verdict -> value.isTextual() && verdict.code().equals(value.asText()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(key + ": pass, flag or withhold"));
    }

    private static void requireMap(String path, JsonNode node, String what) {
        require(node.isMissingNode() || node.isNull() || node.isObject(), path + ": must be " + what);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
