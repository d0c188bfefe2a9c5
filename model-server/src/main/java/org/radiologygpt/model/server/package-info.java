/**
 * The OpenAI-compatible HTTP API over loaded models: completions, chat, models, tasks, health; and the {@code serve} command.
 *
 * <p>May import {@code generate}, {@code score}, {@code prompt}, Jetty, Jackson and picocli. Must never know hospitals, and must never
 * log a prompt or an answer.
 */
package org.radiologygpt.model.server;
