/**
 * Measures a model on pairs: ROUGE, exact matches, and, where the data say what is true, whether every main finding is
 * named on its side. Results as JSON and as an HTML page.
 *
 * <p>May import {@code corpus}, {@code synthetic} (facts and their check), {@code model.generate} and
 * {@code model.prompt}. Must never know how a model is trained, nor log a report's text.
 */
package org.radiologygpt.trainer.evaluate;
