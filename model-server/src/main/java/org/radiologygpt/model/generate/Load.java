package org.radiologygpt.model.generate;

import java.util.Map;

/**
 * What a generator is busy with at a moment.
 *
 * @param waiting requests that wait for a slot
 * @param busySlots answers that grow now
 * @param slots answers that can grow at once
 * @param kvTokens tokens that the growing answers hold in the KV cache; what idle slots keep for reuse is not counted
 * @param kvCapacity tokens that the KV cache can hold
 */
public record Load(Map<Priority, Integer> waiting, int busySlots, int slots, long kvTokens, long kvCapacity) {
    public Load {
        waiting = Map.copyOf(waiting);
    }
}
