package org.radiologygpt.deid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no message told: the forms of the Safe Harbor kinds go, the language of reports stays. */
class SafeHarborTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Seen on 3/4/24.|DATE
            Seen on 03/04/2024.|DATE
            Seen on 2024-03-04.|DATE
            Seen on 4-Mar-2024.|DATE
            Seen on 4 March 2024.|DATE
            Seen on 20240304.|DATE
            Seen on March 4th, 2024.|DATE
            Seen on March 4.|DATE
            Seen on Mar. 4.|DATE
            Seen on the 4th of March.|DATE
            Seen in March 2024.|DATE
            Seen in May 2024.|DATE
            Seen since March.|DATE
            Seen on 31.12.2023.|DATE
            Seen 03/2024.|DATE
            CT dated 3/4 is compared.|DATE
            Comparison: CT from MAY 12, 2021.|DATE
            Comparison: may 12, 2021.|DATE
            At 10:35 on 3/4/24.|TIME DATE
            Called 3/4/2024 at 1435 hours.|DATE TIME
            Called at 2:35 PM.|TIME
            Signed 2024-03-04T10:22:33.|DATE TIME
            Dr. Alvarez called.|NAME
            Dr Ann-Marie Alvarez called.|NAME
            dr. alvarez called.|NAME
            DR. ALVAREZ AT ONCE.|NAME
            Dr. Foley called.|NAME
            Mrs. Abernathy returned.|NAME
            Discussed with Dr. Alvarez by phone.|NAME
            Findings communicated to Priya Raman.|NAME
            Dictated By: Raman, Priya|NAME
            DICTATED BY: RAMAN, PRIYA K|NAME
            Electronically signed by Priya Raman|NAME
            Read by: Priya K. Raman, MD|NAME
            Priya Raman, M.D.|NAME
            P. Raman MD|NAME
            Requested By: Thistlewood^Edmund|NAME
            Radiologist: Thistlewood|NAME
            Per Thistlewood the patient fell.|NAME
            Call 555-867-5309.|PHONE
            Call (555) 867-5309 ext 42.|PHONE
            Call +44 20 7946 0958.|PHONE
            Fax: 867-5309.|PHONE
            Pager 48213.|PHONE
            Ext. 5120.|PHONE
            Mail p.raman@example.org now.|EMAIL
            SSN 123-45-6789.|SSN
            SSN: 123456789.|SSN
            MRN: 48A213.|MRN
            Medical record number 482139.|MRN
            ACC# 24-8812|ACCESSION
            ACC#: A2488123|ACCESSION
            Accession number: XR-2024-1188|ACCESSION
            Account no. 88213.|ID
            Job #448213|ID
            Serial number PM-4482-X.|ID
            See https://pacs.example.org/a?b=1 now.|URL
            See www.example.org now.|URL
            Host 192.168.10.24 answered.|IP
            UID 1.2.840.113619.2.55.3.604688.|UID
            Lives at 12 Oakhurst Avenue.|ADDRESS
            Lives at 4410 N. Elm St, Apt 5B.|ADDRESS
            From Shelbyville, IL 62565.|ADDRESS
            ZIP 62565.|ADDRESS
            P.O. Box 118.|ADDRESS
            92-year-old man.|AGE
            A 101 year old woman.|AGE
            Aged 93.|AGE
            93F with cough.|AGE
            Ninety-two year old man.|AGE
            Number 4482139955 here.|ID
            Study E123456 here.|ID
            """)
    void is_removed_by_its_form(String text, String kinds) {
        List<String> removed = Deidentifier.mask().deidentify(text, List.of()).removed().stream()
                .map(one -> one.kind().name())
                .toList();
        assertThat(String.join(" ", removed)).isEqualTo(kinds);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Foley catheter in the bladder.
            Swan-Ganz catheter tip in the right pulmonary artery.
            Chiari I malformation. Baker cyst. Hill-Sachs deformity. Lisfranc injury. Schatzki ring.
            Port-A-Cath tip at the cavoatrial junction.
            T2 hyperintense lesion. T1 and T2 images.
            Disc bulge at L4-L5 and L5-S1, C5/6 stenosis.
            BI-RADS 3. LI-RADS 4. TI-RADS 5.
            Seen on 8/12 images, series 3 image 42.
            A 5 mm nodule per Fleischner criteria.
            Measures 3.2 x 4.1 cm, previously 3.1 x 4.0 x 2.2 cm.
            This may represent atelectasis. Findings may 3 be.
            MAY REPRESENT EDEMA.
            Mass at the 10:00 position of the left breast.
            Density of 45 HU and 120 HU.
            White matter disease. Brown tumor. Long bone.
            The patient is a 45-year-old man.
            Ejection fraction 95 %. Spans 90 degrees.
            Grade 2/4 chondromalacia. Stage 3/4.
            The march of the disease.
            Unchanged since 2019. Compared with 2019-2020.
            Findings discussed with the referring physician.
            Results called to the emergency department.
            Reviewed by Radiology. Communicated to ED physician.
            Ribs 3-7 are fractured. Levels T10-T12.
            Chest PA and lateral. CT CHEST, ABDOMEN.
            Crohn disease. Monteggia fracture. Kerley B lines.
            PICC tip in the SVC. ET tube 4 cm above the carina.
            120 kVp, 250 mAs, CTDI 12.5 mGy, DLP 450.25 mGy cm.
            Doppler of the left leg. Lung-RADS category 4A.
            Per protocol. With contrast.
            """)
    void the_language_of_reports_stays(String text) {
        assertThat(Deidentifier.mask().deidentify(text, List.of()).text()).isEqualTo(text);
    }
}
