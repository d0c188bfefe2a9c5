package org.radiologygpt.report;

/**
 * A section together with the heading that opened it, so that a text can be accounted for: the headings and texts of
 * all passages, in order, hold every non-blank character of the input.
 *
 * @param kind what it is about
 * @param heading the recognised heading with its decoration and colon, or empty
 * @param text what stands under it, lines separated by {@code \n}
 */
public record Passage(SectionKind kind, String heading, String text) {}
