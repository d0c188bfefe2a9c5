/**
 * Writes drafts back: into a FHIR server, where a draft is stored once and knows which record it was drafted from, or as
 * messages through a {@link org.radiologygpt.routes.writeback.DraftFeed}.
 *
 * <p>May import {@code fhir-adapter}. Must never know Camel, Kafka or a model.
 */
package org.radiologygpt.routes.writeback;
