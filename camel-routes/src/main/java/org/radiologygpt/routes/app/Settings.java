package org.radiologygpt.routes.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings as flat keys, {@code kafka.group-id}: the shipped defaults, a site's file, the environment and
 * {@code --set}, in rising order. The shipped file is also the list of the keys that exist.
 */
final class Settings {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final YAMLMapper SITE = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final String DEFAULTS = "radiology-gpt.yaml";
    private static final Set<String> SECRETS = Set.of(
            "model.token",
            "model.tls-password",
            "fhir.token",
            "mllp.tls-password",
            "receiver.tls-password",
            "subscription.token",
            "subscription.tls-password",
            "admin.token",
            "admin.read-token",
            "admin.tls-password");
    private static final Set<String> LISTS = Set.of("model.servers");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private final Map<String, String> values;
    private final Map<String, String> environment;

    private Settings(Map<String, String> values, Map<String, String> environment) {
        this.values = values;
        this.environment = environment;
    }

    /**
     * Loads the settings.
     *
     * @param file a site's file, or empty
     * @param environment as {@code System.getenv()}
     * @param sets pairs {@code key=value}
     * @throws ConfigException where a key does not exist or a file cannot be read
     */
    static Settings load(Optional<Path> file, Map<String, String> environment, List<String> sets) {
        Map<String, String> values = defaults();
        Set<String> known = Set.copyOf(values.keySet());
        file.ifPresent(path -> site(path).forEach((key, value) -> put(values, known, key, value, path.toString())));
        for (String key : known) {
            Optional.ofNullable(environment.get(variable(key))).ifPresent(value -> values.put(key, value));
        }
        for (String set : sets) {
            int equals = set.indexOf('=');
            if (equals < 1) {
                throw new ConfigException("--set " + set + ": must be key=value");
            }
            put(values, known, set.substring(0, equals), set.substring(equals + 1), "--set");
        }
        return new Settings(values, environment);
    }

    /** The name of a key in the environment: {@code kafka.group-id} is {@code RADIOLOGY_GPT_KAFKA_GROUP_ID}. */
    static String variable(String key) {
        return "RADIOLOGY_GPT_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    Set<String> keys() {
        return values.keySet();
    }

    String text(String key) {
        String value = optional(key);
        return value.isBlank() ? fail(key, "a text that is not empty") : value;
    }

    String optional(String key) {
        return Optional.ofNullable(values.get(key))
                .orElseThrow(() -> new IllegalStateException("no default for " + key));
    }

    int whole(String key, int from, int to) {
        String allowed = "a whole number from " + from + " to " + to;
        try {
            int value = Integer.parseInt(optional(key).strip());
            return value < from || value > to ? fail(key, allowed) : value;
        } catch (NumberFormatException e) {
            return fail(key, allowed);
        }
    }

    Duration duration(String key) {
        Matcher matcher = DURATION.matcher(optional(key).strip());
        if (!matcher.matches()) {
            return fail(key, "a duration as 500ms, 30s, 5m, 2h or 1d");
        }
        long amount = Long.parseLong(matcher.group(1));
        Duration duration =
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    default -> Duration.ofDays(amount);
                };
        return duration.isZero() ? fail(key, "a duration above zero") : duration;
    }

    String choice(String key, List<String> allowed) {
        String value = optional(key).strip();
        return allowed.contains(value) ? value : fail(key, "one of " + String.join(", ", allowed));
    }

    URI url(String key) {
        return url(key, optional(key));
    }

    /** Several URLs, separated by commas or as a list; empty where there are none. */
    List<URI> urls(String key) {
        return Arrays.stream(optional(key).split(","))
                .filter(url -> !url.isBlank())
                .map(url -> url(key, url))
                .toList();
    }

    private URI url(String key, String text) {
        try {
            URI url = URI.create(text.strip());
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (url.getRawUserInfo() != null) {
                throw new ConfigException(key + " holds a user or password; secrets come by environment or file");
            }
            return http && url.getHost() != null ? url : fail(key, "an http or https URL");
        } catch (IllegalArgumentException e) {
            return fail(key, "an http or https URL");
        }
    }

    /** A secret from the environment or from the file that {@code key + "-file"} names; empty where there is none. */
    String secret(String key) {
        String inEnvironment = environment.get(variable(key));
        if (inEnvironment != null) {
            return inEnvironment.strip();
        }
        Optional<Path> file = file(key + "-file");
        return file.map(Settings::content).map(String::strip).orElse("");
    }

    /** A file that must exist, or empty where the key is empty. */
    Optional<Path> file(String key) {
        String value = optional(key).strip();
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Path path = Path.of(value);
        return Files.isReadable(path) ? Optional.of(path) : fail(key, "a file that exists and may be read");
    }

    /** Always throws: key, value and what is allowed. */
    <T> T fail(String key, String allowed) {
        throw new ConfigException(key + " is \"" + optional(key) + "\"; allowed: " + allowed);
    }

    private static void put(Map<String, String> values, Set<String> known, String key, String value, String where) {
        if (SECRETS.contains(key)) {
            throw new ConfigException(where + ": " + key + " is a secret; give it by environment as " + variable(key)
                    + " or as a file by " + key + "-file");
        }
        if (!known.contains(key)) {
            throw new ConfigException(
                    where + ": there is no key " + key + "; the keys are " + String.join(", ", values.keySet()));
        }
        values.put(key, value);
    }

    private static Map<String, String> defaults() {
        try (InputStream stream = Settings.class.getResourceAsStream(DEFAULTS)) {
            return flat(YAML.readTree(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> site(Path file) {
        try {
            JsonNode root = SITE.readTree(file.toFile());
            if (!root.isObject() && !root.isMissingNode() && !root.isNull()) {
                throw new ConfigException(file + ": must hold keys, as kafka: and below it group-id: my-group");
            }
            return flat(root);
        } catch (JsonProcessingException e) {
            throw new ConfigException(
                    file + ": no YAML, at line " + e.getLocation().getLineNr());
        } catch (IOException e) {
            throw new ConfigException(file + " cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private static Map<String, String> flat(JsonNode root) {
        Map<String, String> values = new LinkedHashMap<>();
        flatten("", root, values);
        return values;
    }

    private static void flatten(String prefix, JsonNode node, Map<String, String> values) {
        for (var field : node.properties()) {
            String key = prefix + field.getKey();
            if (field.getValue().isArray()) {
                values.put(key, list(key, field.getValue()));
            } else if (field.getValue().isObject()) {
                flatten(key + ".", field.getValue(), values);
            } else {
                values.put(
                        key, field.getValue().isNull() ? "" : field.getValue().asText());
            }
        }
    }

    private static String list(String key, JsonNode array) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : array) {
            if (!LISTS.contains(key) || value.isContainerNode()) {
                throw new ConfigException(key + " is a list; allowed: one value");
            }
            texts.add(value.asText());
        }
        return String.join(",", texts);
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new ConfigException(file + " cannot be read: " + e.getClass().getSimpleName());
        }
    }
}
