package org.radiologygpt.trainer.corpus;

import java.nio.file.Path;

/** A line of a pair file that is not a pair. The message names file, line and field, never the content. */
public final class PairFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PairFormatException(Path file, long line, String problem) {
        super(file.getFileName() + " line " + line + ": " + problem);
    }
}
