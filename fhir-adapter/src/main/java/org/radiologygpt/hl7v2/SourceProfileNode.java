package org.radiologygpt.hl7v2;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.radiologygpt.report.AccessionField;
import org.radiologygpt.report.ReportStatus;
import org.radiologygpt.report.SectionKind;
import org.radiologygpt.report.SourceProfile;

/** One profile's YAML, checked key by key; what it leaves out is the default profile's. */
final class SourceProfileNode {
    private static final Set<String> KEYS = new TreeSet<>(Set.of(
            "name",
            "sendingApplication",
            "sendingFacility",
            "defaultStatus",
            "accessionField",
            "sectionCodes",
            "headings",
            "ignoreLines",
            "ignoreContinuations",
            "shippedIgnoreLines",
            "timeZone",
            "charset"));

    private final JsonNode node;

    SourceProfileNode(JsonNode node) {
        this.node = node;
    }

    SourceProfile profile() {
        if (!node.isObject()) {
            throw new IllegalArgumentException("no keys; allowed are " + KEYS);
        }
        node.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException("unknown key " + key + "; allowed are " + KEYS);
            }
        });
        SourceProfile shipped = SourceProfile.defaults();
        Map<String, SectionKind> codes = new HashMap<>(shipped.sectionCodes());
        codes.putAll(sections("sectionCodes"));
        boolean keep = flag("shippedIgnoreLines", true);
        return new SourceProfile(
                text("name").orElseThrow(() -> new IllegalArgumentException("name is missing")),
                text("sendingApplication").orElse(""),
                text("sendingFacility").orElse(""),
                text("defaultStatus").map(SourceProfileNode::status),
                text("accessionField").map(SourceProfileNode::accession).orElse(shipped.accessionField()),
                codes,
                sections("headings"),
                patterns("ignoreLines", keep ? shipped.ignoreLines() : List.of()),
                patterns("ignoreContinuations", keep ? shipped.ignoreContinuations() : List.of()),
                text("timeZone").map(SourceProfileNode::zone).orElse(shipped.zone()),
                text("charset").map(SourceProfileNode::charset));
    }

    private Optional<String> text(String key) {
        JsonNode value = node.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isValueNode()) {
            throw new IllegalArgumentException(key + ": one value expected");
        }
        return Optional.of(value.asText().strip());
    }

    private boolean flag(String key, boolean otherwise) {
        JsonNode value = node.path(key);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw new IllegalArgumentException(key + ": true or false expected");
        }
        return value.asBoolean(otherwise);
    }

    private Map<String, SectionKind> sections(String key) {
        JsonNode value = node.path(key);
        if (!value.isMissingNode() && !value.isNull() && !value.isObject()) {
            throw new IllegalArgumentException(key + ": a table of text: section expected");
        }
        Map<String, SectionKind> sections = new HashMap<>();
        value.properties()
                .forEach(entry -> sections.put(
                        entry.getKey(),
                        one(
                                key + "." + entry.getKey(),
                                entry.getValue().asText(),
                                SectionKind.values(),
                                SectionKind::key)));
        return sections;
    }

    private List<Pattern> patterns(String key, List<Pattern> shipped) {
        List<Pattern> patterns = new ArrayList<>(shipped);
        JsonNode value = node.path(key);
        if (!value.isMissingNode() && !value.isNull() && !value.isArray()) {
            throw new IllegalArgumentException(key + ": a list of regular expressions expected");
        }
        for (JsonNode item : value) {
            try {
                patterns.add(SourceProfile.ignoreLine(item.asText()));
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException(key + ": " + item.asText() + " is no regular expression");
            }
        }
        return patterns;
    }

    /** A code of OBR-25 or of FHIR. */
    private static ReportStatus status(String value) {
        return ResultStatus.of(value)
                .map(ResultStatus::status)
                .orElseGet(() -> one("defaultStatus", value, ReportStatus.values(), ReportStatus::code));
    }

    private static AccessionField accession(String value) {
        return one("accessionField", value, AccessionField.values(), field -> field.name()
                .replace('_', '-'));
    }

    private static ZoneId zone(String value) {
        try {
            return ZoneId.of(value);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("timeZone: " + value + " is none; write for example America/Chicago");
        }
    }

    private static Charset charset(String value) {
        try {
            return Hl7Charset.named(value).orElseGet(() -> Charset.forName(value));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new IllegalArgumentException(
                    "charset: " + value + " is unknown; write for example UTF-8 or windows-1252");
        }
    }

    private static <T> T one(String key, String value, T[] allowed, Function<T, String> code) {
        return Arrays.stream(allowed)
                .filter(option -> code.apply(option).equals(value.toLowerCase(Locale.ROOT))
                        || code.apply(option).equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(key + ": " + value + " is none of "
                        + Arrays.stream(allowed).map(code).collect(Collectors.joining(", "))));
    }
}
