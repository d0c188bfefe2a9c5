/**
 * Removes everything from a report's text that could tell who it is about, and puts it back into the hospital-bound draft.
 *
 * <p>The identifiers of the message itself are looked for first, then the patterns of the 18 HIPAA Safe Harbor kinds
 * (45 CFR 164.514(b)(2)). Fails closed: what cannot be shown to be clean is an exception, never a text.
 *
 * <p>Whole messages and resources are walked by {@code hl7v2} and {@code fhir}, which ask for each value through
 * {@link org.radiologygpt.report.ValueScrub}; what leaves is looked at once more here, by another way.
 *
 * <p>May import {@code report}, and Jackson for policies as YAML. Must never know HL7, FHIR, a transport, a model, a file or a log.
 */
package org.radiologygpt.deid;
