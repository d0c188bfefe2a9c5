package org.radiologygpt.model.gpu;

import java.util.List;
import java.util.Map;

/** A graph that a device can run. */
interface DeviceEngine extends AutoCloseable {

    /**
     * Queues one pass.
     *
     * @param bindings inputs and outputs by name. A pass with bindings that equal those of an earlier one may be replayed
     *     from what was captured then: whatever else changes lies in memory. So do all steps of one bucket and pitch.
     */
    void run(Map<String, Binding> bindings);

    @Override
    void close();

    /** A tensor: its first byte, and its dimensions. */
    record Binding(long address, List<Long> shape) {}
}
