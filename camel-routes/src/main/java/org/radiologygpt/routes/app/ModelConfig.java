package org.radiologygpt.routes.app;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.radiologygpt.model.tls.ClientTls;
import org.radiologygpt.model.tls.TlsException;
import org.radiologygpt.model.tls.TlsFiles;
import org.radiologygpt.routes.draft.AdapterSelection;
import org.radiologygpt.routes.draft.Dialect;
import org.radiologygpt.routes.draft.ModelEndpoint;
import org.radiologygpt.routes.draft.ServerKind;
import org.radiologygpt.routes.draft.TextApi;

/**
 * The model servers.
 *
 * @param servers one or more, of one model
 * @param interval how often each is looked at
 * @param tls certificates for https; empty for those of the JDK
 */
public record ModelConfig(List<ModelEndpoint> servers, Duration interval, Optional<SSLContext> tls) {

    static ModelConfig of(Settings settings) {
        Dialect dialect = dialect(settings);
        List<URI> several = settings.urls("model.servers");
        List<URI> urls = several.isEmpty() ? List.of(settings.url("model.url")) : several;
        ModelTokens tokens = ModelTokens.of(settings.secret("model.token"));
        List<ModelEndpoint> servers = urls.stream()
                .map(url -> endpoint(settings, url, dialect))
                .map(endpoint -> tokens.applyTo(endpoint))
                .toList();
        if (servers.stream().map(ModelEndpoint::label).distinct().count() < servers.size()) {
            settings.fail("model.servers", "each host and port once");
        }
        return new ModelConfig(servers, settings.duration("model.server.health-interval"), tls(settings));
    }

    private static ModelEndpoint endpoint(Settings settings, URI url, Dialect dialect) {
        return new ModelEndpoint(
                url,
                settings.text("model.name"),
                "",
                settings.duration("model.connect-timeout"),
                settings.duration("model.timeout"),
                settings.whole("model.max-tokens", 1, 8192),
                List.of("\n###"),
                dialect);
    }

    private static Dialect dialect(Settings settings) {
        ServerKind kind = ServerKind.of(settings.choice("model.server.kind", ServerKind.codes()));
        String path = settings.optional("model.server.readiness-path").strip();
        if (!path.isEmpty() && !path.startsWith("/")) {
            settings.fail("model.server.readiness-path", "a path as /health, or empty for that of model.server.kind");
        }
        return new Dialect(
                kind,
                api(settings, kind),
                adapter(settings, kind),
                settings.optional("model.base").strip(),
                digest(settings, kind),
                path.isEmpty() ? kind.readinessPath() : path);
    }

    private static TextApi api(Settings settings, ServerKind kind) {
        boolean chat = settings.choice("model.server.api", List.of("completions", "chat"))
                .equals("chat");
        if (chat && kind == ServerKind.RADIOLOGY_GPT) {
            settings.fail("model.server.api", "completions with model.server.kind radiology-gpt");
        }
        return chat ? TextApi.CHAT : TextApi.COMPLETIONS;
    }

    private static AdapterSelection adapter(Settings settings, ServerKind kind) {
        String key = "model.adapter.selection";
        String selection = settings.choice(key, List.of("model-field", "lora-request", "none"));
        if (!kind.selections().contains(selection)) {
            settings.fail(
                    key, "one of " + String.join(", ", kind.selections()) + " with model.server.kind " + kind.code());
        }
        return switch (selection) {
            case "lora-request" ->
                new AdapterSelection.LoraRequest(
                        settings.text("model.adapter.name").strip(),
                        settings.whole("model.adapter.id", 0, Integer.MAX_VALUE),
                        settings.text("model.adapter.path").strip());
            case "none" -> new AdapterSelection.None();
            default -> new AdapterSelection.ModelField();
        };
    }

    private static String digest(Settings settings, ServerKind kind) {
        String digest = settings.optional("model.digest").strip();
        if (!digest.isEmpty() && !kind.mayTellDigest()) {
            settings.fail("model.digest", "empty with model.server.kind " + kind.code() + ", which tells no digest");
        }
        if (!digest.matches("|(sha256:)?[0-9a-f]{64}")) {
            settings.fail("model.digest", "sha256: and 64 hexadecimal digits in lower case, or empty");
        }
        return digest;
    }

    private static Optional<SSLContext> tls(Settings settings) {
        Optional<Path> certificate = settings.file("model.tls-certificate");
        Optional<Path> authorities = settings.file("model.tls-authorities");
        if (certificate.isEmpty() && authorities.isEmpty()) {
            return Optional.empty();
        }
        String password = settings.secret("model.tls-password");
        Optional<Path> key = settings.file("model.tls-key");
        try {
            return Optional.of(ClientTls.context(
                    certificate.map(own -> new TlsFiles(own, key, password, Optional.empty())), authorities, password));
        } catch (TlsException e) {
            throw new ConfigException("model.tls-certificate, model.tls-authorities: " + e.getMessage());
        }
    }

    /** What speaks to the servers. */
    public HttpClient client() {
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(servers.get(0).connectTimeout());
        tls.ifPresent(client::sslContext);
        return client.build();
    }

    /** The servers, without their tokens. */
    @Override
    public String toString() {
        return servers.toString();
    }
}
