package org.radiologygpt.routes.http;

import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Where a door listens.
 *
 * @param host address to listen on
 * @param port port; 0 for a free one
 * @param tls certificates; empty for plain HTTP
 * @param clientCertificates whether a caller must show a certificate that is trusted
 * @param idleTimeout longest time without a byte of a request
 */
public record HttpAddress(
        String host, int port, Optional<SSLContext> tls, boolean clientCertificates, Duration idleTimeout) {
    @Override
    public String toString() {
        return (tls.isPresent() ? "https://" : "http://") + host + ":" + port;
    }
}
