/**
 * Versioned prompt templates: what a task sends to the model, with an id and a hash for Provenance.
 *
 * <p>May import the JDK only. Must never know a hospital's message or an engine.
 */
package org.radiologygpt.model.prompt;
