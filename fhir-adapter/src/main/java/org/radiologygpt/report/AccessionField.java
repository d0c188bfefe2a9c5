package org.radiologygpt.report;

/** The field of OBR that carries the accession number of a source. */
public enum AccessionField {
    OBR_2(2),
    OBR_3(3),
    OBR_18(18),
    OBR_19(19),
    OBR_20(20),
    OBR_21(21);

    private final int number;

    AccessionField(int number) {
        this.number = number;
    }

    /** Number of the field in OBR. */
    public int number() {
        return number;
    }
}
