package org.radiologygpt.draft;

/**
 * Which model wrote a draft.
 *
 * @param name name of the model at the server
 * @param digest {@code sha256:} digest of its weights as the server reports it, or empty where the server tells none
 * @param adapter name of the LoRA adapter, or empty
 */
public record ModelIdentity(String name, String digest, String adapter) {}
