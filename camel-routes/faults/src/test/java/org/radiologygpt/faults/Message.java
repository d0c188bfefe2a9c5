package org.radiologygpt.faults;

/**
 * One message; sent twice, it is the same message twice.
 *
 * @param report number of its report
 * @param kind what it is
 * @param clock minute of its version: OBR-22 or {@code issued}
 * @param text which findings it has; equal numbers are equal words
 * @param fhir whether it is a FHIR DiagnosticReport, and no ORU^R01
 * @param reason how it is rejected or withheld; empty for others
 */
record Message(int report, Kind kind, int clock, int text, boolean fhir, String reason, byte[] bytes) {

    /** Key of its Kafka record. */
    String key() {
        return "RIS|" + Words.accession(report);
    }
}
