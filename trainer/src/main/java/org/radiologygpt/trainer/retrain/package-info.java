/**
 * Corpus, canaries, training, evaluation and gate, one after the other and unattended; a run that was interrupted goes on
 * where it stopped.
 *
 * <p>May import the JSON library. Must never know what a step does: it is given its command's arguments and tells an exit
 * code.
 */
package org.radiologygpt.trainer.retrain;
