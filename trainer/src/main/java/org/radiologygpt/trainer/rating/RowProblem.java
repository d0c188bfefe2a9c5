package org.radiologygpt.trainer.rating;

import java.util.Locale;

/** Why a row of a sheet does not count. */
enum RowProblem {
    /** A scale is neither 1, 2, 3, 4 nor 5. */
    BAD_VALUE,
    /** A scale is empty. */
    MISSING_VALUE,
    /** An item of the rater is on none of the sheets. */
    MISSING_ITEM,
    /** No sheet of a rater was given. */
    MISSING_SHEET,
    /** The item stood in an earlier row. */
    DOUBLED_ITEM,
    /** The key knows no such item. */
    UNKNOWN_ITEM,
    /** Findings or impression are not those that were given out. */
    CHANGED_TEXT;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
