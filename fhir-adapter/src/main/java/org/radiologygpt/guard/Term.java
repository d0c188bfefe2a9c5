package org.radiologygpt.guard;

import java.util.Set;

/**
 * A concept of the lexicon {@code terms.tsv}.
 *
 * @param id name in verdicts
 * @param kind what it is
 * @param kinds itself and everything it is a kind of
 */
record Term(String id, Kind kind, Set<String> kinds) {
    enum Kind {
        ORGAN,
        FINDING,
        /** A finding that must never be missing from an impression. */
        CRITICAL
    }

    boolean isOrgan() {
        return kind == Kind.ORGAN;
    }

    boolean isCritical() {
        return kind == Kind.CRITICAL;
    }

    /** True where this is the other or one of its kinds. */
    boolean isA(Term other) {
        return kinds.contains(other.id);
    }

    /** True where one is a kind of the other. */
    boolean isKin(Term other) {
        return isA(other) || other.isA(this);
    }

    /** As a person reads it: {@code pleural effusion}. */
    String spoken() {
        return id.replace('_', ' ');
    }
}
