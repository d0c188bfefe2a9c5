package org.radiologygpt.routes.ingest;

import org.radiologygpt.report.ReadOutcome;

/** Reads one message. Thread-safe. */
@FunctionalInterface
public interface ReportReader {

    /** The report in these bytes, or why there is none. */
    ReadOutcome read(byte[] bytes);
}
