/**
 * A corpus as files: the parts as JSON lines, each with its proof of de-identification, and a card that says what it is.
 *
 * <p>May import {@code gather}, {@code curate} and {@code corpus}. Must never know a model. Files are put in their places
 * at the end; one that cannot be leaves parts without proofs.
 */
package org.radiologygpt.trainer.dataset;
