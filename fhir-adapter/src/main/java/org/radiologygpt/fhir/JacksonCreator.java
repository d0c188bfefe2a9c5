package org.radiologygpt.fhir;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.r4.formats.JsonCreator;

/**
 * What HL7's composer says, to a Jackson generator. Names of elements and ASCII text go there as the bytes that they will
 * be: they are copied, not encoded character by character.
 */
record JacksonCreator(JsonGenerator json) implements JsonCreator {
    /** Names of elements of R4: a few hundred at most. */
    private static final Map<String, SerializedString> NAMES = new ConcurrentHashMap<>();

    @Override
    public void beginObject() throws IOException {
        json.writeStartObject();
    }

    @Override
    public void endObject() throws IOException {
        json.writeEndObject();
    }

    @Override
    public void beginArray() throws IOException {
        json.writeStartArray();
    }

    @Override
    public void endArray() throws IOException {
        json.writeEndArray();
    }

    @Override
    public void name(String name) throws IOException {
        SerializedString known = NAMES.get(name);
        json.writeFieldName(known == null ? NAMES.computeIfAbsent(name, SerializedString::new) : known);
    }

    @Override
    public void nullValue() throws IOException {
        json.writeNull();
    }

    @Override
    public void value(String value) throws IOException {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        if (isAscii(value, bytes)) {
            json.writeUTF8String(bytes, 0, bytes.length);
        } else {
            json.writeString(value);
        }
    }

    /** Not by lengths alone: half of a surrogate pair would be one byte too, a question mark. */
    private static boolean isAscii(String value, byte[] bytes) {
        return bytes.length == value.length() && value.equals(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void value(Boolean value) throws IOException {
        json.writeBoolean(value);
    }

    @Override
    public void value(BigDecimal value) throws IOException {
        json.writeNumber(value);
    }

    @Override
    public void value(Integer value) throws IOException {
        json.writeNumber(value);
    }

    @Override
    public void valueNum(String value) throws IOException {
        json.writeNumber(value);
    }

    @Override
    public void setIndent(String indent) {
        // One line.
    }

    @Override
    public void finish() {
        // The generator is closed by its owner.
    }

    @Override
    public void link(String href) {
        // Links are for HTML renderings of JSON.
    }
}
