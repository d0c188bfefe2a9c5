/**
 * The durable write that stands between receiving a message and answering its sender.
 *
 * <p>May import {@code ingest} (how Kafka is spoken to) and the Kafka client. Must never know a transport, nor what a
 * message is about.
 */
package org.radiologygpt.routes.intake;
