package org.radiologygpt.model.server;

import org.eclipse.jetty.server.Request;

/**
 * Who may ask under {@code /v1}: who brings a key, and a certificate, where they are wanted. Who may ask for texts may not
 * therefore change what writes them: as soon as there is a key, adapters come and go with the admin key only.
 */
final class Access {
    private final ApiKey key;
    private final ApiKey adminKey;
    private final boolean certificates;

    Access(ServerOptions options) {
        this.key = new ApiKey(options.apiKey());
        this.adminKey = new ApiKey(options.adminKey());
        this.certificates = options.tls().flatMap(files -> files.clients()).isPresent();
    }

    /** Throws where something is wanted that the request does not bring. The admin key opens what the API key opens. */
    void check(Request request) {
        certificate(request);
        if (key.wanted() && !key.broughtBy(request) && !adminKey.broughtBy(request)) {
            throw ApiError.unauthorized();
        }
    }

    /** The same for the paths that change adapters. */
    void checkAdmin(Request request) {
        certificate(request);
        if (adminKey.broughtBy(request) || !key.wanted() && !adminKey.wanted()) {
            return;
        }
        throw key.broughtBy(request) ? ApiError.adminKeyWanted() : ApiError.unauthorized();
    }

    private void certificate(Request request) {
        if (certificates && !Door.certified(request)) {
            throw ApiError.noCertificate();
        }
    }
}
