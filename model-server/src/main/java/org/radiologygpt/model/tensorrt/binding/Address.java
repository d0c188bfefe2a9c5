package org.radiologygpt.model.tensorrt.binding;

/** Addresses that TensorRT hands out. */
public final class Address {
    /**
     * Without a usable GPU TensorRT answers with an offset into an object that is not there (measured: 0x200, 0x228,
     * 0x238); its first use ends the process. No process has memory in its first page.
     */
    private static final long FIRST_PAGE = 4096;

    private Address() {}

    /** Whether nothing can be there. */
    public static boolean isNull(long address) {
        return address >= 0 && address < FIRST_PAGE;
    }
}
