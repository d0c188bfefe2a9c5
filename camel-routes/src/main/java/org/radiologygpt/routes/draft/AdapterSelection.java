package org.radiologygpt.routes.draft;

/** How a server is told which LoRA adapter writes. */
public sealed interface AdapterSelection {

    /** The configured model is the adapter's name, or a base model's. */
    record ModelField() implements AdapterSelection {}

    /**
     * The configured model is the base; a field {@code lora_request} names the adapter (TensorRT-LLM).
     *
     * @param name name of the adapter
     * @param id number of the adapter, another for each adapter of a server
     * @param path its directory, as the server sees it
     */
    record LoraRequest(String name, int id, String path) implements AdapterSelection {}

    /** The configured model is a base model: a server that lists it as an adapter is not asked. */
    record None() implements AdapterSelection {}
}
