package org.radiologygpt.report;

import java.nio.charset.Charset;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How one sender writes its reports: what no standard decides.
 *
 * @param name name of the profile, for configuration and logs
 * @param sendingApplication MSH-3 that it is for, any case; empty for any
 * @param sendingFacility MSH-4 that it is for, any case; empty for any
 * @param defaultStatus status where neither OBR-25 nor OBX-11 states one
 * @param accessionField field of OBR with the accession number
 * @param sectionCodes codes of OBX-3 or Observation.code, and suffixes as {@code &IMP}, that name a section
 * @param headings the source's own headings, besides the shipped ones; they may stand in any {@link Heading.Form#LINE} way
 * @param headingRows the same with their form, as a site's table of a further language has them
 * @param languages languages of the reports: their tables of headings are used, the first goes before the others
 * @param ignoreLines what is no part of the report, searched in each line
 * @param ignoreContinuations the same, only on the line right after an ignored one
 * @param zone time zone of times without an offset
 * @param charset encoding that the sender really uses, whatever MSH-18 says; empty to believe MSH-18
 */
public record SourceProfile(
        String name,
        String sendingApplication,
        String sendingFacility,
        Optional<ReportStatus> defaultStatus,
        AccessionField accessionField,
        Map<String, SectionKind> sectionCodes,
        Map<String, SectionKind> headings,
        List<Heading> headingRows,
        List<Language> languages,
        List<Pattern> ignoreLines,
        List<Pattern> ignoreContinuations,
        ZoneId zone,
        Optional<Charset> charset) {
    public SourceProfile {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name is blank");
        }
        if (headings.keySet().stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("headings: blank heading");
        }
        if (sectionCodes.keySet().stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("sectionCodes: blank code");
        }
        sectionCodes = Map.copyOf(sectionCodes);
        if (languages.isEmpty()) {
            throw new IllegalArgumentException("languages: none");
        }
        headings = Map.copyOf(headings);
        headingRows = List.copyOf(headingRows);
        languages = List.copyOf(languages);
        ignoreLines = List.copyOf(ignoreLines);
        ignoreContinuations = List.copyOf(ignoreContinuations);
    }

    /** A source of English reports without a heading table of its own. */
    public SourceProfile(
            String name,
            String sendingApplication,
            String sendingFacility,
            Optional<ReportStatus> defaultStatus,
            AccessionField accessionField,
            Map<String, SectionKind> sectionCodes,
            Map<String, SectionKind> headings,
            List<Pattern> ignoreLines,
            List<Pattern> ignoreContinuations,
            ZoneId zone,
            Optional<Charset> charset) {
        this(
                name,
                sendingApplication,
                sendingFacility,
                defaultStatus,
                accessionField,
                sectionCodes,
                headings,
                List.of(),
                List.of(Language.EN),
                ignoreLines,
                ignoreContinuations,
                zone,
                charset);
    }

    /** For any sender: shipped codes, headings and ignore lines, accession in OBR-3, UTC, MSH-18 believed. */
    public static SourceProfile defaults() {
        return new SourceProfile(
                "default",
                "",
                "",
                Optional.empty(),
                AccessionField.OBR_3,
                shippedCodes(),
                Map.of(),
                shippedIgnoreLines(List.of(Language.EN)),
                shippedIgnoreContinuations(List.of(Language.EN)),
                ZoneOffset.UTC,
                Optional.empty());
    }

    /** Shipped ignore lines of some languages, the English ones always among them. */
    public static List<Pattern> shippedIgnoreLines(List<Language> languages) {
        return IgnoreLists.lines(languages);
    }

    /** Shipped continuations of ignored lines, for the same languages. */
    public static List<Pattern> shippedIgnoreContinuations(List<Language> languages) {
        return IgnoreLists.continuations(languages);
    }

    /**
     * Compiles an ignore line as profiles write it: any case, searched anywhere unless anchored.
     *
     * @throws java.util.regex.PatternSyntaxException where it is no regular expression
     * @throws IllegalArgumentException where it takes too many steps on a line of ordinary length
     */
    public static Pattern ignoreLine(String regex) {
        return IgnoreLists.compile(regex);
    }

    /** The section that a code or {@code &}suffix names. */
    public Optional<SectionKind> section(String code) {
        return Optional.ofNullable(sectionCodes.get(code));
    }

    /** Rows of the source's own tables, then its single headings. */
    List<Heading> ownHeadings() {
        return Stream.concat(
                        headingRows.stream(),
                        headings.entrySet().stream()
                                .map(entry -> new Heading(entry.getKey(), entry.getValue(), Heading.Form.LINE)))
                .toList();
    }

    boolean matches(String application, String facility) {
        return agrees(sendingApplication, application) && agrees(sendingFacility, facility);
    }

    /** MSH-3 and MSH-4 in one case. */
    List<String> sender() {
        return List.of(sendingApplication.toLowerCase(Locale.ROOT), sendingFacility.toLowerCase(Locale.ROOT));
    }

    int specificity() {
        return (sendingFacility.isEmpty() ? 0 : 2) + (sendingApplication.isEmpty() ? 0 : 1);
    }

    private static boolean agrees(String wanted, String actual) {
        return wanted.isEmpty() || wanted.equalsIgnoreCase(actual);
    }

    private static Map<String, SectionKind> shippedCodes() {
        Map<String, SectionKind> codes = new LinkedHashMap<>();
        for (String[] row : ResourceTable.rows("section-codes.tsv")) {
            codes.put(row[0], SectionKind.valueOf(row[1].toUpperCase(Locale.ROOT)));
        }
        return codes;
    }
}
