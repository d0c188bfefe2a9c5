/**
 * Canaries: made-up pairs with a random secret each, planted among the pairs of training, and the measure of how far a
 * trained model has learned the secrets by heart (Carlini et al. 2019, "The Secret Sharer").
 *
 * <p>May import {@code corpus} and {@code evaluate}. Must never know how a model is trained, nor what follows from the
 * measure.
 */
package org.radiologygpt.trainer.canary;
