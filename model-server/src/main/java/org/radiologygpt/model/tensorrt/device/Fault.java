package org.radiologygpt.model.tensorrt.device;

import ai.djl.engine.EngineException;
import java.util.Locale;
import java.util.Set;
import org.radiologygpt.model.tensorrt.binding.CudaException;

/** What a failed call lets expect. */
public enum Fault {
    /** The GPU has no memory for it; nothing else is lost. */
    NO_MEMORY,
    /** The process's CUDA context is gone: every later call fails too, until another process begins. */
    DEVICE_LOST,
    /** Another call may succeed. */
    FAILED;

    private static final int MEMORY_ALLOCATION = 2;

    /**
     * Values of enum cudaError that CUDA's reference calls inconsistent state ("the process must be terminated and relaunched"),
     * and those of a GPU that is gone: 46 devices unavailable, 100 no device, 101 invalid device, 214 uncorrectable ECC, 220
     * uncorrectable NVLink, 700 illegal address, 702 launch timeout, 709 context destroyed, 710 assert, 714 hardware stack, 715
     * illegal instruction, 716 misaligned address, 717 invalid address space, 718 invalid program counter, 719 launch failure,
     * 721 contained error of newer versions, 802 system not ready, 807 and 810 an MPS server that ended, 999 unknown.
     */
    private static final Set<Integer> LOST = Set.of(
            4, 46, 100, 101, 214, 220, 700, 702, 709, 710, 714, 715, 716, 717, 718, 719, 721, 802, 807, 810, 999);

    /** TensorRT's ErrorCode::kFAILED_ALLOCATION and the words of its allocator. */
    private static final Set<String> MEMORY_WORDS = Set.of("out of memory", "outofmemory", "failed_allocation");

    /** TensorRT tells its failures in words only. */
    public static Fault of(EngineException e) {
        if (e instanceof CudaException cuda) {
            return of(cuda.code());
        }
        String words = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return MEMORY_WORDS.stream().anyMatch(words::contains) ? NO_MEMORY : FAILED;
    }

    private static Fault of(int code) {
        if (code == MEMORY_ALLOCATION) {
            return NO_MEMORY;
        }
        return LOST.contains(code) ? DEVICE_LOST : FAILED;
    }
}
