package org.radiologygpt.routes.training;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.Locale;

/**
 * What a radiologist made of a draft, as numbers: nothing of either text.
 *
 * @param draft key of the draft that was on view last
 * @param distance {@link EditDistance} of the signed impression from it, 0 to 1
 * @param rougeL ROUGE-L F1 of both, 0 to 1
 * @param unchanged signed as it was drafted, but for white space
 * @param week ISO week of the signature (UTC), as {@code 2026-W09}
 */
public record DraftEdit(String draft, double distance, double rougeL, boolean unchanged, String week) {

    /** Compares a signed impression with its draft. */
    public static DraftEdit of(String draft, String drafted, String signed, Instant time) {
        return new DraftEdit(
                draft,
                EditDistance.of(drafted, signed),
                EditDistance.rougeL(drafted, signed),
                plain(drafted).equals(plain(signed)),
                week(time));
    }

    private static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static String week(Instant time) {
        ZonedDateTime day = time.atZone(ZoneOffset.UTC);
        return String.format(
                Locale.ROOT,
                "%04d-W%02d",
                day.get(IsoFields.WEEK_BASED_YEAR),
                day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }
}
