package org.radiologygpt.routes.http;

import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** The body of a request, as far as it may be read. */
public sealed interface RequestBody {

    /** All of it; may be empty. */
    record Whole(byte[] bytes) implements RequestBody {}

    /** Longer than the limit. */
    record TooLarge() implements RequestBody {}

    /** The caller went away before its end. */
    record CutOff() implements RequestBody {}

    /** Reads no more than one byte over the limit. */
    static RequestBody of(Request request, int limit) {
        if (request.getLength() > limit) {
            return new TooLarge();
        }
        try (InputStream in = Content.Source.asInputStream(request)) {
            byte[] body = in.readNBytes(limit + 1);
            return body.length > limit ? new TooLarge() : new Whole(body);
        } catch (IOException e) {
            return new CutOff();
        }
    }
}
