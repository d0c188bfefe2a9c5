package org.radiologygpt.routes.draft;

import java.util.Arrays;
import java.util.List;

/** The servers that are spoken to, and what of OpenAI's API each has of its own. See docs/model-servers.md. */
public enum ServerKind {
    RADIOLOGY_GPT("radiology-gpt", "/health/ready", true, true, true, false),
    VLLM("vllm", "/health", true, false, true, false),
    TRTLLM("trtllm", "/health", false, false, true, true),
    TRITON("triton", "/health/ready", false, false, false, false),
    NIM("nim", "/v1/health/ready", false, false, true, false),
    OPENAI("openai", "", false, true, true, false);

    private final String code;
    private final String readinessPath;
    private final boolean listsParents;
    private final boolean mayTellDigest;
    private final boolean tellsEnd;
    private final boolean blamesAllOnRequest;

    ServerKind(
            String code,
            String readinessPath,
            boolean listsParents,
            boolean mayTellDigest,
            boolean tellsEnd,
            boolean blamesAllOnRequest) {
        this.code = code;
        this.readinessPath = readinessPath;
        this.listsParents = listsParents;
        this.mayTellDigest = mayTellDigest;
        this.tellsEnd = tellsEnd;
        this.blamesAllOnRequest = blamesAllOnRequest;
    }

    /** Name in the configuration. */
    public String code() {
        return code;
    }

    /** Path that answers 200 when texts can be asked for; empty where none is known. */
    public String readinessPath() {
        return readinessPath;
    }

    /** Whether its list of models says of an adapter which base it is on. */
    boolean listsParents() {
        return listsParents;
    }

    /** Whether its list of models may hold a digest of the weights. */
    public boolean mayTellDigest() {
        return mayTellDigest;
    }

    /** Whether {@code finish_reason} tells a whole answer from a cut one: Triton says {@code stop} for both. */
    boolean tellsEnd() {
        return tellsEnd;
    }

    /** Whether a 400 may be any failure within the server, as TensorRT-LLM's is. */
    boolean blamesAllOnRequest() {
        return blamesAllOnRequest;
    }

    /** Whether it frees its slot when the client's patience ends: {@code Prefer: wait} (RFC 7240, 4.3). */
    boolean honoursPrefer() {
        return this == RADIOLOGY_GPT;
    }

    /** Whether it takes vLLM's {@code priority}: vLLM itself refuses it unless it was started to schedule by it. */
    boolean ordersQueue() {
        return this == RADIOLOGY_GPT;
    }

    /** The ways in which an adapter may be chosen, as the configuration names them; the first is usual. */
    public List<String> selections() {
        return this == TRTLLM ? List.of("none", "lora-request") : List.of("model-field", "none");
    }

    /** All names, for the configuration. */
    public static List<String> codes() {
        return Arrays.stream(values()).map(ServerKind::code).toList();
    }

    /**
     * The kind of a name.
     *
     * @throws IllegalArgumentException where there is none
     */
    public static ServerKind of(String code) {
        return Arrays.stream(values())
                .filter(kind -> kind.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind of server: " + code));
    }
}
