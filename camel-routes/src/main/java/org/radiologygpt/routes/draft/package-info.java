/**
 * The use case: a report in, a guarded draft impression or a typed reason out; and the clients that ask a model: of one
 * server, of several, or in this JVM.
 *
 * <p>May import the floors below ({@code fhir-adapter}, {@code model-server}) and Resilience4j. Must never know Camel,
 * Kafka or a FHIR server. A prompt is never logged and never part of an exception's message.
 */
package org.radiologygpt.routes.draft;
