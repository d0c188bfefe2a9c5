package org.radiologygpt.routes.quickstart;

import java.util.List;

/**
 * What became of one message, as {@code radiology.drafts} tells it.
 *
 * @param id topic, partition and offset of the message
 * @param outcome drafted, withheld, skipped or rejected
 * @param reason why, or empty
 * @param impression the drafted text, or empty
 * @param resource the stored draft, or empty
 * @param cancelled drafts that it took back, or empty
 * @param at when the outcome was written, milliseconds since 1970
 */
record Outcome(
        String id, String outcome, String reason, String impression, String resource, List<String> cancelled, long at) {
    Outcome {
        cancelled = List.copyOf(cancelled);
    }
}
