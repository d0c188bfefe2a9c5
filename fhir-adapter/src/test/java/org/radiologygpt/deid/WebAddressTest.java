package org.radiologygpt.deid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in braces goes, all else stays. */
class WebAddressTest {
    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            Images: {https://portal.example.org/results/123}.
            Images ({https://portal.example.org/results/123}), and more.
            Images at <{https://portal.example.org/results/123}>.
            [images]({https://portal.example.org/results/123})
            See {HTTPS://PORTAL.EXAMPLE.ORG/RESULTS/123}!
            See {http://viewer.example.com:8080/study?id=1&x=2#s3}; thanks.
            See {ftp://files.example.com/a.zip}, {hxxp://share.example.com/d/1}.
            See {hxxps[:]//share[.]example[.]com/d/1}.
            Images at {www.lakeside-imaging.com/patients}.
            See {pacs01.local/viewer?acc=1}.
            See {pacs.hospital.local:8443}.
            See {PORTAL.EXAMPLE.ORG/P/7}.
            See {my.results.health/ab}?
            See {portal.example.ca/fr/7}.
            See {results.example.co.uk}.
            See {10.20.30.40:8042/app?x=1}.
            Link: {pacs01/viewer?acc=1}
            Open {pacs://archive01/study/7}.
            The website is {w3 dot example dot org slash results}.
            """)
    void of_every_form_goes_to_its_end(String marked) {
        String text = marked.replace("{", "").replace("}", "");
        String clean = Deidentifier.mask().deidentify(text, List.of()).text();
        assertThat(clean).isEqualTo(marked.replaceAll("\\{[^}]*}", "___"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Normal.No effusion. Clear.The heart is normal.",
                "CHEST.US ABDOMEN.",
                "Portal: patent/normal.",
                "Ratio 1.2/3.4 and 0.5/1.",
                "Dose 3.5 mg.kg per dose.",
                "e.g. and i.e. and vs. normal"
            })
    void is_not_seen_in_sentences(String text) {
        assertThat(Deidentifier.mask().deidentify(text, List.of()).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"See https://portal.example.org/results/\n123?x=1 now."})
    void may_break_over_a_line_behind_its_own_sign(String text) {
        assertThat(Deidentifier.mask().deidentify(text, List.of()).text()).isEqualTo("See ___ now.");
    }
}
