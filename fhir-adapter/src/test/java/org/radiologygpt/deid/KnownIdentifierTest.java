package org.radiologygpt.deid;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the message itself says is removed in every writing. */
class KnownIdentifierTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Okonkwo-Reyes, Mariela was seen.|___ was seen.
            MARIELA OKONKWO-REYES WAS SEEN.|___ WAS SEEN.
            Mariela Jane Okonkwo-Reyes fell.|___ fell.
            Mariela J. Okonkwo fell.|___ fell.
            M. Okonkwo fell.|___ fell.
            M.J. Reyes fell.|___ fell.
            MJ Reyes fell.|___ fell.
            Okonkwo's chest is clear.|___'s chest is clear.
            OkonkwoReyes is here.|___ is here.
            Mariela is here.|___ is here.
            Mariella is here.|___ is here.
            Okonkow is here.|___ is here.
            okonkwo is here.|___ is here.
            Reyes^Mariela^J is here.|___ is here.
            Muller is here.|___ is here.
            MÜLLER is here.|___ is here.
            Mueller is here.|___ is here.
            J. Müller is here.|___ is here.
            O'Brien and O’BRIEN and OBrien agree.|___ and ___ and ___ agree.
            Pilar de la Cruz was called.|___ was called.
            Dela Cruz, Pilar was called.|___ was called.
            Dr. White was called.|Dr. ___ was called.
            Discussed with White at once.|Discussed with ___ at once.
            Gordon White was called.|___ was called.
            White, Gordon was called.|___ was called.
            G. White was called.|___ was called.
            Read by Long, MD.|Read by ___, MD.
            Frank Long read it.|___ read it.
            Dr. Ng read it.|Dr. ___ read it.
            MRN 0012345678 here.|MRN ___ here.
            MRN 12345678 here.|MRN ___ here.
            number 0012-345-678 here|number ___ here
            number 001 234 5678 here|number ___ here
            RAD-24-99871 was done.|___ was done.
            rad2499871 was done.|___ was done.
            Call (555) 123-4567 now.|Call ___ now.
            Call 555.123.4567 now.|Call ___ now.
            DOB 3/4/57.|DOB ___.
            Seen 03/04/1957.|Seen ___.
            Lives at 12 Harcastle St. in Springfield.|Lives at ___ in ___.
            Lives in Harcastle Street.|Lives in ___.
            Write to mariela@example.com now.|Write to ___ now.
            Signed: Okonkwo, Mariela X MD.|Signed: ___ MD.
            DoctorOkonkwo is here.|Doctor___ is here.
            Signed: WHITE|Signed: ___
            Discussed with Okonkwo, White and Long.|Discussed with ___ and ___.
            Under the care of White at once.|Under the care of ___ at once.
            White was notified.|___ was notified.
            Okonkwo-Smith fell.|___ fell.
            Seen Monday, March 4th, 2024.|Seen ___.
            Seen on the 4th of March.|Seen on ___.
            Seen 04-MAR-2024 at 10:32 EST.|Seen ___ at ___.
            Seen 4 Mar 24.|Seen ___.
            Seen 20240304.|Seen ___.
            MRN0012345678 here.|___ here.
            Lives at 12 HARCASTLE STREET, Apt. 8N now.|Lives at ___ now.
            SSN 999-12-3456 or 5551234567.|SSN ___ or ___.
            """)
    void is_removed_in_every_writing(String text, String expected) {
        assertThat(People.masked(text).replaceAll("\\(?___\\)?( ___)*", "___")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            White matter disease is present.
            There is periventricular white matter change.
            WHITE MATTER DISEASE.
            Brown tumor of the mandible.
            Long bone fracture.
            A long segment stricture.
            Long segment of bowel.
            LONG SEGMENT OF BOWEL.
            Frank hemorrhage is absent.
            NG tube in the stomach.
            NG TUBE IN THE STOMACH.
            Compared with White matter elsewhere.
            Long-standing change of the long bones.
            Brown fat uptake is physiologic.
            """)
    void a_name_that_is_a_word_of_reports_stays_where_the_word_is_meant(String text) {
        assertThat(People.masked(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "'Okonkwo-\nReyes is here.'",
        "'Okon-\nkwo is here.'",
        "'Mariela\nOkonkwo is here.'",
        "'Reyes,\n  Mariela is here.'"
    })
    void a_name_split_over_a_line_is_removed(String text) {
        assertThat(People.masked(text)).isEqualTo("___ is here.");
    }
}
