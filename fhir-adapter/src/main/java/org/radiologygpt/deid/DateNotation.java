package org.radiologygpt.deid;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The notations of dates in reports; the groups say which part of the match is year, month and day. */
enum DateNotation {
    /** {@code 2024-03-04}, {@code 2024/3/4}, with a time of ISO 8601. */
    ISO(
            Anchor.at(Place.YEAR),
            "(?<![\\d./-])((?:19|20)\\d{2})([-/.])(0?[1-9]|1[0-2])\\2(0?[1-9]|[12]\\d|3[01])(?![\\d/-]|\\.\\d)",
            1,
            3,
            4),
    /** {@code 03/04/2024}, {@code 3-4-24}, {@code 31/12/2024}. */
    NUMERIC(
            Anchor.at(Place.DASHED),
            "(?<![\\d./])(?<!(?<!/\\d{1,2}|/\\d{4})-)(0?[1-9]|[12]\\d|3[01])([/-])(0?[1-9]|[12]\\d|3[01])\\2((?:19|20)\\d{2}|\\d{2})(?![\\d/]|-(?!\\d{1,2}/)|\\.\\d|\\s?[cm]m\\b)",
            4,
            1,
            3),
    /** {@code 03.04.2024}, {@code 04.03.24}. */
    DOTTED(
            Anchor.at(Place.POINTED),
            "(?<![\\d./-])(0[1-9]|[12]\\d|3[01]|[1-9])\\.(0[1-9]|[12]\\d|3[01]|[1-9])\\.((?:19|20)\\d{2}|(?<=\\d\\d\\.\\d\\d\\.)\\d{2})(?![\\d/-]|\\.\\d|\\s?[cm]m\\b)",
            3,
            1,
            2),
    /** {@code 20240304}, {@code 20240304103015}. */
    HL7(
            Anchor.at(Place.LONG),
            "(?<![\\p{L}\\d./-])((?:19|20)\\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])(?:[01]\\d|2[0-3])?(?:[0-5]\\d){0,2}(?:\\.\\d{1,4})?(?:[+-]\\d{4})?(?![\\d/-])",
            1,
            2,
            3),
    /** {@code 4-Mar-2024}, {@code 4 March 2024}, {@code 4th of March, 2024}. */
    DAY_MONTH_YEAR(
            Anchor.digitsBefore(Months.FARTHEST, Months.ANCHOR.words()),
            "(?<![\\d./])" + Months.NOT_BEHIND_NAME + Months.DAY
                    + "(?:\\s{0,2}[-/.]\\s{0,2}|\\s{0,2}(?:(?i:of)\\s{1,2})?)" + Months.NAME
                    + "(?:\\s{0,2}[-/.,]\\s{0,2}|\\s{0,2})((?:19|20)\\d{2}|\\d{2})(?!\\d|\\s?[cm]m\\b)",
            3,
            2,
            1),
    /** {@code March 4th, 2024}, {@code Mar 4 2024}. */
    MONTH_DAY_YEAR(
            Months.ANCHOR,
            Months.NAME + "[.,]?\\s{0,2}" + Months.DAY
                    + "(?:\\s?,\\s?|[ \\t]{1,3}|[ \\t]{0,2}\\r?\\n[ \\t]{0,4}|,?\\s{1,3}(?i:of)\\s)[ \\t]?('?\\d{2}(?![\\d/])|(?:19|20)\\d{2})\\b(?!\\s?[cm]m\\b)",
            3,
            1,
            2),
    /** {@code March 2024}, {@code Mar-2024}, {@code March of 2024}. */
    MONTH_YEAR(
            Months.ANCHOR,
            Months.NAME + "(?:[-/.,]{0,2}\\s{0,2}|\\s{1,2}(?:(?i:of)\\s{1,2})?)((?:19|20)\\d{2})\\b",
            2,
            1,
            0),
    /** {@code the 4th of may}: figures and {@code of} make a month of it in any case. */
    ORDINAL_MONTH(
            Anchor.digitsBefore(Months.FARTHEST, Months.ANCHOR.words()),
            "(?<![\\d./-])(0?[1-9]|[12]\\d|3[01])(?i:st|nd|rd|th)\\s{1,3}(?i:of)\\s{1,3}" + Months.NAME + "\\b",
            0,
            2,
            1),
    /** {@code may 4th}, {@code on MAY 4}: an ordinal or a word that dates something makes a month of it in any case. */
    MONTH_ORDINAL(
            Months.ANCHOR, Months.NAME + "\\.?\\s{1,2}(0?[1-9]|[12]\\d|3[01])(?i:st|nd|rd|th)(?![\\p{L}\\d])", 0, 1, 2),
    /** {@code on MAY 4}. */
    DATED_MONTH_DAY(
            Months.ANCHOR,
            "(?<=\\b(?i:on|of|dated|from|since|until|till|through|thru|and|performed|seen|visit|by|comparison:|comp:|prior:|date:)\\s{1,2}|\\d\\s{0,2}[-–]\\s{0,2})"
                    + Months.NAME + "\\.?\\s{1,2}" + Months.DAY + "(?![\\d:/]|\\.\\d|\\s?(?:[cm]m|%|x)\\b)",
            0,
            1,
            2),
    /** {@code March 4}, {@code Mar. 4th}; {@code may} and {@code MAY} without a year are the verb. */
    MONTH_DAY(
            Months.ANCHOR,
            Months.PROPER + "\\.?\\s{1,2}" + Months.DAY + "(?![\\d:/]|\\.\\d|\\s?(?:[cm]m|%|x)\\b)",
            0,
            1,
            2),
    /** {@code 4 March}, {@code 4th of March}. */
    DAY_MONTH(
            Anchor.digitsBefore(Months.FARTHEST, Months.ANCHOR.words()),
            "(?<![\\d./-])" + Months.DAY + "(?:\\s{1,2}(?i:of))?[\\s-]{1,2}" + Months.PROPER + "\\b",
            0,
            2,
            1),
    /** {@code 03/2024}. */
    NUMERIC_MONTH_YEAR(Anchor.at(Place.SLASHED), "(?<![\\d./-])(0?[1-9]|1[0-2])/((?:19|20)\\d{2})(?![\\d/-])", 2, 1, 0),
    /** {@code 3/4} behind a word that dates something. */
    NUMERIC_MONTH_DAY(
            Anchor.at(Place.SLASHED),
            "(?=\\d{1,2}/\\d)(?<=\\b(?i:on|from|dated|since|study|exam|date|radiographs?|mammograms?|CTA?|MRI?|MRA|CXR|PET|x-ray|ultrasound|sonogram|prior|previous|performed"
                    + "|comparison|comp|compared to|of|seen|visit|episode|between|until|till|thru|through|admitted|discharged|returned"
                    + "|(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?)[:.,\\s]{1,2})"
                    + "(0?[1-9]|1[0-2])/(0?[1-9]|[12]\\d|3[01])(?![\\d/]|-(?!\\d{1,2}/)|\\.\\d|\\s?(?:[cm]m|images?|series|slices?|views?|of|ribs?|vertebra\\w*|levels?|sections?|cuts?)\\b)",
            0,
            1,
            2),
    /** {@code comparison: CT of the chest, 3/4} in one line: what was compared was done on a day. */
    COMPARED_MONTH_DAY(
            Anchor.at(Place.SLASHED),
            "(?=" + Months.DAY_IN_FIGURES
                    + ")(?<=\\b(?i:comparison|comp|compared|priors?|latest|last)\\b[^\\n.]{0,60}[\\s,;(]|(?i:signed|approved|dictated)\\b[^\\n]{0,40},\\s)"
                    + Months.DAY_IN_FIGURES,
            0,
            3,
            4),
    /** {@code 6/24-6/26}; {@code 1/3 to 1/2} and {@code 2/10 to 3/10} are parts and scores. */
    RANGED_MONTH_DAY(
            Anchor.at(Place.SLASHED),
            "(?<![\\d./-])(0?[1-9]|1[0-2])/(0?[1-9]|[12]\\d|3[01])(?=" + Months.TO
                    + "(?:0?[1-9]|1[0-2])/(?!\\2\\b)(?:0?[1-9]|[12]\\d|3[01])(?![\\d/]|\\.\\d|\\s?(?:[cm]m|of)\\b))"
                    + "(?:(?<=/(?:0?[6-9]|[12]\\d|3[01]))|(?=" + Months.TO + "\\d{1,2}/(?:0?[6-9]|[12]\\d|3[01])))",
            0,
            1,
            2),
    /** {@code 3/4} beside another date, as in {@code 3/2/2024 and 3/4}; the finder looks for that date. */
    LISTED_MONTH_DAY(
            Anchor.at(Place.SLASHED),
            "(?<![\\d./])(?<!(?<!/\\d{1,2}|/\\d{4})-)(0?[1-9]|1[0-2])/(0?[1-9]|[12]\\d|3[01])(?![\\d/]|-(?!\\d{1,2}/)|\\.\\d|\\s?(?:[cm]m|images?|series|slices?|views?|of|ribs?|vertebra\\w*|levels?|sections?|cuts?)\\b)",
            0,
            1,
            2),
    /** {@code in March}: a month alone, behind a word that dates something. */
    MONTH(
            Months.ANCHOR,
            "(?=[JFMASONDjfmasond])(?<=\\b(?i:last|from|this|next|by|during|of|before|after|between|for)[ \\n-]{1,2})"
                    + Months.PROPER + "\\b(?!\\s\\d)",
            0,
            1,
            0),
    /** {@code in may}: behind these even the words that are verbs are months. */
    MONTH_IN(
            Months.ANCHOR,
            "(?=[JFMASONDjfmasond])(?<=\\b(?i:in|since|until|till|early|late|mid)[ \\n-]{1,2})" + Months.NAME
                    + "\\b(?!\\s\\d)",
            0,
            1,
            0),
    /** {@code September}, anywhere: months that are no other word and nobody's name. */
    MONTH_ALONE(Months.ANCHOR, Months.ONLY + "(?!\\s\\d)", 0, 1, 0);

