package org.radiologygpt.model.server;

import org.eclipse.jetty.server.Request;

/** Who may ask under {@code /v1}: who brings the key, and a certificate, where they are wanted. */
final class Access {
    private final ApiKey key;
    private final boolean certificates;

    Access(ServerOptions options) {
        this.key = new ApiKey(options.apiKey());
        this.certificates = options.tls().flatMap(files -> files.clients()).isPresent();
    }

    /** Throws where something is wanted that the request does not bring. */
    void check(Request request) {
        if (certificates && !Door.certified(request)) {
            throw ApiError.noCertificate();
        }
        key.check(request);
    }
}
