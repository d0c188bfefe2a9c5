package org.radiologygpt.routes.control;

/** A rule is taken away; kept instead of a tombstone, so that the topic tells who did it. */
public record Removal(String id, Change change) implements ControlRecord {
    public Removal {
        Codes.check("id", id, ID);
    }
}
