package org.radiologygpt.routes.draft;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * A server that speaks OpenAI's completions API, and how it is asked.
 *
 * @param url base address, as {@code http://127.0.0.1:8000}
 * @param model name of the model or adapter at that server
 * @param token bearer token, or empty
 * @param connectTimeout longest wait for a connection, and for the list of models
 * @param timeout longest wait for an answer
 * @param maxTokens most tokens of an answer
 * @param stop texts that end an answer
 * @param dialect what kind of server it is, and what is required of it
 */
public record ModelEndpoint(
        URI url,
        String model,
        String token,
        Duration connectTimeout,
        Duration timeout,
        int maxTokens,
        List<String> stop,
        Dialect dialect) {
    public ModelEndpoint {
        stop = List.copyOf(stop);
    }

    /** Of our own server, nothing pinned. */
    public ModelEndpoint(
            URI url,
            String model,
            String token,
            Duration connectTimeout,
            Duration timeout,
            int maxTokens,
            List<String> stop) {
        this(url, model, token, connectTimeout, timeout, maxTokens, stop, Dialect.radiologyGpt());
    }

    /** An endpoint with the defaults for drafting an impression: 10 s to connect, 60 s to answer, 256 tokens. */
    public static ModelEndpoint of(URI url, String model) {
        return new ModelEndpoint(url, model, "", Duration.ofSeconds(10), Duration.ofSeconds(60), 256, List.of("\n###"));
    }

    /** The same server spoken to in another way. */
    public ModelEndpoint withDialect(Dialect other) {
        return new ModelEndpoint(url, model, token, connectTimeout, timeout, maxTokens, stop, other);
    }

    /** The same server with another token. */
    public ModelEndpoint withToken(String other) {
        return new ModelEndpoint(url, model, other, connectTimeout, timeout, maxTokens, stop, dialect);
    }

    /** Host and port: its name in metrics and health. */
    public String label() {
        int port = url.getPort() >= 0 ? url.getPort() : "https".equals(url.getScheme()) ? 443 : 80;
        return url.getHost() + ":" + port;
    }

    URI resolve(String path) {
        String base = url.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return model + " at " + url;
    }
}
