package org.radiologygpt.trainer.rating;

/**
 * One impression for one rater.
 *
 * @param code by which sheets name it: the rater's number and the place in the rater's order, as {@code r1n3}, which no spreadsheet takes for a date
 * @param id the report
 * @param source label of who wrote the impression
 */
record Item(String code, int rater, String id, String source, String findings, String impression) {

    /** True where a sheet still has both texts; what spreadsheets do to blanks, line ends and apostrophes is no change. */
    boolean hasTexts(String findings, String impression) {
        return plain(this.findings).equals(plain(findings))
                && plain(this.impression).equals(plain(impression));
    }

    private static String plain(String text) {
        return text.replaceFirst("^'+", "").replaceAll("\\s+", " ").strip();
    }
}
