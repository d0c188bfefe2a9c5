package org.radiologygpt.routes.control;

/** A record of the topic; the last one of an id counts. */
public sealed interface ControlRecord permits Rule, Removal {
    String ID = "[A-Za-z0-9._-]{1,64}";

    /** The rule that it sets or takes away, and key of the record. */
    String id();

    Change change();
}
