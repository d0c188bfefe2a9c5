/**
 * The engine seen from outside, as two processes, while everything around it fails: engine, broker and FHIR server are
 * killed, answers are lost, late or wrong. An oracle says from what was sent how every message may end and which drafts
 * may be open at the end.
 *
 * <p>Tests only. Knows the engine by its command line, its topics and what it leaves on a FHIR server, and nothing inside.
 */
package org.radiologygpt.faults;
