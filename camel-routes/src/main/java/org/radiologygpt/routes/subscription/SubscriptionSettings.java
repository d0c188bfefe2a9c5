package org.radiologygpt.routes.subscription;

import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How the endpoint behaves.
 *
 * @param host address to listen on
 * @param port port; 0 for a free one
 * @param path path of Subscription.channel.endpoint, as {@code /fhir}
 * @param header name of the header that Subscription.channel.header sets
 * @param secret what that header must hold; with or without {@code Bearer} before it
 * @param maxBytes longer bodies are refused
 * @param tls certificates; empty for plain HTTP
 * @param clientCertificates whether the FHIR server must show a certificate that is trusted
 * @param idleTimeout longest time without a byte of a request
 */
public record SubscriptionSettings(
        String host,
        int port,
        String path,
        String header,
        String secret,
        int maxBytes,
        Optional<SSLContext> tls,
        boolean clientCertificates,
        Duration idleTimeout) {
    public SubscriptionSettings {
        if (secret.isBlank()) {
            throw new IllegalArgumentException("secret is blank");
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return host + ":" + port + path;
    }
}
