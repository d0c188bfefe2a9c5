package org.radiologygpt.model.score;

/**
 * A token and how likely the model held it.
 *
 * @param id in the vocabulary
 * @param bytes what it stands for
 * @param logprob natural logarithm of its probability
 */
public record TokenLogprob(int id, TokenBytes bytes, double logprob) {}
