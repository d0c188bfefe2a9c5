package org.radiologygpt.trainer.gather;

import java.util.List;
import java.util.Optional;
import org.radiologygpt.deid.DeidentificationException;
import org.radiologygpt.deid.Deidentified;
import org.radiologygpt.deid.Deidentifier;
import org.radiologygpt.report.KnownIdentifier;

/** Texts of one report without identifiers, {@code ___} in their places, as the routes publish them. */
public final class CleanText {
    private static final Deidentifier MASK = Deidentifier.mask();
    /** A mask can give away the name beside it, so one look is not enough; a text that never comes to rest is not used. */
    private static final int LOOKS = 4;

    private CleanText() {}

    /**
     * Masks until nothing more is found.
     *
     * @return empty where that cannot be shown
     */
    static Optional<List<String>> of(List<String> texts, List<KnownIdentifier> known) {
        List<String> current = texts;
        for (int look = 0; look < LOOKS; look++) {
            Optional<List<String>> masked = masked(current, known);
            if (masked.isEmpty() || masked.get().equals(current)) {
                return masked;
            }
            current = masked.get();
        }
        return Optional.empty();
    }

    /** True where the finders and the last look for leaks find nothing in these texts. */
    public static boolean isClean(List<String> texts, List<KnownIdentifier> known) {
        return masked(texts, known).filter(texts::equals).isPresent();
    }

    private static Optional<List<String>> masked(List<String> texts, List<KnownIdentifier> known) {
        try {
            return Optional.of(MASK.deidentify(texts, known).stream()
                    .map(Deidentified::text)
                    .map(PlainText::of)
                    .toList());
        } catch (DeidentificationException e) {
            return Optional.empty();
        }
    }
}
