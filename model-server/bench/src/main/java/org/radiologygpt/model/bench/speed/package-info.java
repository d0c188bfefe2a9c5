/**
 * Measures engines, each in a JVM of its own so that its memory is its own, in alternating rounds within one run.
 *
 * <p>May import {@code gguf} and the model server. The parent speaks to its children by lines: see {@link
 * org.radiologygpt.model.bench.speed.EngineMain}.
 */
package org.radiologygpt.model.bench.speed;
