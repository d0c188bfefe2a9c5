package org.radiologygpt.routes.subscription;

import org.radiologygpt.routes.http.HttpAddress;
import org.radiologygpt.routes.http.Secret;

/**
 * How the endpoint behaves.
 *
 * @param address where it listens; the FHIR server may have to show a certificate
 * @param path path of Subscription.channel.endpoint, as {@code /fhir}
 * @param header name of the header that Subscription.channel.header sets
 * @param secret what that header must hold; with or without {@code Bearer} before it
 * @param maxBytes longer bodies are refused
 */
public record SubscriptionSettings(HttpAddress address, String path, String header, Secret secret, int maxBytes) {
    /** Without the secret. */
    @Override
    public String toString() {
        return address + path;
    }
}
