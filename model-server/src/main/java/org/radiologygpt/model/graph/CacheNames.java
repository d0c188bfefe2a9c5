package org.radiologygpt.model.graph;

/** Names of the inputs and outputs that carry a layer's keys and values. */
public final class CacheNames {
    private CacheNames() {}

    public static String pastKey(int layer) {
        return "past_key." + layer;
    }

    public static String pastValue(int layer) {
        return "past_value." + layer;
    }

    public static String presentKey(int layer) {
        return "present_key." + layer;
    }

    public static String presentValue(int layer) {
        return "present_value." + layer;
    }
}
