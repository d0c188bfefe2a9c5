package org.radiologygpt.model.decode;

/**
 * How a decoder's GPU is.
 *
 * @param gpu the driver's number of it
 * @param usedBytes of its memory, by whatever process; the last that was told where it is lost
 * @param totalBytes of its memory
 * @param lost whether it never answers again in this process
 * @param graphLaunches passes that were replayed from a captured CUDA graph
 */
public record DeviceStatus(int gpu, long usedBytes, long totalBytes, boolean lost, long graphLaunches) {
    /** The same, lost. */
    public DeviceStatus asLost() {
        return new DeviceStatus(gpu, usedBytes, totalBytes, true, graphLaunches);
    }
}
