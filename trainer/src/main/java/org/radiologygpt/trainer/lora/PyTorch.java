package org.radiologygpt.trainer.lora;

/** Settings that DJL's PyTorch engine reads when it loads. */
final class PyTorch {
    private PyTorch() {}

    /** Keeps DJL off the network and its telemetry silent; call before the first DJL class. What is set already stays. */
    static void configure() {
        setDefault("ai.djl.offline", "true");
        setDefault("OPT_OUT_TRACKING", "true");
        // The profiling executor re-optimises for every new shape; batches have many.
        setDefault("ai.djl.pytorch.graph_optimizer", "false");
    }

    private static void setDefault(String key, String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }
}
