/**
 * Sends drafts to a Kafka topic or, over MLLP, to a receiver of HL7 v2.
 *
 * <p>May import {@code writeback} (whose port it serves), {@code intake} (the durable write), {@code mllp} (the sender)
 * and of the HL7 v2 room of {@code fhir-adapter} a message's header. Must never know what a message says.
 */
package org.radiologygpt.routes.feed;
