/**
 * Measures a model on pairs: ROUGE, exact matches, and, where the data say what is true, whether every main finding is
 * named on its side; and what the guards of the routes would make of the drafts. Chest findings are read by phrases, and trivial baselines stand
 * beside the model with 95 % intervals. Results as JSON and as an HTML page.
 *
 * <p>Compares the precisions of one model, too, by perplexity, agreement and speed.
 *
 * <p>May import {@code corpus}, {@code synthetic} (facts and their check), {@code guard}, the model server's rooms up to
 * {@code model.generate}, and {@code model.prompt}. Must never know how a model is trained, nor log a report's text.
 */
package org.radiologygpt.trainer.evaluate;
