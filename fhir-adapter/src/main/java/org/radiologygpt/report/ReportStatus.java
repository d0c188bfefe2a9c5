package org.radiologygpt.report;

/** Status of a report, in the codes of FHIR R4 {@code diagnostic-report-status}. */
public enum ReportStatus {
    REGISTERED("registered"),
    PARTIAL("partial"),
    PRELIMINARY("preliminary"),
    FINAL("final"),
    AMENDED("amended"),
    CORRECTED("corrected"),
    APPENDED("appended"),
    CANCELLED("cancelled"),
    ENTERED_IN_ERROR("entered-in-error");

    private final String code;

    ReportStatus(String code) {
        this.code = code;
    }

    /** The FHIR code, as {@code preliminary}. */
    public String code() {
        return code;
    }

    /** True where a radiologist has not yet finished: the only states in which an impression may be drafted. */
    public boolean awaitsImpression() {
        return this == PARTIAL || this == PRELIMINARY;
    }
}
