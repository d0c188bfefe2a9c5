/**
 * A corpus as files: the parts as JSON lines, each with its proof of de-identification, and a card that says what it is.
 *
 * <p>May import {@code gather}, {@code curate} and {@code corpus}. Must never know a model. All files are put in their places
 * at the end, or none.
 */
package org.radiologygpt.trainer.dataset;
