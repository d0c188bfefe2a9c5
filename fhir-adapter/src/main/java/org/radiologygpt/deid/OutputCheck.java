package org.radiologygpt.deid;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.radiologygpt.report.KnownIdentifier;

/**
 * The last look at a de-identified resource or message, as the bytes that would leave: knows nothing of what was done to
 * them, of policy, FHIR or segments. Every value is looked at by itself and decoded where it is Base64.
 */
final class OutputCheck {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int LEAST_BASE64 = 12;
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]+={0,2}");
    private static final Pattern MARKUP = Pattern.compile("<[^>]{0,400}>");
    private static final Pattern HL7_MARKS = Pattern.compile("[|^~&\\r\\n]");
    private static final Pattern HL7_ESCAPE = Pattern.compile("\\\\(?:\\.br|[A-Z]|\\.sp\\d*)\\\\");
    /** Forms that no clean value has; ranges that are nobody's excepted. */
    private static final List<Pattern> FORMS = List.of(
            Pattern.compile("(?<!\\d)(?!000)\\d{3}-\\d{2}-\\d{4}(?!\\d)"),
            Pattern.compile("\\(\\d{3}\\)\\s?(?!555-?01)\\d{3}-\\d{4}"),
            Pattern.compile("[\\w.+-]+@(?!example\\.org)[\\w-]+\\.[\\w.]+"));

    private OutputCheck() {}

    /** The kind of the first identifier left, or empty. */
    static Optional<String> leak(String output, List<KnownIdentifier> known) {
        List<String> values = output.startsWith("{") ? jsonValues(output) : hl7Values(output);
        for (String value : values) {
            Optional<String> found = leakIn(value, known);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> leakIn(String value, List<KnownIdentifier> known) {
        String plain = value.indexOf('<') < 0 ? value : MARKUP.matcher(value).replaceAll(" ");
        if (FORMS.stream().anyMatch(form -> form.matcher(plain).find())) {
            return Optional.of("pattern");
        }
        return LeakCheck.leak(plain, known).or(() -> LeakCheck.leak(value, known));
    }

    private static List<String> jsonValues(String output) {
        List<String> values = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(output)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue() || token == JsonToken.FIELD_NAME) {
                    add(values, parser.getText());
                }
            }
        } catch (IOException e) {
            throw new DeidentificationException(
                    DeidentificationException.Reason.DEIDENTIFIER_FAULT, "output is no JSON");
        }
        return values;
    }

    private static List<String> hl7Values(String output) {
        List<String> values = new ArrayList<>();
        for (String segment : output.split("\r")) {
            for (String field : segment.split("\\|")) {
                add(values, HL7_ESCAPE.matcher(field).replaceAll(" "));
                for (String part : HL7_MARKS.split(field)) {
                    add(values, HL7_ESCAPE.matcher(part).replaceAll(" "));
                }
            }
        }
        return values;
    }

    private static void add(List<String> values, String value) {
        if (value.isBlank()) {
            return;
        }
        values.add(value);
        if (value.length() >= LEAST_BASE64
                && value.length() % 4 == 0
                && BASE64.matcher(value).matches()) {
            values.add(new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8));
        }
    }
}
