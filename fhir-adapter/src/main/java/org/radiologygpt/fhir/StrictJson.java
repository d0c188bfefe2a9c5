package org.radiologygpt.fhir;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.radiologygpt.report.RejectReason;

/**
 * Reads a message's bytes as JSON before HAPI sees them: one object, UTF-8, no key twice (the second would silently
 * win), no nesting that could exhaust a stack.
 */
final class StrictJson {
    /** FHIR resources nest a dozen levels; the rest is for questionnaires and attackers. */
    static final int MAX_DEPTH = 100;

    static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final String text;
    private final String resourceType;
    private final boolean newer;

    private StrictJson(String text, String resourceType, boolean newer) {
        this.text = text;
        this.resourceType = resourceType;
        this.newer = newer;
    }

    /** True where the name of an element says that the sender may write a later version than R4. */
    boolean newer() {
        return newer;
    }

    String text() {
        return text;
    }

    /** {@code resourceType} of the root object. */
    String resourceType() {
        return resourceType;
    }

    static StrictJson of(byte[] bytes, int maxBytes) {
        if (bytes.length > maxBytes) {
            throw new Rejection(RejectReason.TOO_LARGE, bytes.length + " bytes; the limit is " + maxBytes);
        }
        String text = decoded(bytes);
        if (text.isBlank()) {
            throw new Rejection(RejectReason.EMPTY_MESSAGE, "no characters");
        }
        if (text.stripLeading().startsWith("<")) {
            throw new Rejection(RejectReason.UNSUPPORTED_MESSAGE_TYPE, "XML: FHIR is read as JSON only");
        }
        return scanned(text);
    }

    private static String decoded(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new Rejection(RejectReason.WRONG_ENCODING, "JSON is not UTF-8");
        }
    }

    private static StrictJson scanned(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return scan(parser, text);
        } catch (StreamConstraintsException e) {
            throw malformed("a limit of depth (" + MAX_DEPTH + ") or of length is exceeded", e);
        } catch (JsonEOFException e) {
            throw malformed("ends early", e);
        } catch (JsonProcessingException e) {
            throw malformed(e.getClass().getSimpleName(), e);
        } catch (IOException e) {
            throw new Rejection(RejectReason.READER_FAULT, e.getClass().getSimpleName());
        }
    }

    private static StrictJson scan(JsonParser parser, String text) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new Rejection(RejectReason.NOT_FHIR, "the root of the JSON is no object");
        }
        String type = "";
        boolean newer = false;
        int depth = 1;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (depth == 1 && token == JsonToken.VALUE_STRING && "resourceType".equals(parser.currentName())) {
                type = parser.getText();
            }
            newer |= token == JsonToken.FIELD_NAME && NewerVersion.MARKS.contains(parser.currentName());
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        }
        if (parser.nextToken() != null) {
            throw new Rejection(RejectReason.MALFORMED_JSON, "more than one JSON value");
        }
        return new StrictJson(text, type, newer);
    }

    private static Rejection malformed(String what, JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return new Rejection(RejectReason.MALFORMED_JSON, what + where);
    }
}
