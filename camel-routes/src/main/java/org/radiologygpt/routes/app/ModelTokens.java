package org.radiologygpt.routes.app;

import java.util.HashMap;
import java.util.Map;
import org.radiologygpt.routes.draft.ModelEndpoint;

/** The bearer tokens of the model servers: one for all, or a line {@code host:port TOKEN} for each. */
final class ModelTokens {
    private final String all;
    private final Map<String, String> each;

    private ModelTokens(String all, Map<String, String> each) {
        this.all = all;
        this.each = each;
    }

    static ModelTokens of(String secret) {
        if (!secret.contains(" ") && !secret.contains("\n")) {
            return new ModelTokens(secret, Map.of());
        }
        Map<String, String> each = new HashMap<>();
        for (String line : secret.lines().filter(text -> !text.isBlank()).toList()) {
            String[] parts = line.strip().split("\\s+");
            if (parts.length != 2 || !parts[0].contains(":")) {
                throw new ConfigException(
                        "model.token: allowed: one token, or a line \"host:port TOKEN\" for each server");
            }
            each.put(parts[0], parts[1]);
        }
        return new ModelTokens("", each);
    }

    ModelEndpoint applyTo(ModelEndpoint server) {
        if (each.isEmpty()) {
            return server.withToken(all);
        }
        String token = each.get(server.label());
        if (token == null) {
            throw new ConfigException("model.token: has no line for " + server.label());
        }
        return server.withToken(token);
    }

    /** Without the tokens. */
    @Override
    public String toString() {
        return each.isEmpty() ? "one for all" : each.keySet().toString();
    }
}
