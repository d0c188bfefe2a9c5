package org.radiologygpt.draft;

import org.radiologygpt.report.SectionKind;

/**
 * A place in the report that a draft was made from.
 *
 * @param section kind of the section
 * @param span place in {@link org.radiologygpt.report.RadiologyReport#text} of that kind
 */
public record SourceSpan(SectionKind section, TextSpan span) {}
