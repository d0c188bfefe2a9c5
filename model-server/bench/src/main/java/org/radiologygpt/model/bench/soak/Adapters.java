package org.radiologygpt.model.bench.soak;

import java.io.IOException;

/** Loads and unloads adapters, named as their directories below the root. */
record Adapters(Client client) {
    private static final String LOAD = "/v1/load_lora_adapter";
    private static final String UNLOAD = "/v1/unload_lora_adapter";

    /** Loads one that must be taken. */
    void load(String name) throws IOException, InterruptedException {
        require(tryLoad(name, name), "loading " + name);
    }

    /** Unloads one that must be there. */
    void unload(String name) throws IOException, InterruptedException {
        require(tryUnload(name), "unloading " + name);
    }

    /** Returns the status. */
    int tryLoad(String name, String path) throws IOException, InterruptedException {
        String body = "{\"lora_name\":\"" + name + "\",\"lora_path\":\"" + path + "\"}";
        return client.post(LOAD, body).status();
    }

    /** Returns the status. */
    int tryUnload(String name) throws IOException, InterruptedException {
        return client.post(UNLOAD, "{\"lora_name\":\"" + name + "\"}").status();
    }

    private static void require(int status, String what) throws IOException {
        if (status != 200) {
            throw new IOException(what + " got status " + status);
        }
    }
}
