package org.radiologygpt.deidscore;

/**
 * A clinical word that looks like an identifier and must stay.
 *
 * @param at where
 * @param term the word, for tables
 */
public record ClinicalTerm(Stretch at, String term) {}
