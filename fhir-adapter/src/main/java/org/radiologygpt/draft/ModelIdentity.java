package org.radiologygpt.draft;

/**
 * Which model wrote a draft.
 *
 * @param name name of the model at the server
 * @param digest {@code sha256:} digest of its weights as the server reports it, or empty where the server tells none
 * @param adapter name of the LoRA adapter, or empty
 * @param precision how the server keeps the weights, as {@code f32} or {@code int4-b32}, or empty where it does not tell;
 *     the digest of the same weights differs with it
 */
public record ModelIdentity(String name, String digest, String adapter, String precision) {

    /** Of a server that does not tell the precision. */
    public ModelIdentity(String name, String digest, String adapter) {
        this(name, digest, adapter, "");
    }
}