    private final Anchor anchor;
    private final Pattern pattern;
    private final int year;
    private final int month;
    private final int day;

    DateNotation(Anchor anchor, String regex, int year, int month, int day) {
        this.anchor = anchor;
        this.pattern = Pattern.compile(regex);
        this.year = year;
        this.month = month;
        this.day = day;
    }

    Anchor anchor() {
        return anchor;
    }

    Pattern pattern() {
        return pattern;
    }

    DateText read(MatchResult match) {
        DateText.Part years = DateText.Part.of(match, year);
        if (years.written().startsWith("'")) {
            years = new DateText.Part(years.start() + 1, years.written().substring(1));
        }
        return new DateText(
                match.start(), match.end(), years, DateText.Part.of(match, month), DateText.Part.of(match, day));
    }

    /** Names of months. */
    private static final class Months {
        /** Tokens from a day to its month: {@code 4th of March}. */
        static final int FARTHEST = 3;

        static final Anchor.AtWord ANCHOR = Anchor.word(
                "january",
                "february",
                "march",
                "april",
                "may",
                "june",
                "july",
                "august",
                "september",
                "october",
                "november",
                "december",
                "jan",
                "feb",
                "mar",
                "apr",
                "jun",
                "jul",
                "aug",
                "sept",
                "sep",
                "oct",
                "nov",
                "dec");

