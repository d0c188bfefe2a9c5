package org.radiologygpt.deid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People and places that no message told, in the phrases of reports: what stands in braces goes, all else stays. */
class UnknownPeopleTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Findings discussed with Dr. {Okafor} at the bedside.
            Findings were discussed with {Priya Raghunathan} by telephone.
            Results were called to {Siobhan O'Malley}, RN, who read them back.
            Results conveyed to Dr. {W. van de Velde} of surgery.
            Electronically signed by: {Kwabena Owusu-Ansah}, MD
            ELECTRONICALLY SIGNED BY: {KWABENA OWUSU}, MD
            Dictated By: {Nguyen, Thi Mai}
            Dictated by: {Zając, Oleg}   Sex: male
            Attending: {Mbeki-Thompson}, D.O.
            Transcribed by: {mtw}
            Interpreted by {Hyun-woo Baek}, M.D.
            The patient's daughter {Marisol} was present.
            Her husband {Eduardo Villanueva} was told of the result.
            Read back by {Tamsin Rowbotham}, RN.
            Per Dr {R du Plessis}, the patient is for surgery.
            Technologist: {Jorge Almodovar}
            cc: {Hilary Jones}, MD
            Mr. {von Bergen} tolerated the procedure well.
            Referring: {MACKENZIE^EILIDH^J}
            discussed with dr. {ramachandran} today.
            read by: {ayşe öztürk}, m.d.
            {JS/mt}
            """)
    void people_are_found_where_they_are_spoken_of(String marked) {
        assertRemoved(marked);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Exam performed at {Magnolia Regional Medical Center}.
            Transferred from {Sacred Heart Hospital} today.
            Seen at the {University of Chicago}.
            Follow up at {St. Ursula's Hospital}.
            Lives in {Tuscaloosa}, Alabama.
            Prior CT at {Lakeside Imaging}.
            Resides in {Cuyahoga County}.
            """)
    void places_are_found_by_their_names(String marked) {
        assertRemoved(marked);
    }

    private static void assertRemoved(String marked) {
        String text = marked.replace("{", "").replace("}", "");
        String clean = Deidentifier.mask().deidentify(text, List.of()).text();
        assertThat(clean).isEqualTo(marked.replaceAll("\\{[^}]*}", "___"));
    }
}
