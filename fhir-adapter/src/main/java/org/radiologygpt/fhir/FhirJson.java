package org.radiologygpt.fhir;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.Resource;

/**
 * R4 resources as JSON by HL7's generated composer over a Jackson generator: the same JSON as {@link FhirR4#json()} gives
 * for resources of ours, without its walk by reflection. Thread-safe.
 *
 * <p>Not for resources that were received: HAPI's encoder also strips versions from references and numbers contained
 * resources. Nor for a Bundle that HAPI has encoded: it writes the full URLs into the resources as their ids.
 */
public final class FhirJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private FhirJson() {}

    /** The resource in UTF-8. */
    public static byte[] bytes(Resource resource) {
        try (ByteArrayBuilder out = new ByteArrayBuilder(1 << 14);
                JsonGenerator json = FACTORY.createGenerator(out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            new R4Composer().compose(new JacksonCreator(json), resource);
            json.writeEndObject();
            json.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(new IOException("resource cannot be written as JSON"));
        }
    }

    /** The resource as text. */
    public static String text(Resource resource) {
        return new String(bytes(resource), StandardCharsets.UTF_8);
    }
}
