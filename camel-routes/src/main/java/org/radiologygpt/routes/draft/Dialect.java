package org.radiologygpt.routes.draft;

/**
 * How a server is spoken to, and what it must be.
 *
 * @param kind which server it is
 * @param api the form of the prompt
 * @param adapter how an adapter is chosen
 * @param base base model that must write, or empty: then what the server tells is believed
 * @param digest digest of the weights that must write, or empty
 * @param readinessPath path asked whether it is ready, or empty: then its list of models is asked only
 */
public record Dialect(
        ServerKind kind, TextApi api, AdapterSelection adapter, String base, String digest, String readinessPath) {

    /** Our own server, nothing pinned. */
    public static Dialect radiologyGpt() {
        return of(ServerKind.RADIOLOGY_GPT, new AdapterSelection.ModelField());
    }

    /** A server of a kind, with its usual readiness path, nothing pinned. */
    public static Dialect of(ServerKind kind, AdapterSelection adapter) {
        return new Dialect(kind, TextApi.COMPLETIONS, adapter, "", "", kind.readinessPath());
    }

    /** The same with another form of the prompt. */
    public Dialect withApi(TextApi other) {
        return new Dialect(kind, other, adapter, base, digest, readinessPath);
    }

    /** The same for a base model, empty for any, and a digest, empty for any. */
    public Dialect pinned(String requiredBase, String requiredDigest) {
        return new Dialect(kind, api, adapter, requiredBase, requiredDigest, readinessPath);
    }
}
