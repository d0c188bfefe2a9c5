package org.radiologygpt.model.decode;

import ai.djl.engine.Engine;

/** The way into DJL: no download, no call home, whatever loads first. */
public final class Djl {
    private static final String ENGINE = "OnnxRuntime";

    private Djl() {}

    /** Switches DJL's downloads and telemetry off; to be called before any class of DJL is used. */
    public static void offline() {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.onnx.disable_alternative", "true");
    }

    /**
     * DJL's ONNX Runtime engine. It must be the first to touch ONNX Runtime in a process: it sets thread options that an
     * existing environment refuses.
     */
    static Engine engine() {
        offline();
        return Engine.getEngine(ENGINE);
    }
}
