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

    /** {@code source|accession}. */
    @Override
    public String toString() {
        return source + "|" + accession;
    }
}
