package org.radiologygpt.deidscore;

import org.radiologygpt.deid.PhiKind;

/**
 * An identifier as it stands in a text.
 *
 * @param at where
 * @param kind what it is
 * @param form how it is written, as {@code last_first_comma}; empty where nobody said
 * @param known the message's own identifiers name it
 */
public record LabelledSpan(Stretch at, PhiKind kind, String form, boolean known) {}
