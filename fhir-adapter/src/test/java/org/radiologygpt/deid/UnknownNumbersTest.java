package org.radiologygpt.deid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers, addresses and ages that no message told: what stands in braces goes, all else stays. */
class UnknownNumbersTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Call (618)184-3502 now.|(618)184-3502
            Call 439.849.5820 now.|439.849.5820
            Reached at +1 618 184 3502.|+1 618 184 3502
            London office 020 7946 0958.|020 7946 0958
            Paris office +33 1 45 67 89 10.|+33 1 45 67 89 10
            Pager: 48213.|48213
            Cell 618-184-3502 x204.|618-184-3502 x204
            Ascom 5512.|5512
            Fax: 867-5309.|867-5309
            The SSN is 123-45-6789.|123-45-6789
            SSN ending in 6789.|6789
            Medical Record No. 943-118-22.|943-118-22
            Health Plan ID: HU9586054.|HU9586054
            Policy number W9838418024.|W9838418024
            License no. ME458812.|ME458812
            Plate number 7DVJ359.|7DVJ359
            VIN 1HGCM82633A004352.|1HGCM82633A004352
            The device serial number is MD-04547-14.|MD-04547-14
            Lot 448213A implanted.|448213A
            UDI (01)00643169007222(17)250101(21)A12B.|(01)00643169007222(17)250101(21)A12B
            Subject NSABP-333-LP enrolled.|NSABP-333-LP
            NPI 1283043829.|1283043829
            DEA FZ9875598.|FZ9875598
            MAC 00:1B:44:11:3A:B7 of the scanner.|00:1B:44:11:3A:B7
            Host fe80::1ff:fe23:4567:890a answered.|fe80::1ff:fe23:4567:890a
            Station 10.49.156.200 sent it.|10.49.156.200
            SOP instance 1.3.12.2.1107.5.2.50.04591 kept.|1.3.12.2.1107.5.2.50.04591
            Images at portal.lakeside-imaging.org/r/12 now.|portal.lakeside-imaging.org/r/12
            Now in Room 412B.|Room 412B
            Now in Ward 7B.|Ward 7B
            Now in MICU-7.|MICU-7
            Now on 4 West.|4 West
            Now in ED bed 12.|ED bed 12
            Lives at 580 Camino Real, Oregon 97301.|97301
            Lives at 5 Sycamore Ln, Apt 2.|5 Sycamore Ln, Apt 2
            LIVES AT 1993 LAKE SHORE PKWY, UNIT 3.|1993 LAKE SHORE PKWY, UNIT 3
            Case 5529-TD-95891 sent.|5529-TD-95891
            Dictation job 448213 done.|448213
            """)
    void numbers_and_places_are_removed_whole(String text, String identifier) {
        String clean = Deidentifier.mask().deidentify(text, List.of()).text();
        assertThat(clean).doesNotContain(identifier);
        for (String part : identifier.split("[^A-Za-z0-9]+")) {
            assertThat(part.isEmpty() || !clean.matches("(?s).*\\b" + part + "\\b.*"))
                    .as(clean)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            A 94-year-old man.
            A 94 y/o woman.
            A 97yo woman.
            A 101-year-old man.
            A 93 yr old man.
            A 95 male with cough.
            Aged 93.
            Age: 96.
            Ninety-four-year-old woman.
            A woman in her nineties.
            A woman in her late nineties.
            A nonagenarian.
            She turned 95.
            """)
    void an_age_over_89_is_told_no_closer(String text) {
        assertThat(Deidentifier.mask().deidentify(text, List.of()).removed())
                .extracting(Removed::kind)
                .containsExactly(PhiKind.AGE);
    }
}
