package org.radiologygpt.deid;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words by which the people of one message are called, looked up by a token as written or with one typing error. */
final class KnownParts {
    /** From this length on a name is recognised with one typing error; in lower case from the next. */
    private static final int TYPO_LENGTH = 5;

    /**
     * Who may be meant by a word.
     *
     * @param who numbers of people
     * @param telling false where the word is one of reports too, and its neighbours must say that a person is meant
     */
    record Named(BitSet who, boolean telling) {
        static final Named NOBODY = new Named(new BitSet(), false);

        boolean isNobody() {
            return this == NOBODY;
        }

        boolean has(int person) {
            return who.get(person);
        }
    }

    private record Part(String folded, Named named) {}

    private final Map<String, Named> parts = new HashMap<>();
    private final List<Part> mistakable = new ArrayList<>();
    private final Set<String> beginnings = new HashSet<>();

    KnownParts(List<KnownPerson> people) {
        for (int person = 0; person < people.size(); person++) {
            for (String part : people.get(person).parts()) {
                parts.computeIfAbsent(part, word -> new Named(new BitSet(), !Vocabulary.isAmbiguous(word)))
                        .who()
                        .set(person);
            }
        }
        parts.forEach((part, named) -> {
            if (part.length() >= TYPO_LENGTH) {
                mistakable.add(new Part(part, named));
                for (int end = 1; end < part.length(); end++) {
                    beginnings.add(part.substring(0, end));
                }
            }
        });
    }

    /** As written. */
    Named exactly(String folded) {
        return parts.getOrDefault(folded, Named.NOBODY);
    }

    /** True where a part begins so and goes on: the next token may be the rest of it. */
    boolean begins(String folded) {
        return beginnings.contains(folded);
    }

    Named of(Token token) {
        if (!token.isWord() || token.folded().length() < 2) {
            return Named.NOBODY;
        }
        Named exact = exactly(token.folded());
        return exact.isNobody() ? mistyped(token) : exact;
    }

    private Named mistyped(Token token) {
        String folded = token.folded();
        int least = token.isCapitalised() ? TYPO_LENGTH - 1 : TYPO_LENGTH + 1;
        if (folded.length() < least) {
            return Named.NOBODY;
        }
        for (Part part : mistakable) {
            if (isNear(folded, part.folded) && OneEdit.apart(folded, part.folded) && !Vocabulary.isAmbiguous(folded)) {
                return part.named;
            }
        }
        return Named.NOBODY;
    }

    /** One edit leaves the first letter or the last, and nearly the length: this saves the comparison. */
    private static boolean isNear(String one, String other) {
        return Math.abs(one.length() - other.length()) < 2
                && (one.charAt(0) == other.charAt(0)
                        || one.charAt(one.length() - 1) == other.charAt(other.length() - 1));
    }
}
