/**
 * Synthetic radiology reports with an answer key, and the measuring of de-identification on them and on public collections.
 *
 * <p>The words come from resource files of this package alone: whoever finds identifiers must not take lists from here, and
 * nothing here looks into the finders' lists, or the measure would measure itself.
 *
 * <p>May import {@code report}, {@code deid} by its public door, {@code deidscore}, {@code hl7v2} for messages, and JMH. Never shipped.
 */
package org.radiologygpt.bench.deid;
