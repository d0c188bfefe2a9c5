/**
 * A real Kafka broker inside the JVM, the bundled synthetic messages and the command that shows the whole way of a
 * report on one machine. For trying out and for tests, never for a hospital's feed.
 *
 * <p>Top floor beside {@code app}: may import every room. Nothing may import it.
 */
package org.radiologygpt.routes.quickstart;
