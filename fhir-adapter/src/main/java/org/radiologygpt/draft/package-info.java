/**
 * A draft impression and what can become of a message: drafted, withheld, skipped or rejected.
 *
 * <p>May import {@code report}. Must never know a transport, a model or FHIR.
 */
package org.radiologygpt.draft;
