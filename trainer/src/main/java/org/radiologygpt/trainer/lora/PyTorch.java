package org.radiologygpt.trainer.lora;

/** Settings that DJL's PyTorch engine reads when it loads. */
final class PyTorch {
    private PyTorch() {}

    /** Keeps DJL off the network and its telemetry silent; call before the first DJL class. What is set already stays.
     *
     * @param workers threads that will train at once; with several each computes alone, for barriers between the threads of
     *     one operation cost more than they gain where other programs run
     */
    static void configure(int workers) {
        setDefault("ai.djl.offline", "true");
        setDefault("OPT_OUT_TRACKING", "true");
        if (workers > 1) {
            setDefault("ai.djl.pytorch.num_threads", "1");
        }
        // The profiling executor re-optimises for every new shape; batches have many.
        setDefault("ai.djl.pytorch.graph_optimizer", "false");
    }

    private static void setDefault(String key, String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }
}
