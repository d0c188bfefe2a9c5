package org.radiologygpt.routes.mllp;

/** Bytes that come in time or not. */
@FunctionalInterface
interface ByteSource {
    int END = -1;
    int TIMED_OUT = -2;
    int BROKEN = -3;

    /**
     * Waits for at least one byte.
     *
     * @param nanos longest wait; at least 1
     * @return number of bytes read, {@link #END}, {@link #TIMED_OUT} or {@link #BROKEN}
     */
    int read(byte[] into, long nanos);
}
