package org.radiologygpt.routes.mllp;

import java.io.IOException;

/** Bytes that come in time or not. */
@FunctionalInterface
interface ByteSource {
    int END = -1;
    int TIMED_OUT = -2;

    /**
     * Waits for at least one byte.
     *
     * @param nanos longest wait; at least 1
     * @return number of bytes read, {@link #END} or {@link #TIMED_OUT}
     */
    int read(byte[] into, long nanos) throws IOException;
}
