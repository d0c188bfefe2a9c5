package org.radiologygpt.routes.ingest;

import java.util.Optional;
import org.radiologygpt.draft.Notice;

/** Reads a message that is no report. Thread-safe. */
@FunctionalInterface
public interface NoticeReader {

    /** The review or merge in these bytes; empty where they hold neither. */
    Optional<Notice> read(byte[] bytes);
}
