package org.radiologygpt.model.tensorrt;

/**
 * One GPU, as the driver tells it.
 *
 * @param index the driver's number, from 0
 * @param major compute capability before the point, as 9 of 9.0
 * @param minor compute capability behind the point
 * @param memoryBytes all of its memory
 */
public record Gpu(int index, String name, int major, int minor, long memoryBytes) {
    /** As in NVIDIA's file names: {@code 90} for compute capability 9.0. */
    public int sm() {
        return 10 * major + minor;
    }
}
