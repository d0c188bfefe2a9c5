/**
 * The Camel routes: a record of Kafka in, one outcome record out, and only then the commit.
 *
 * <p>May import {@code draft}, {@code lanes}, {@code writeback}, {@code lifecycle}, {@code training}, {@code deadletter}, {@code fhir-adapter}, Camel and Micrometer. Must
 * never know how a model or a FHIR server is spoken to, nor how the product is configured.
 */
package org.radiologygpt.routes.ingest;
