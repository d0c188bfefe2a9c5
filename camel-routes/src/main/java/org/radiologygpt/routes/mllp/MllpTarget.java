package org.radiologygpt.routes.mllp;

import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * A receiver of messages.
 *
 * @param host its name or address; under TLS its certificate must bear it
 * @param tls whom to trust and what to show; empty for plain TCP
 * @param connectTimeout longest wait for a connection, and for a TLS handshake
 * @param answerTimeout longest wait for the start of an acknowledgement, and from there to its end
 */
public record MllpTarget(
        String host, int port, Optional<SSLContext> tls, Duration connectTimeout, Duration answerTimeout) {}
