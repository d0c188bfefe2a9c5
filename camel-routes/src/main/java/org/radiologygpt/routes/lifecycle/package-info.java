/**
 * The durable state of every report's draft, and a look ahead for reports that end drafting.
 *
 * <p>May import {@code report} and {@code draft} of {@code fhir-adapter}, and the Kafka client. Must never know Camel, FHIR
 * or a model. A state holds keys, clocks, numbers and hashes; never a text, never a name.
 */
package org.radiologygpt.routes.lifecycle;
