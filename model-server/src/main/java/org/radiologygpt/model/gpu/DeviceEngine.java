package org.radiologygpt.model.gpu;

import java.util.List;
import java.util.Map;

/** A graph that a device can run. */
public interface DeviceEngine extends AutoCloseable {

    /**
     * Prepares a pass; running it queues it once. What is run again and again may be replayed from what was captured then:
     * whatever changes between two runs lies in memory. So do all steps of one bucket and pitch.
     *
     * @param bindings inputs and outputs by name
     */
    Runnable pass(Map<String, Binding> bindings);

    @Override
    void close();

    /** A tensor: its first byte, and its dimensions. */
    record Binding(long address, List<Long> shape) {}
}
