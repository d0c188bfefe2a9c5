package org.radiologygpt.deid;

/** What kind of identifier was removed, after the Safe Harbor list. The name is what placeholders and commands print. */
public enum PhiKind {
    /** Patients, relatives, providers, staff. */
    NAME,
    /** All parts of a date but a year standing alone. */
    DATE,
    /** Time of day beside a date. */
    TIME,
    /** An age over 89. */
    AGE,
    /** Phone, fax, pager and extension. */
    PHONE,
    EMAIL,
    SSN,
    MRN,
    ACCESSION,
    /** Streets, cities, ZIP codes, organisations. */
    ADDRESS,
    URL,
    IP,
    /** DICOM and other object identifiers. */
    UID,
    /** Any other unique number. */
    ID
}
