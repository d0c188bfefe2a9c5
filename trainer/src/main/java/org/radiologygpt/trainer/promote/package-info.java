/**
 * The gate: whether a trained adapter may take the place of the one in use, by rules that are written into the decision
 * with all their figures; and the model card that tells what was measured.
 *
 * <p>May import {@code corpus}, {@code canary} and {@code evaluate}. Must never know how a model is trained, nor a server;
 * no text of a report gets into a decision or a card.
 */
package org.radiologygpt.trainer.promote;
