package org.radiologygpt.report;

import java.util.Locale;

/** What is done with a field of an HL7 v2 message on its way out of the hospital; a field without a rule is removed. */
public enum FieldRule {
    /** A value of a closed list or a small number stays as it is; any other is removed. */
    KEEP,
    /** CE, CWE: codes of public systems and short local ones stay, texts are cleaned. */
    CODE,
    /** Free text is cleaned. */
    TEXT,
    /** OBX-5: as OBX-2 says. */
    VALUE,
    /** CX, EI, ID: the identifier is replaced, its type stays. */
    IDENTIFIER,
    /** HD: the name of a system or facility is replaced. */
    AUTHORITY,
    /** An object identifier, as StudyInstanceUID, is replaced. */
    UID,
    DATE,
    BIRTH_DATE,
    /** XPN. */
    NAME,
    /** XCN, NDL. */
    PERSON,
    /** XAD: state, country and the shared part of the postal code stay. */
    ADDRESS;

    /** As policies write it: {@code birth-date}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
