package org.radiologygpt.routes.doctor;

/** What a check came to. */
enum Verdict {
    OK,
    MISSING,
    BROKEN,
    /** Something that it rests on is not in order. */
    SKIPPED
}
