package org.radiologygpt.report;

/**
 * Which report a message is about: the key of the Kafka record and of the draft's life.
 *
 * @param source sending system: MSH-3/MSH-4, or the FHIR identifier's system
 * @param accession accession (filler order) number
 */
public record ReportKey(String source, String accession) {
    public ReportKey {
        if (source.isBlank()) {
            throw new IllegalArgumentException("source is blank");
        }
        if (accession.isBlank()) {
            throw new IllegalArgumentException("accession is blank");
        }
    }

    /**
     * The key that reads so.
     *
     * @param text {@code source|accession}
     */
    public static ReportKey parse(String text) {
        int bar = text.lastIndexOf('|');
        if (bar < 0) {
            throw new IllegalArgumentException("no bar between source and accession");
        }
        return new ReportKey(text.substring(0, bar), text.substring(bar + 1));
    }

    /** {@code source|accession}. */
    @Override
    public String toString() {
        return source + "|" + accession;
    }
}
