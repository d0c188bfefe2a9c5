/**
 * MLLP over TCP or TLS. The listener: blocks in, acknowledgements out, in order and only after the durable write. The
 * sender: blocks out, each when the one before is acknowledged.
 *
 * <p>May import {@code intake}, {@code deadletter}, the HL7 v2 room of {@code fhir-adapter}, Micrometer and the JDK's
 * sockets. Must never know Kafka, Camel, or what becomes of a message afterwards; puts nothing of a message into
 * metrics or logs.
 */
package org.radiologygpt.routes.mllp;
