package org.radiologygpt.trainer.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.radiologygpt.trainer.curate.Curated;
import org.radiologygpt.trainer.curate.Gathered.Candidate;

/** A part of a corpus; the training part has the name that the user gave. */
enum Part {
    TRAINING,
    VALIDATION,
    TEST;

    private static final String SUFFIX = ".jsonl";

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<Candidate> of(Curated curated) {
        return switch (this) {
            case TRAINING -> curated.training();
            case VALIDATION -> curated.validation();
            case TEST -> curated.test();
        };
    }

    /** {@code pairs.jsonl} for training, {@code pairs.test.jsonl} for the test. */
    Path file(Path out) {
        return this == TRAINING ? out : sibling(out, code() + SUFFIX);
    }

    /** A file beside the training part, under its name. */
    static Path sibling(Path out, String suffix) {
        String name = out.getFileName().toString();
        String stem = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
        return out.resolveSibling(stem + "." + suffix);
    }
}