        /** Month and day, and nothing behind that makes a count or a score of them; two groups. */
        static final String DAY_IN_FIGURES =
                "(0?[1-9]|1[0-2])/(0?[1-9]|[12]\\d|3[01])(?![\\d/]|-(?!\\d{1,2}/)|\\.\\d|\\s?(?:[cm]m|images?|series|slices?|views?|of|ribs?|vertebra\\w*|levels?|sections?|cuts?)\\b)";
        /** Between the ends of a range. */
        static final String TO = "\\s?(?:-|–|to|thru|through)\\s?";

        private static final String LONG =
                "(?i:january|february|march|april|june|july|august|september|october|november|december)";
        private static final String SHORT = "(?i:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)";
        /** Where a year or a day makes it a date in any case. */
        static final String NAME = "(?<![\\p{L}])(" + LONG + "|" + SHORT + "|(?i:may))(?!\\p{L})";
        /** {@code November 20 - November 24} has no day 20 of another November. */
        static final String NOT_BEHIND_NAME = "(?<!(?:" + LONG + "|" + SHORT + "|(?i:may))\\.?[ \\n]{1,2})";
        /** Neither a verb nor a given name. */
        static final String ONLY =
                "(?<![\\p{L}])((?i:january|february|july|september|october|november|december))(?!\\p{L})";
        /** Where only the capital letter does. */
        static final String PROPER =
                "(?<![\\p{L}])(January|February|March|April|May|June|July|August|September|October|November|December"
                        + "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
                        + "|JANUARY|FEBRUARY|MARCH|APRIL|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER|JAN|FEB|APR|JUN|JUL|AUG|SEPT|NOV"
                        + "|january|february|april|june|july|august|september|october|november|december)(?!\\p{L})";

        static final String DAY = "(0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th|ST|ND|RD|TH)?(?![\\d])";

        private Months() {}
    }
}
