/**
 * Which reports become a corpus, and which part of it each is in: the newest version of each report, the paper's
 * exclusions, no duplicates, a split by patient and time.
 *
 * <p>May import {@code corpus} and, for what a message says about a report's people, {@code report}. Must never know a file,
 * HL7, FHIR or a model. The same input gives the same corpus, in whatever order it comes.
 */
package org.radiologygpt.trainer.curate;
