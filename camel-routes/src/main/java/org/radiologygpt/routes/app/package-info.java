/**
 * Configuration, wiring and the {@code run} command: the only place that knows all rooms.
 *
 * <p>May import every room but {@code quickstart}. Nothing but {@code quickstart} may import it.
 */
package org.radiologygpt.routes.app;
