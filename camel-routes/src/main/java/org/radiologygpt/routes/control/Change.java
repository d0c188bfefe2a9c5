package org.radiologygpt.routes.control;

import java.time.Instant;

/**
 * Who changed the rules, when and why.
 *
 * @param who user or system: letters, digits and {@code . _ @ -}
 * @param when time of the change
 * @param reason reason code of the site's own, as {@code wrong_side_seen}
 */
public record Change(String who, Instant when, String reason) {
    public Change {
        Codes.check("who", who, "[A-Za-z0-9._@-]{1,64}");
        Codes.check("reason", reason, "[a-z0-9_-]{1,40}");
    }
}
