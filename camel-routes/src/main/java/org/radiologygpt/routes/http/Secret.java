package org.radiologygpt.routes.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** What a caller must know. Says nothing of itself. */
public final class Secret {
    private static final String BEARER = "Bearer ";

    private final byte[] secret;

    public Secret(String secret) {
        if (secret.isBlank()) {
            throw new IllegalArgumentException("secret is blank");
        }
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether a header holds it, as {@code Bearer SECRET} or alone; takes the same time whatever is given. */
    public boolean isIn(String header) {
        String given = Optional.ofNullable(header).orElse("").strip();
        String shown = given.startsWith(BEARER) ? given.substring(BEARER.length()) : given;
        return MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), secret);
    }

    @Override
    public String toString() {
        return "secret";
    }
}
