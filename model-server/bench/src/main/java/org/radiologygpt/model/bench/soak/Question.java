package org.radiologygpt.model.bench.soak;

/**
 * One request.
 *
 * @param kind what it is
 * @param model name that it gives
 * @param prompt index of its prompt
 * @param body as it is sent
 */
record Question(Kind kind, String model, int prompt, String body) {

    String path() {
        return kind == Kind.CHAT ? "/v1/chat/completions" : "/v1/completions";
    }
}
