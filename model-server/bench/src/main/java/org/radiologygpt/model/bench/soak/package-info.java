/**
 * Drives the model server as a process of its own with a seeded mix of good, bad and broken requests while adapters come
 * and go, and finds wrong answers, hangs and leaks.
 *
 * <p>May import the model server's {@code weights}, to make adapters; everything else goes over HTTP.
 */
package org.radiologygpt.model.bench.soak;
