package org.radiologygpt.trainer.synthetic;

import java.util.List;

/**
 * A report that no patient ever had.
 *
 * @param index its number in the stream, from 0
 * @param exam the key of the examination, as {@code chest-xr}
 * @param modality DICOM-like modality: CT, MR, XR or US
 * @param region body region
 * @param procedureText as it stands in OBR-4
 * @param technique the technique section
 * @param comparison the comparison section; {@code None.} without a prior examination
 * @param findings the findings section
 * @param impression the impression section, a function of the findings
 * @param facts what is the case, in the order of the findings
 */
public record SyntheticReport(
        long index,
        String exam,
        String modality,
        String region,
        String procedureText,
        String technique,
        String comparison,
        String findings,
        String impression,
        List<Fact> facts) {
    public SyntheticReport {
        facts = List.copyOf(facts);
    }
}
