package org.radiologygpt.model.gpu.tensorrt;

import org.radiologygpt.model.gpu.Device.Extent;
import org.radiologygpt.model.gpu.Device.Region;
import org.radiologygpt.model.tensorrt.device.GpuCalls.Block;

/** A decoder's blocks as CUDA has them: a plane's pitch counts in rows, and a row's is limited. */
final class Blocks {
    private Blocks() {}

    static Block of(Region region, Extent extent) {
        long pitch = extent.rows() == 1 ? parted(region.planePitch(), extent.width()) : region.rowPitch();
        if (region.planePitch() % pitch != 0 || pitch > Block.MOST_PITCH) {
            throw new IllegalArgumentException(
                    "CUDA has no block of planes of " + region.planePitch() + " bytes in rows of " + pitch);
        }
        return new Block(
                region.address(), pitch, region.planePitch() / pitch, extent.width(), extent.rows(), extent.planes());
    }

    /** Where planes have one row each, their pitch is parted so that a part is within the limit and takes the row. */
    private static long parted(long planePitch, long width) {
        for (long parts = 1; planePitch / parts >= width; parts++) {
            if (planePitch % parts == 0 && planePitch / parts <= Block.MOST_PITCH) {
                return planePitch / parts;
            }
        }
        throw new IllegalArgumentException("CUDA has no planes of " + planePitch + " bytes with a row of " + width);
    }
}
