package org.radiologygpt.deid;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds who read, dictated, scanned and typed where only initials say so: {@code JS/mt}, {@code Transcribed by: mb},
 * {@code T: 3/4/2024 ab}, {@code RB 3/4/2024}. Letters that are also an abbreviation of reports need more around them than
 * others.
 */
final class StaffInitials implements Finder {
    /** Behind these, with a colon or a blank, whatever short word stands alone is somebody. */
    private static final Set<String> TYPISTS = Set.of(
            "typist",
            "transcriptionist",
            "transcriber",
            "typed",
            "transcribed",
            "keyed",
            "user",
            "operator",
            "initials",
            "init");
    /** The same, with a colon only. */
    private static final Set<String> KEYING = Set.of("mt", "medq", "td", "tt", "trans", "secretary", "trn", "trs");
    /** Behind these and a colon, letters that are no word, or capitals. */
    private static final Set<String> SIGNERS = Set.of(
            "dict",
            "att",
            "es",
            "esig",
            "qa",
            "signed",
            "reader",
            "rad",
            "reporter",
            "author",
            "dictator",
            "final",
            "prelim",
            "staff",
            "fellow",
            "resident",
            "attending");
    /** Behind these and a colon, letters that are no word. */
    private static final Set<String> ROLES = Set.of(
            "tech",
            "technologist",
            "radiographer",
            "sonographer",
            "radiologist",
            "rt",
            "by",
            "read",
            "verified",
            "approved",
            "reviewed",
            "checked",
            "scanned",
            "performed",
            "nurse",
            "rn",
            "provider",
            "physician");
    /** What is done to a report only: {@code Signed MS on 3/4/2024}. */
    private static final Set<String> DONE = Set.of(
            "typed",
            "transcribed",
            "keyed",
            "edited",
            "dictated",
            "printed",
            "filed",
            "released",
            "signed",
            "finalized",
            "approved",
            "overread",
            "cosigned",
            "countersigned",
            "screened",
            "shielded",
            "positioned",
            "injected",
            "communicated",
            "called",
            "es",
            "esig");
    /** Radiographs, beside {@link #NOBODY}: a list of examinations has such a word before a date. */
    private static final Set<String> MODALITIES =
            Set.of("cta", "mra", "cr", "dr", "dx", "mg", "pt", "rf", "xa", "io", "kub", "cxr", "bx", "sx", "fx");
    /** Nobody, wherever they stand. */
    private static final Set<String> NOBODY = Set.of(
            "ok", "na", "no", "yes", "not", "see", "ct", "mr", "mri", "us", "xr", "nm", "pet", "ed", "none", "the",
            "all", "date", "time", "at", "on", "by", "id", "and", "or", "same", "nil", "done", "stat", "note");

