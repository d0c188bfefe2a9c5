package org.radiologygpt.deidscore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.radiologygpt.deid.PhiKind;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.report.PersonName;

/**
 * Labelled texts as JSON lines.
 *
 * <p>{@code {"id","text","known":[{"type":"name","family",…}|{"type":"number|date|words","value"}],
 * "spans":[{"start","end","kind","form","known"}],"clinical":[{"start","end","term"}],"either":[{"start","end"}]}}; only
 * {@code text} and {@code spans} with {@code start}, {@code end} and {@code kind} are needed.
 */
public final class LabelledLines {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LabelledLines() {}

    /** One line. */
    public static String write(LabelledReport report) {
        ObjectNode line = JSON.createObjectNode().put("id", report.id()).put("text", report.text());
        ArrayNode known = line.putArray("known");
        report.known().forEach(identifier -> write(identifier, known.addObject()));
        ArrayNode spans = line.putArray("spans");
        report.spans().forEach(span -> write(span.at(), spans.addObject())
                .put("kind", span.kind().name())
                .put("form", span.form())
                .put("known", span.known()));
        ArrayNode clinical = line.putArray("clinical");
        report.clinical().forEach(term -> write(term.at(), clinical.addObject()).put("term", term.term()));
        ArrayNode either = line.putArray("either");
        report.either().forEach(stretch -> write(stretch, either.addObject()));
        return line.toString();
    }

    private static ObjectNode write(Stretch stretch, ObjectNode node) {
        return node.put("start", stretch.start()).put("end", stretch.end());
    }

    private static void write(KnownIdentifier identifier, ObjectNode node) {
        if (identifier instanceof KnownIdentifier.Name known) {
            PersonName name = known.name();
            node.put("type", "name")
                    .put("family", name.family())
                    .put("given", name.given())
                    .put("middle", name.middle())
                    .put("prefix", name.prefix())
                    .put("suffix", name.suffix());
        } else if (identifier instanceof KnownIdentifier.Number number) {
            node.put("type", "number").put("value", number.value());
        } else if (identifier instanceof KnownIdentifier.Date date) {
            node.put("type", "date").put("value", date.date().toString());
        } else if (identifier instanceof KnownIdentifier.Words words) {
            node.put("type", "words").put("value", words.value());
        }
    }

    /**
     * Reads one line.
     *
     * @param number of the line, for messages and for texts without an id
     * @throws IllegalArgumentException naming line and field, never content
     */
    public static LabelledReport read(String line, int number) {
        try {
            JsonNode node = JSON.readTree(line);
            if (!node.path("text").isTextual()) {
                throw new IllegalArgumentException("no \"text\"");
            }
            return new LabelledReport(
                    node.path("id").asText("line-" + number),
                    node.path("text").asText(),
                    list(node, "known", (one, known) -> known.add(known(one))),
                    list(node, "spans", (one, spans) -> spans.add(span(one))),
                    list(
                            node,
                            "clinical",
                            (one, terms) -> terms.add(new ClinicalTerm(
                                    stretch(one), one.path("term").asText()))),
                    list(node, "either", (one, stretches) -> stretches.add(stretch(one))));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("line " + number + " is no JSON object");
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("line " + number + ": " + e.getMessage());
        }
    }

    private interface Item<T> {
        void read(JsonNode node, List<T> into);
    }

    private static <T> List<T> list(JsonNode node, String field, Item<T> item) {
        List<T> list = new ArrayList<>();
        Consumer<JsonNode> each = one -> item.read(one, list);
        node.path(field).forEach(each);
        return list;
    }

    private static Stretch stretch(JsonNode node) {
        return new Stretch(node.path("start").asInt(-1), node.path("end").asInt(-1));
    }

    private static LabelledSpan span(JsonNode node) {
        return new LabelledSpan(
                stretch(node),
                kind(node.path("kind").asText()),
                node.path("form").asText(),
                node.path("known").asBoolean());
    }

    private static PhiKind kind(String name) {
        try {
            return PhiKind.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"kind\" must be one of " + List.of(PhiKind.values()));
        }
    }

    private static KnownIdentifier known(JsonNode node) {
        String value = node.path("value").asText();
        return switch (node.path("type").asText()) {
            case "name" ->
                new KnownIdentifier.Name(new PersonName(
                        node.path("family").asText(),
                        node.path("given").asText(),
                        node.path("middle").asText(),
                        node.path("prefix").asText(),
                        node.path("suffix").asText()));
            case "number" -> new KnownIdentifier.Number(value);
            case "date" -> new KnownIdentifier.Date(date(value));
            case "words" -> new KnownIdentifier.Words(value);
            default -> throw new IllegalArgumentException("\"type\" must be one of name, number, date, words");
        };
    }

    private static LocalDate date(String value) {
        try {
            return LocalDate.parse(value);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"value\" of a known date must be year-month-day");
        }
    }
}
