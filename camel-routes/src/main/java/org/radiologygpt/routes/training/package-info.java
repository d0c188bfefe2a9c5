/**
 * What signed reports teach: training pairs without identifiers on their way to {@code radiology.training}, and how far the
 * reports are from their drafts, as numbers; and both as files.
 *
 * <p>May import {@code report} and {@code deid} of {@code fhir-adapter}, Jackson and the Kafka client. Must never know
 * Camel, a FHIR server or a model. Fails closed: what cannot be shown to be clean is not published.
 */
package org.radiologygpt.routes.training;
