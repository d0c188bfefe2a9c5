package org.radiologygpt.routes.mllp;

import java.util.Locale;

/** Why a connection ended. */
enum Ending {
    /** The other side closed it. */
    PEER,
    /** No block began for too long. */
    IDLE_TIMEOUT,
    /** A block began and did not end in time. */
    FRAME_TIMEOUT,
    /** More bytes outside of blocks than any sender means. */
    NO_MLLP,
    /** The connection broke. */
    BROKEN,
    /** No TLS, or no certificate that is trusted. */
    TLS,
    /** A message could not be stored: it is not answered, so that the sender sends it again. */
    NOT_STORED,
    /** The other side did not take its acknowledgements. */
    WRITE_TIMEOUT,
    /** The listener stops. */
    STOPPED;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
