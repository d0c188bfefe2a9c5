package org.radiologygpt.deid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What looks like an identifier and is the language of reports. */
class ClinicalWordsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Murphy sign is negative.",
                "Anterior approach after Smith-Robinson fusion.",
                "Braxton Hicks contraction was noted.",
                "After Taxol and Herceptin.",
                "Post Whipple procedure.",
                "Salter-Harris II fracture. Lisfranc injury. Weber B fracture.",
                "Boston Scientific stent in the Circle of Willis.",
                "Kellgren-Lawrence 4 osteoarthritis. Fazekas 2. Deauville 4.",
                "pT3N1M0 adenocarcinoma, Gleason 4+3, PSA 56.9.",
                "G2P1001 at 20 weeks.",
                "Tc-99m sestamibi, 18F-FDG and I-131.",
                "SUVmax 8.3. Bosniak IIF cyst. BI-RADS 4a. LI-RADS 5.",
                "1.5T and 3T magnets. Matrix 256x256, FOV 24 cm.",
                "Degenerative disc disease at T11-T12, L4-L5 and C7-T1.",
                "ICD-10: S72.001A. CPT 71260.",
                "ER 95%, PR 90%, HER2 2+.",
                "TR/TE 4500/102.",
                "Location: right upper lobe, 4 mm.",
                "The breast center will call. Seen in the pain clinic.",
                "MR BRAIN W WO CONTRAST",
                "CT Chest, Abdomen and Pelvis With Contrast.",
                "White matter disease. Brown tumor. Long bone. Gray matter.",
                "Reviewed by Radiology. Communicated to the emergency department.",
                "At 10:00 o'clock, 4 cm from the nipple.",
                "Low lung volumes. Again, no effusion. However, there is edema.",
                "Mass 3.4 x 1234 mm, previously 2 images.",
                "Medtronic pacemaker. St. Jude valve. Edwards Sapien valve."
            })
    void stays_as_it_is(String text) {
        assertThat(Deidentifier.mask().deidentify(text, List.of()).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No acute intracranial abnormality.",
                "Stable appearance of the chest. Mild cardiomegaly.",
                "Post surgical changes of the right hip.",
                "May represent edema.",
                "White matter disease."
            })
    void stays_in_any_case(String text) {
        for (String cased : List.of(text.toUpperCase(Locale.ROOT), text.toLowerCase(Locale.ROOT))) {
            assertThat(Deidentifier.mask().deidentify(cased, List.of()).text()).isEqualTo(cased);
        }
    }
}
