package org.radiologygpt.guard;

/**
 * A term in the words of a sentence.
 *
 * @param start its first word
 * @param end the word behind its last
 */
record Found(Term term, int start, int end) {}
