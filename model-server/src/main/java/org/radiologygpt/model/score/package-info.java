/**
 * What the model's own probabilities say about an answer: of each token, and of each sentence.
 *
 * <p>All of it is read from the logits as the engine gives them, over the whole vocabulary: before bias, penalties,
 * temperature and cuts. May import the JDK only. Must never know an engine, HTTP or a hospital.
 */
package org.radiologygpt.model.score;
