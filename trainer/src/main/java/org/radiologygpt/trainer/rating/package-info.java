/**
 * Blinded rating sheets for experts, and what comes back: averages and differences with intervals, and how well the raters
 * agree, on the five scales of the paper.
 *
 * <p>May import {@code corpus} and, for the bootstrap, {@code evaluate}. Must never know how a model is run, nor quote what
 * a rater wrote in a message.
 */
package org.radiologygpt.trainer.rating;
