/**
 * The endpoint of FHIR R4 Subscriptions (rest-hook with payload): reports and reviews in over HTTP, answered only after the durable
 * write.
 *
 * <p>May import {@code intake}, {@code deadletter}, the reading side's outcomes and notices, Jackson and Jetty. Must never know Kafka,
 * Camel, or what becomes of a report afterwards; puts nothing of a report into answers, metrics or logs.
 */
package org.radiologygpt.routes.subscription;
