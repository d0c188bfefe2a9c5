package org.radiologygpt.fhir;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A FHIR server and how to speak to it.
 *
 * @param base service base, as {@code https://ehr.example/fhir}; transactions are posted there
 * @param connectTimeout time to connect, and to get a connection of the pool
 * @param readTimeout longest silence while waiting for an answer
 * @param connections connections at one time: at least the number of concurrent writers
 * @param bearerToken asked before each call; blank for none
 */
public record FhirEndpoint(
        URI base, Duration connectTimeout, Duration readTimeout, int connections, Supplier<String> bearerToken) {
    public FhirEndpoint {
        Objects.requireNonNull(bearerToken, "bearerToken");
        if (!"http".equals(base.getScheme()) && !"https".equals(base.getScheme())) {
            throw new IllegalArgumentException("base: must be an http or https URL");
        }
        if (connections < 1) {
            throw new IllegalArgumentException("connections: must be at least 1");
        }
    }

    /** An open server: 5 s to connect, 30 s to answer, 32 connections. */
    public static FhirEndpoint open(URI base) {
        return new FhirEndpoint(base, Duration.ofSeconds(5), Duration.ofSeconds(30), 32, () -> "");
    }
}
