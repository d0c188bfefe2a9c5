package org.radiologygpt.hl7v2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.Section;
import org.radiologygpt.report.TextAccount;
import org.radiologygpt.report.TextLoss;

/** No character of OBX-5 and NTE-3 is lost without a name, whatever a sender does with its message. */
class TextAccountPropertyTest {
    private static final String[] TYPES = {
        "TX", "FT", "ST", "", "CWE", "CE", "CF", "NM", "SN", "DT", "TM", "TS", "XCN", "HD", "QQ", "RP", "ED"
    };
    private static final String[] CODES = {
        "R^Report^L", "71046&FND^Findings", "71046&IMP", "59776-5^Findings^LN", "A1^Aorta^L", "", "113014^Study^DCM"
    };
    private static final String[] STATUSES = {"P", "F", "D", "W", "X", "U", "", "C", "Final", "Nonsense"};
    private static final String[] WORDS = {
        "FINDINGS:",
        "IMPRESSION:",
        "COMPARISON: none",
        "Right lung clear.",
        "5 < 6 mm",
        "\u00e4\u00f6\u00fc",
        "T1^T2",
        "a & b",
        "C:\\x",
        "~",
        "~~",
        "\\.br\\",
        "\\H\\",
        "\\X41\\",
        "\\XC3BC\\",
        "\\X0D0A\\",
        "\\F\\",
        "\\E\\",
        "\\Z9\\",
        "\\",
        "\n",
        "\n\n",
        "\u00a0",
        "\t",
        "\u0085",
        "\u2028",
        "Dictated By: A. Reader, M.D.",
        "{\\rtf1 a}",
        "<html>b</html>",
        "\"\"",
        "^",
        "&",
        "IMPRESSION",
        "1. No change",
        "********Final Report********",
        "1.2.840.1.2.3.4",
        "EVN",
        "OBX",
        "no end of words here"
    };
    private static final String[] DELIMITERS = {"|^~\\&", "#*%!@", "|^~\\", "|^", "$;,?+", "|~^\\&", "|^^\\&", "^|~\\&"
    };

    @Property(tries = 2000)
    void every_character_stands_in_the_report_or_is_lost_by_name(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 12) int lines) {
        ReadOutcome outcome =
                OruMessages.outcome(message(new Random(seed), lines).getBytes(UTF_8));
        assertThat(outcome)
                .as(() -> outcome instanceof ReadOutcome.Rejected rejected ? rejected.detail() : "")
                .isInstanceOf(ReadOutcome.Read.class);
        TextAccount account = ((ReadOutcome.Read) outcome).account();
        assertThat(account.balanced()).isTrue();
        assertThat(account.losses().values()).allMatch(lost -> lost >= 0);
    }

    /** NEL and NUL are blank to the account and no white space to Java: both must see the same empty segment. */
    @Example
    void line_with_a_segments_name_and_control_characters_is_that_segment_to_all() {
        for (String blank : List.of("\u0085 ", "\u0000", "\u2028", "\t")) {
            assertThat(OruMessages.outcome(OruMessages.oru("NTE|1||No change\n\nOBX" + blank, "OBX|1|TX|R||Text||||||P")
                            .getBytes(UTF_8)))
                    .isInstanceOf(ReadOutcome.Read.class);
        }
    }

    /** The account counts; this looks at the characters themselves, where no escape changes them. */
    @Property(tries = 500)
    void the_characters_of_plain_lines_are_the_very_same(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int lines) {
        Random random = new Random(seed);
        StringBuilder sent = new StringBuilder();
        List<String> segments = new ArrayList<>();
        for (int i = 0; i < lines; i++) {
            String text = "line " + random.nextInt(1000) + " " + (char) ('a' + random.nextInt(26)) + "~next; " + i;
            sent.append(text.replace("~", ""));
            String status = pick(random, "P", "F", "D", "C");
            segments.add(
                    random.nextInt(4) == 0
                            ? "NTE|1||" + text
                            : "OBX|" + (lines - i) + "|TX|" + pick(random, CODES) + "|" + random.nextInt(3) + "|" + text
                                    + "||||||" + status);
        }
        ReadOutcome.Read read = (ReadOutcome.Read) OruMessages.outcome(
                OruMessages.oru(segments.toArray(String[]::new)).getBytes(UTF_8));
        String received = read.report().sections().stream().map(Section::text).collect(Collectors.joining());
        assertThat(characters(received)).isEqualTo(characters(sent.toString()));
        assertThat(read.account().losses().keySet()).containsOnly(TextLoss.REPETITION_MARK);
    }

    private static Map<Character, Long> characters(String text) {
        return text.chars()
                .mapToObj(c -> (char) c)
                .filter(c -> !TextAccount.isBlank(c))
                .collect(Collectors.groupingBy(c -> c, Collectors.counting()));
    }

    private static String message(Random random, int lines) {
        String delimiters = pick(random, DELIMITERS);
        List<String> segments = new ArrayList<>();
        if (random.nextInt(3) == 0) {
            segments.add("NTE|1||" + text(random));
        }
        segments.add("ORC|RE|PL1|ACC-1");
        segments.add("OBR|1|PL1|ACC-1|71046|||||||||||||||||||||P");
        for (int i = 0; i < lines; i++) {
            segments.add(segment(random));
        }
        String head = "PID|1||M1||S\r";
        String body = head + segments.stream().map(segment -> segment + "\r").collect(Collectors.joining());
        char field = delimiters.charAt(0);
        return "MSH" + delimiters + "|RIS|NORTH||EHR|20260301||ORU|M1|P|2.5\r".replace('|', field)
                + inWords(body, field);
    }

    /** Only the field mark is another: what stands in the text under other marks is text then. */
    private static String inWords(String body, char field) {
        return field == '|' ? body : body.replace(field, '_').replace('|', field);
    }

    private static String segment(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> "NTE|1||" + text(random);
            case 1 -> "OBR|2|PL2|ACC-" + random.nextInt(3) + "|71100|||||||||||||||||||||P";
            case 2 -> "ZZZ|1|" + text(random).replace("\n", " ");
            default ->
                "OBX|" + random.nextInt(9) + "|" + pick(random, TYPES) + "|" + pick(random, CODES) + "|"
                        + pick(random, "", "", "1", "2") + "|" + value(random) + "|mm|||||" + pick(random, STATUSES);
        };
    }

    private static String value(Random random) {
        return switch (random.nextInt(6)) {
            case 0 ->
                "A^TEXT^" + pick(random, "PLAIN", "RTF", "HTML", "PDF") + "^Base64^"
                        + Base64.getEncoder()
                                .encodeToString(pick(random, "plain", "{\\rtf1 a}", "<html>b</html>", "%PDF-1")
                                        .getBytes(UTF_8));
            case 1 -> "A^TEXT^PLAIN^A^" + text(random);
            case 2 -> "C1^" + text(random) + "^L";
            default -> text(random);
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(pick(random, WORDS)).append(random.nextBoolean() ? " " : "");
        }
        return text.toString();
    }

    private static String pick(Random random, String... values) {
        return values[random.nextInt(values.length)];
    }
}
