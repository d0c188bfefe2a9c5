/**
 * Stores a draft once, and knows which record it was drafted from.
 *
 * <p>May import {@code fhir-adapter}. Must never know Camel, Kafka or a model.
 */
package org.radiologygpt.routes.writeback;
