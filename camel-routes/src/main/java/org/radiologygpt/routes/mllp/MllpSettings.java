package org.radiologygpt.routes.mllp;

import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.radiologygpt.hl7v2.AckMode;

/**
 * How the listener behaves.
 *
 * @param host address to listen on
 * @param port port; 0 for a free one
 * @param tls certificates; empty for plain TCP
 * @param clientCertificates whether a sender must show a certificate that is trusted
 * @param limits what one sender may take
 * @param acknowledgements whether MSH-15 and MSH-16 are heeded
 * @param unavailable what a sender sees while its messages cannot be stored
 */
public record MllpSettings(
        String host,
        int port,
        Optional<SSLContext> tls,
        boolean clientCertificates,
        Limits limits,
        AckMode acknowledgements,
        Unavailable unavailable) {

    /**
     * What one sender may take.
     *
     * @param frameBytes most bytes of a message
     * @param connections most connections at once; further ones are closed at once
     * @param inFlight most messages of a connection that wait for their acknowledgement
     * @param frameTimeout longest time from the first to the last byte of a message, and of a TLS handshake
     * @param idleTimeout longest time between messages
     * @param writeTimeout longest time in which an acknowledgement must be taken
     * @param stopTimeout longest wait for messages in flight when the listener stops
     */
    public record Limits(
            int frameBytes,
            int connections,
            int inFlight,
            Duration frameTimeout,
            Duration idleTimeout,
            Duration writeTimeout,
            Duration stopTimeout) {}
}
