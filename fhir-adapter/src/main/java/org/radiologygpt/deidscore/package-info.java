/**
 * Holds a de-identifier against labelled texts: what it left, what it took too much, and how often.
 *
 * <p>A labelled text says where identifiers stand, of what kind and in what written form, and which stretches are clinical
 * words that must stay. Knows nothing of how identifiers are found, so that the measure cannot lean on the finder.
 *
 * <p>May import {@code deid} and {@code report}, and Jackson for JSON lines. Must never know HL7, FHIR, a transport or a log; prints
 * text of a report only on the page for synthetic texts.
 */
package org.radiologygpt.deidscore;
