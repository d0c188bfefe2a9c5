package org.radiologygpt.model.server;

import java.time.Duration;
import java.util.Optional;
import org.radiologygpt.model.tls.TlsFiles;

/**
 * How the server listens and what it accepts.
 *
 * @param host address to bind to
 * @param port TCP port; 0 for any free one
 * @param apiKey key that requests under {@code /v1} must bring as {@code Authorization: Bearer}
 * @param adminKey key that requests to load and unload adapters must bring instead; the others may
 * @param maxBodyBytes longest request body
 * @param defaultMaxTokens tokens of an answer where the request does not say
 * @param deadline time for one answer, waiting included
 * @param drain time that running answers get when the server stops
 * @param tls certificates; without them the connections are plain
 */
public record ServerOptions(
        String host,
        int port,
        Optional<String> apiKey,
        Optional<String> adminKey,
        int maxBodyBytes,
        int defaultMaxTokens,
        Duration deadline,
        Duration drain,
        Optional<TlsFiles> tls) {

    /** This machine only, port 8000, no key, no TLS, 1 MiB, 256 tokens, 120 s for an answer, 10 s to stop. */
    public static final ServerOptions DEFAULT = new ServerOptions(
            "127.0.0.1",
            8000,
            Optional.empty(),
            Optional.empty(),
            1 << 20,
            256,
            Duration.ofSeconds(120),
            Duration.ofSeconds(10),
            Optional.empty());

    public ServerOptions {
        require(!host.isBlank(), "host is blank, it must be a name or an address to bind to");
        require(port >= 0 && port <= 65535, "port is " + port + ", it must be between 0 and 65535");
        require(
                apiKey.filter(String::isBlank).isEmpty(),
                "the API key is blank, it must have characters or not be set at all");
        require(
                adminKey.filter(String::isBlank).isEmpty(),
                "the admin key is blank, it must have characters or not be set at all");
        require(
                adminKey.isEmpty() || !adminKey.equals(apiKey),
                "the admin key is the API key, it must be another one: who has the API key must not change adapters");
        require(maxBodyBytes >= 1024, "max_body_bytes is " + maxBodyBytes + ", it must be at least 1024");
        require(defaultMaxTokens >= 1, "default_max_tokens is " + defaultMaxTokens + ", it must be at least 1");
        require(deadline.toMillis() >= 1, "deadline is " + deadline + ", it must be at least 1 ms");
        require(!drain.isNegative(), "drain is " + drain + ", it must not be negative");
    }

    public ServerOptions withAddress(String host, int port) {
        return new ServerOptions(host, port, apiKey, adminKey, maxBodyBytes, defaultMaxTokens, deadline, drain, tls);
    }

    public ServerOptions withApiKey(Optional<String> apiKey) {
        return new ServerOptions(host, port, apiKey, adminKey, maxBodyBytes, defaultMaxTokens, deadline, drain, tls);
    }

    public ServerOptions withAdminKey(Optional<String> adminKey) {
        return new ServerOptions(host, port, apiKey, adminKey, maxBodyBytes, defaultMaxTokens, deadline, drain, tls);
    }

    public ServerOptions withDeadline(Duration deadline) {
        return new ServerOptions(host, port, apiKey, adminKey, maxBodyBytes, defaultMaxTokens, deadline, drain, tls);
    }

    public ServerOptions withDrain(Duration drain) {
        return new ServerOptions(host, port, apiKey, adminKey, maxBodyBytes, defaultMaxTokens, deadline, drain, tls);
    }

    public ServerOptions withTls(Optional<TlsFiles> tls) {
        return new ServerOptions(host, port, apiKey, adminKey, maxBodyBytes, defaultMaxTokens, deadline, drain, tls);
    }

    /** Without the keys: they must not reach a log. */
    @Override
    public String toString() {
        return "ServerOptions[host=" + host + ", port=" + port + ", apiKey=" + (apiKey.isPresent() ? "set" : "none")
                + ", adminKey=" + (adminKey.isPresent() ? "set" : "none") + ", maxBodyBytes=" + maxBodyBytes
                + ", defaultMaxTokens=" + defaultMaxTokens + ", deadline=" + deadline
                + ", drain=" + drain + ", tls=" + tls.isPresent() + "]";
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