    private static final Set<String> HALF_DAYS = Set.of(
            "am", "pm", "hours", "hrs", "hr", "h", "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "et", "ct");
    private static final Pattern LOG = Pattern.compile(
            "(?i)(?:^|\\s)(?:[DT]{1,2}:|transcribed|dictated|typed|edited|printed|entered|keyed|filed)");
    private static final Pattern CLOCK = Pattern.compile("\\d{1,2}:\\d{2}|\\d{4}\\s(?:h|hrs|hours)\\b");
    private static final Pattern STAMP =
            Pattern.compile("[\\d./-]{6,10}(?:[,@\\s]|at){1,6}\\d{1,2}:?\\d{2}|20\\d{10,12}", Pattern.CASE_INSENSITIVE);
    private static final int WIDEST = 80;
    private static final int LONGEST = 4;
    private static final int USUAL = 3;

    @Override
    public List<Span> find(Text text) {
        Scan scan = new Scan(text, text.tokens(), new ArrayList<>());
        for (int index = 0; index < text.tokens().size(); index++) {
            if (scan.isShort(index)) {
                scan.look(index);
            }
        }
        return scan.spans;
    }

    private record Scan(Text text, List<Token> tokens, List<Span> spans) {
        void look(int index) {
            if (isSlash(index) && index + 1 < tokens.size() && isShort(index + 1)) {
                if (opensSentence(index) || isBehindNumber(index)) {
                    chain(index);
                }
                if (isDiscussion(index)) {
                    discussion(index);
                }
            }
            if (index > 0 && (isLabelled(index) || isLast(index))
                    || isTimed(index)
                    || isAlone(index)
                    || isStamped(index)) {
                add(index, index);
            }
        }

        /** {@code Transcribed by: mb}, {@code Approved MS on 3/4/2024}. */
        private boolean isLabelled(int index) {
            String label = tokens.get(index - 1).folded();
            String gap = text.before(index);
            boolean colon = gap.length() < LONGEST && gap.strip().equals(":");
            boolean blank = gap.equals(" ");
            boolean stroke = gap.strip().equals("/") && gap.length() < LONGEST;
            if (!colon && !blank && !stroke || NOBODY.contains(tokens.get(index).folded())) {
                return false;
            }
            boolean by = label.equals("by") && index > 1;
            String deed = by ? tokens.get(index - 2).folded() : label;
            if (TYPISTS.contains(deed) && (endsColumn(index) || isStation(index)) || by && isStation(index)) {
                return true;
            }
            if (colon && KEYING.contains(label)) {
                return isDone(index);
            }
            if (colon && SIGNERS.contains(label)) {
                return isUsual(index) && isDone(index) && (isCapitals(index) || isInitials(index));
            }
            if (stroke) {
                return label.equals("s")
                        && text.before(index - 1).endsWith("/")
                        && isUsual(index)
                        && isCapitals(index)
                        && endsColumn(index);
            }
            if (DONE.contains(deed) && isCapitals(index) && isUsual(index) && isDone(index)) {
                return by || isLoud(index);
            }
            boolean role = by || colon && ROLES.contains(label) || label.equals("user");
            return role && isInitials(index) && isDone(index);
        }

        /** {@code Jane Roe / Li Wei / abc} at the end of a line. */
        private boolean isLast(int index) {
            return text.before(index).equals(" / ")
                    && endsLine(index)
                    && isUsual(index)
                    && !tokens.get(index).isCapitalised()
                    && tokens.get(index - 1).isCapitalised()
                    && (isInitials(index)
                            || index > 2
                                    && text.value()
                                                    .lastIndexOf(
                                                            " / ",
                                                            tokens.get(index - 1)
                                                                    .start())
                                            > tokens.get(index).start() - WIDEST);
        }

        /** {@code T: 3/4/2024 10:32 AM ab} at the end of a line. */
        private boolean isTimed(int index) {
            if (index < 2 || !text.before(index).equals(" ") || !endsLine(index) || !isUsual(index)) {
                return false;
            }
            if (!isInitials(index)
                    && !(isOfLog(index) && !NOBODY.contains(tokens.get(index).folded()))) {
                return false;
            }
            Token before = tokens.get(index - 1);
            String gap = text.before(index - 1);
            boolean part = !tokens.get(index - 2).isWord() && !gap.isEmpty() && "/:-.".contains(gap);
            return !before.isWord() && (part || before.raw().length() >= 2 * LONGEST)
                    || HALF_DAYS.contains(before.folded())
                    || before.folded().equals("m") && text.before(index - 1).equals(".");
        }

        /** A line of what was done to the report, when, and by whom. */
        private boolean isOfLog(int index) {
            int from = text.value().lastIndexOf('\n', tokens.get(index).start()) + 1;
            String line = text.value()
                    .substring(
                            Math.max(from, tokens.get(index).start() - WIDEST),
                            tokens.get(index).start());
            return LOG.matcher(line).find();
        }

        /** {@code /ec}, {@code -AB}, {@code (jm)} as a whole line; without a sign only as a paragraph. */
        private boolean isAlone(int index) {
            String before = text.before(index);
            if (!endsLine(index) && !isClocked(index) || !isUsual(index) || before.indexOf('\n') < 0 && index > 0) {
                return false;
            }
            String sign = before.substring(before.lastIndexOf('\n') + 1).strip();
            boolean paragraph = before.indexOf('\n') != before.lastIndexOf('\n');
            return switch (sign) {
                case "/" -> !NOBODY.contains(tokens.get(index).folded());
                case "-", "--" -> isInitials(index) || isClocked(index);
                case "~", "(", "*" -> isInitials(index);
                default -> sign.isEmpty() && paragraph && isInitials(index);
            };
        }

        /** {@code - AB, 10:32 AM}. */
        private boolean isClocked(int index) {
            return text.behind(index).equals(", ")
                    && index + 1 < tokens.size()
                    && !tokens.get(index + 1).isWord()
                    && CLOCK.matcher(text.value())
                            .region(tokens.get(index + 1).start(), text.value().length())
                            .lookingAt();
        }

        /** {@code RB 3/4/2024 10:32} at the beginning of a line. */
        private boolean isStamped(int index) {
            boolean opens = index == 0 || text.before(index).indexOf('\n') >= 0;
            return opens
                    && isUsual(index)
                    && isCapitals(index)
                    && text.behind(index).equals(" ")
                    && SignedNames.isDateAt(text.value(), tokens.get(index).end() + 1)
                    && !NOBODY.contains(tokens.get(index).folded())
                    && !MODALITIES.contains(tokens.get(index).folded())
                    && (isInitials(index)
                            || STAMP.matcher(text.value())
                                    .region(
                                            tokens.get(index).end() + 1,
                                            text.value().length())
                                    .lookingAt());
        }

        /** {@code JL d/w PA 06:24}. */
        private boolean isDiscussion(int index) {
            return tokens.get(index).folded().equals("d")
                    && tokens.get(index + 1).folded().equals("w")
                    && index > 0;
        }

        private void discussion(int index) {
            int other = index + 2;
            boolean first = isCapitals(index - 1) && isInitials(index - 1);
            boolean second = other < tokens.size() && isCapitals(other) && isInitials(other);
            boolean loud = isCapitals(index - 1) && isUsual(index - 1) && opensSentence(index - 1);
            if (first
                    || second && loud && !NOBODY.contains(tokens.get(index - 1).folded())) {
                add(index - 1, index - 1);
            }
            boolean timed = first && other < tokens.size() && isCapitals(other) && isUsual(other) && isDated(other);
            if (second && (first || isDone(other))
                    || timed && !NOBODY.contains(tokens.get(other).folded())) {
                add(other, other);
            }
        }

        /** {@code LCM / SG / tyc}: who read, who dictated, who typed. */
        private void chain(int first) {
            int last = first;
            while (last + 1 < tokens.size() && isSlash(last) && isShort(last + 1)) {
                last++;
            }
            boolean small = isCapitals(first) && !tokens.get(last).isCapitalised();
            boolean stands = endsLine(last) || isDated(last);
            boolean clear = isInitials(first) || isInitials(last);
            boolean both = isInitials(first) && isInitials(last);
            boolean opens = opensSentence(first) || isBehindNumber(first);
            boolean pair = last == first + 1 && (small ? stands && opens || both : opens && stands && clear);
            boolean three = last == first + 2 && (small || endsLine(last) && clear);
            if (pair || three) {
                add(first, last);
            }
        }

        private void add(int first, int last) {
            spans.add(new Span(
                    tokens.get(first).start(),
                    tokens.get(last).end(),
                    PhiKind.NAME,
                    "found" + tokens.get(last).folded()));
        }

        private boolean isSlash(int index) {
            String glue = text.behind(index);
            return glue.equals("/") || glue.equals(":") || glue.equals(" / ");
        }

        private boolean opensSentence(int index) {
            String before = text.before(index);
            return index == 0
                    || before.indexOf('\n') >= 0
                    || before.endsWith(". ")
                    || before.endsWith("  ")
                    || before.endsWith("(");
        }

        /** {@code Job: 31809 TB/hr}. */
        private boolean isBehindNumber(int index) {
            return index > 0
                    && !tokens.get(index - 1).isWord()
                    && text.before(index).equals(" ")
                    && isCapitals(index);
        }

        private boolean endsLine(int index) {
            String behind = text.behind(index);
            if (index + 1 >= tokens.size()) {
                return true;
            }
            int line = behind.indexOf('\n');
            return line >= 0 && isClosing(behind.substring(0, line)) || behind.startsWith("  ");
        }

        private static boolean isClosing(String signs) {
            String bare = signs.strip();
            return bare.isEmpty() || bare.equals(")") || bare.equals(".") || bare.equals("-") || bare.equals(").");
        }

        private boolean endsColumn(int index) {
            if (endsLine(index)) {
                return true;
            }
            String behind = text.behind(index);
            return !behind.isEmpty()
                    && ".,;:/|)("
                                    .indexOf(
                                            behind.strip().isEmpty()
                                                    ? ' '
                                                    : behind.strip().charAt(0))
                            >= 0;
        }

        /** True where nothing follows, or when it was, or the next label. */
        private boolean isDone(int index) {
            return endsColumn(index) || isDated(index);
        }

        /** {@code on 3/4}, {@code at 10:32}, {@code D: 3/4/2024}. */
        private boolean isDated(int index) {
            if (index + 1 >= tokens.size() || !text.behind(index).equals(" ")) {
                return false;
            }
            Token next = tokens.get(index + 1);
            boolean dating = next.folded().equals("at") || next.folded().equals("on");
            return !next.isWord()
                    || dating
                            && index + 2 < tokens.size()
                            && !tokens.get(index + 2).isWord()
                    || text.behind(index + 1).startsWith(":");
        }

        /** {@code mb from 10.1.2.3}. */
        private boolean isStation(int index) {
            return index + 2 < tokens.size()
                    && tokens.get(index + 1).folded().equals("from")
                    && !tokens.get(index + 2).isWord();
        }

        boolean isShort(int index) {
            Token token = tokens.get(index);
            int length = token.folded().length();
            return token.isWord()
                    && length <= LONGEST
                    && (length > 1 || token.folded().equals("d"));
        }

        private boolean isUsual(int index) {
            int length = tokens.get(index).folded().length();
            return length > 1 && length <= USUAL;
        }

        /** Capitals in a line that is not written in them. */
        private boolean isLoud(int index) {
            return index > 0 && isCapitals(index) && !isCapitals(index - 1);
        }

        private boolean isCapitals(int index) {
            String raw = tokens.get(index).raw();
            return raw.equals(raw.toUpperCase(Locale.ROOT));
        }

        /** Two or three letters that are no word. */
        private boolean isInitials(int index) {
            String folded = tokens.get(index).folded();
            return isUsual(index)
                    && !NOBODY.contains(folded)
                    && !NameContext.TITLES.contains(folded)
                    && !SignedNames.isOfPhrase(folded)
                    && (Lexicon.flags(folded) & Lexicon.WORD) == 0
                    && !Vocabulary.isReportWord(folded);
        }
    }
}
