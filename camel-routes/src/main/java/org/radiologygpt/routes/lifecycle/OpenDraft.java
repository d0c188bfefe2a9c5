package org.radiologygpt.routes.lifecycle;

import java.time.Instant;
import org.radiologygpt.report.ReportKey;

/**
 * A draft that nobody has reviewed.
 *
 * @param number n-th draft of the report
 * @param since last change of the report's state
 */
public record OpenDraft(ReportKey key, int number, Instant since) {}
