/**
 * The OpenAI-compatible HTTP API over loaded models: completions, chat, models, tasks, health, metrics; and the
 * {@code serve} command.
 *
 * <p>May import {@code generate}, {@code score}, {@code prompt}, {@code tls}, Jetty, Jackson, Micrometer and picocli. Must
 * never know hospitals, and must never log a prompt or an answer.
 */
package org.radiologygpt.model.server;
