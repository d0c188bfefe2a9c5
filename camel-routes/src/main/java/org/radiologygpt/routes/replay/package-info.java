/**
 * Puts messages back onto the topic they came from: from the error topic, or again from an input topic.
 *
 * <p>May import {@code intake}, {@code ingest} (how Kafka is spoken to) and the Kafka client. Must never read what a
 * message says, nor write to a topic that is no input of the engine.
 */
package org.radiologygpt.routes.replay;
