/**
 * A decoder whose weights, cache and adapters lie in a GPU's memory: which shapes passes have, where what lies, and what is
 * copied when. What needs a driver is behind {@link org.radiologygpt.model.gpu.Device}.
 *
 * <p>May import {@code weights}, {@code graph} and {@code decode}. Must never know a driver, an inference engine, text or HTTP.
 */
package org.radiologygpt.model.gpu;
