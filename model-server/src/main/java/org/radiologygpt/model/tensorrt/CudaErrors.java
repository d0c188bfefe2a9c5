package org.radiologygpt.model.tensorrt;

import java.util.Map;

/** What an operator can do about an answer of {@code cuInit} (CUDA driver API, enum CUresult). */
final class CudaErrors {
    private static final Map<Integer, String> MEANINGS = Map.of(
            34, "a stub library of the CUDA toolkit stands before the driver's in LD_LIBRARY_PATH",
            100, "no GPU is visible: see nvidia-smi and CUDA_VISIBLE_DEVICES, and start a container with --gpus all",
            101, "CUDA_VISIBLE_DEVICES names a GPU that is not there",
            802, "the NVSwitch fabric is not up: start nvidia-fabricmanager",
            803, "the driver's library and its kernel module are of different versions: restart the machine",
            804, "a compatibility library for data-centre GPUs is used on another GPU: remove it",
            999, "the driver is in a bad state: see dmesg, and load the kernel module nvidia_uvm");

    private CudaErrors() {}

    /** With a bracket before it, or empty for codes that need no words. */
    static String meaning(int code) {
        return MEANINGS.containsKey(code) ? " (" + MEANINGS.get(code) + ")" : "";
    }
}
