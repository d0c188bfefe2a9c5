package org.radiologygpt.model.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** Compares the key of a request with ours in a time that does not depend on either. */
final class ApiKey {
    private static final String SCHEME = "Bearer ";

    private final Optional<byte[]> expected;

    ApiKey(Optional<String> key) {
        this.expected = key.map(ApiKey::sha256);
    }

    /** Whether there is one. */
    boolean wanted() {
        return expected.isPresent();
    }

    /** Whether the request brings it; false where there is none. */
    boolean broughtBy(Request request) {
        if (expected.isEmpty()) {
            return false;
        }
        String header = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        boolean bearer = header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        String given = bearer ? header.substring(SCHEME.length()).strip() : "";
        return MessageDigest.isEqual(expected.get(), sha256(given));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
