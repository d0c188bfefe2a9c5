package org.radiologygpt.routes.lifecycle;

import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.draft.Origin;
import org.radiologygpt.report.ReportKey;

/**
 * A signed or withdrawn report that was seen ahead of its turn.
 *
 * @param key whose draft it ends
 * @param reason {@code SIGNED} or {@code WITHDRAWN}
 * @param origin the record that holds it
 */
public record Closing(ReportKey key, CancelReason reason, Origin origin) {}
