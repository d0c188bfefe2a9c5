package org.radiologygpt.model.generate;

/**
 * Keeps DJL from the network: no downloads, and none of the usage report that it otherwise sends when its first class
 * loads. A value that is already set stays.
 */
final class DjlPrivacy {
    private DjlPrivacy() {}

    /** Must run before the first DJL class loads. */
    static void apply() {
        setWhereAbsent("ai.djl.offline", "true");
        setWhereAbsent("OPT_OUT_TRACKING", "true");
        setWhereAbsent("ai.djl.onnx.disable_alternative", "true");
    }

    private static void setWhereAbsent(String key, String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }
}
