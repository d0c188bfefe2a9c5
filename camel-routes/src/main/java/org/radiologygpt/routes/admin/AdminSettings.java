package org.radiologygpt.routes.admin;

import java.util.Optional;
import org.radiologygpt.routes.http.HttpAddress;
import org.radiologygpt.routes.http.Secret;

/**
 * How the endpoint behaves.
 *
 * @param token what a caller must show to change rules, and to list them
 * @param readToken what a caller may show to list them only
 * @param maxBytes longer bodies are refused
 */
public record AdminSettings(HttpAddress address, Secret token, Optional<Secret> readToken, int maxBytes) {
    /** Fewer characters are a password, and can be guessed. */
    public static final int LEAST_TOKEN = 32;

    /** Without the tokens. */
    @Override
    public String toString() {
        return address.toString();
    }
}
