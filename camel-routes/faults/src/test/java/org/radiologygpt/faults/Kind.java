package org.radiologygpt.faults;

/** What a message is, in the terms of the oracle; the statuses are OBR-25 (HL7 table 0123) and DiagnosticReport.status. */
enum Kind {
    /** Findings without impression: a draft is wanted. */
    PRELIMINARY("P", "preliminary"),
    /** Stored, not verified: a draft is wanted. */
    PARTIAL("A", "partial"),
    /** Corrected, not final: a draft is wanted anew. */
    EDITED("M", "preliminary"),
    /** Findings about which the model writes something that may not be shown. */
    UNSAFE("P", "preliminary"),
    /** Preliminary, and the radiologist wrote an impression. */
    READ("P", "preliminary"),
    FINAL("F", "final"),
    CORRECTED("C", "corrected"),
    CANCELLED("X", "cancelled"),
    REGISTERED("O", "registered"),
    /** Cannot be read. */
    POISON("", "");

    final String v2;
    final String fhir;

    Kind(String v2, String fhir) {
        this.v2 = v2;
        this.fhir = fhir;
    }

    boolean wantsDraft() {
        return this == PRELIMINARY || this == PARTIAL || this == EDITED;
    }

    boolean signs() {
        return this == FINAL || this == CORRECTED;
    }

    boolean closes() {
        return signs() || this == CANCELLED;
    }

    boolean hasImpression() {
        return this == READ || signs();
    }
}
