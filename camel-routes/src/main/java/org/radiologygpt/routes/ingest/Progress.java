package org.radiologygpt.routes.ingest;

/**
 * How far a message came before it had to wait outside of its route.
 *
 * @param attempts attempts so far, this one counted
 */
record Progress(Passage passage, int attempts) {}
