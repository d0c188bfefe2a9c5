/**
 * Sends drafts to a Kafka topic.
 *
 * <p>May import {@code writeback} (whose port it serves) and {@code intake} (the durable write). Must never know what a
 * message says.
 */
package org.radiologygpt.routes.feed;
