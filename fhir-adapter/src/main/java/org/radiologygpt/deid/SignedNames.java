package org.radiologygpt.deid;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Finds people whom the message does not know by what stands beside their names: a title, credentials, {@code Dictated By:},
 * {@code discussed with}. A surname found so is then found alone too.
 */
final class SignedNames implements Finder {
    /** Behind these a name follows almost surely. */
    private static final Pattern SIGNATURE = Pattern.compile(
            "\\b(?:(?:dictated|signed|interpreted|read|reviewed|approved|verified|transcribed|reported|authenticated|requested|ordered|referred|performed|prepared|finalized|entered|supervised|attested|seen|typed)\\s(?:and\\s\\w{4,14}\\s)?by"
                    + "|(?:referring|attending|ordering|requesting|consulting|primary|interpreting|supervising|reading)\\s(?:physician|provider|doctor|md|radiologist|clinician|resident)"
                    + "|radiologist|resident|attending|fellow|technologist|sonographer|transcriptionist|dictator|cc|patient(?:'s)?(?:\\sname)?|name|pt\\.?(?:\\sname)?|requesting|requester|physician)\\s{0,2}(?::|(?<=\\sby|\\sBy|\\sBY)\\s)\\s{0,3}",
            Pattern.CASE_INSENSITIVE);
    /** Behind these a name or a place may follow. */
    private static final Pattern SPOKEN = Pattern.compile(
            "\\b(?:discussed|communicated|reviewed|spoke|spoken|conveyed|relayed|telephoned|phoned|called|reported|given|paged|confirmed|shared|transmitted|notified)\\s(?:(?:directly|verbally|personally|by\\s(?:tele)?phone|via\\s(?:tele)?phone|in\\sperson|results?|findings|these|the|this|telephonically)\\s){0,4}(?:with|to)\\s|\\b(?:notified|informed|paged|alerted|per)\\s",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern WITHIN =
            Pattern.compile("[ \\t]{1,3}|\\.[ \\t]{0,2}|,[ \\t]{1,2}|[-'’‐]|[ \\t]{0,2}\\r?\\n[ \\t]{0,3}|\\^{1,3}");

    @Override
    public List<Span> find(Text text) {
        List<Span> spans = new ArrayList<>();
        Scan scan = new Scan(text, spans);
        scan.titles();
        scan.credentials();
        SIGNATURE.matcher(text.value()).results().forEach(scan::signature);
        SPOKEN.matcher(text.value()).results().forEach(scan::signature);
        scan.again();
        return spans;
    }

    private static final class Scan {
        private final Text text;
        private final List<Token> tokens;
        private final List<Span> spans;
        private final Set<String> surnames = new HashSet<>();
        private final int[] starts;

        Scan(Text text, List<Span> spans) {
            this.text = text;
            this.tokens = text.tokens();
            this.spans = spans;
            this.starts = tokens.stream().mapToInt(Token::start).toArray();
        }

        void titles() {
            for (int index = 1; index < tokens.size(); index++) {
                if (NameContext.titled(text, index) && !isStreet(index)) {
                    boolean lower = !tokens.get(index).isCapitalised();
                    name(index, lower ? 1 : 4, true);
                }
            }
        }

        private boolean isStreet(int index) {
            return index > 1
                    && tokens.get(index - 2).isWord()
                    && text.before(index - 1).equals(" ")
                    && text.before(index).startsWith(".\n");
        }

        void credentials() {
            for (int index = 0; index < tokens.size(); index++) {
                if (tokens.get(index).isCapitalised() && NameContext.credentialed(text, index) && plausible(index)) {
                    int first = index;
                    while (first > 0 && index - first < 4 && precedes(first - 1)) {
                        first--;
                    }
                    add(first, index);
                }
            }
        }

        private boolean precedes(int index) {
            Token token = tokens.get(index);
            String gap = text.behind(index);
            boolean glue = gap.equals(" ")
                    || gap.equals(". ") && token.isInitial()
                    || gap.equals("-")
                    || gap.equals("'")
                    || gap.equals(".")
                    || gap.equals(", ") && plausible(index + 1);
            return glue
                    && token.isCapitalised()
                    && (token.isInitial() || plausible(index))
                    && !NameContext.TITLES.contains(token.folded());
        }

        void signature(MatchResult match) {
            int index = java.util.Arrays.binarySearch(starts, match.end());
            index = index < 0 ? -index - 1 : index;
            while (index < tokens.size()
                    && NameContext.TITLES.contains(tokens.get(index).folded())) {
                index++;
            }
            if (index < tokens.size() && tokens.get(index).start() - match.end() < 8) {
                name(index, 5, false);
            }
        }

        /** Takes the name that begins at a token: capitalised words that are not words of reports. */
        private void name(int first, int longest, boolean titled) {
            Token token = tokens.get(first);
            boolean opens =
                    token.isInitial() || (titled ? opensBehindTitle(token) : token.isCapitalised() && plausible(first));
            if (!opens || !token.isWord()) {
                return;
            }
            int last = first;
            while (last + 1 < tokens.size() && last - first + 1 < longest && follows(last)) {
                last++;
            }
            if (last > first || !token.isInitial()) {
                add(first, last);
            }
        }

        private static boolean opensBehindTitle(Token token) {
            return !Vocabulary.isFunctionWord(token.folded())
                    && token.folded().length() > 1
                    && (token.isCapitalised() || !Vocabulary.isReportWord(token.folded()));
        }

        private boolean follows(int last) {
            Token next = tokens.get(last + 1);
            String gap = text.behind(last);
            boolean initial = next.isInitial() && !gap.startsWith(".")
                    || next.isInitial() && tokens.get(last).isInitial();
            boolean glue = WITHIN.matcher(gap).matches()
                    && (!gap.startsWith(".") || tokens.get(last).isInitial());
            boolean word =
                    next.isCapitalised() && next.isWord() && next.folded().length() > 1 && plausible(last + 1);
            return glue && (initial && !isArticle(last + 1) || word) && !gap.contains("\n\n");
        }

        private boolean isArticle(int index) {
            return tokens.get(index).folded().equals("a") && !text.behind(index).startsWith(".");
        }

        private boolean plausible(int index) {
            Token token = tokens.get(index);
            return token.isWord()
                    && token.folded().length() > 1
                    && !NameContext.TITLES.contains(token.folded())
                    && (!Vocabulary.isReportWord(token.folded()) || isSurroundedByNames(index));
        }

        /** {@code Young}, {@code Brown} and such are names between an initial and credentials. */
        private boolean isSurroundedByNames(int index) {
            return !Vocabulary.isFunctionWord(tokens.get(index).folded())
                    && index > 0
                    && tokens.get(index - 1).isInitial()
                    && text.before(index).startsWith(".");
        }

        private void add(int first, int last) {
            Token surname = surname(first, last);
            spans.add(new Span(
                    tokens.get(first).start(), tokens.get(last).end(), PhiKind.NAME, "found" + surname.folded()));
            for (int index = first; index <= last; index++) {
                String folded = tokens.get(index).folded();
                if (folded.length() > 3 && !Vocabulary.isAmbiguous(folded)) {
                    surnames.add(folded.toLowerCase(Locale.ROOT));
                }
            }
        }

        private Token surname(int first, int last) {
            boolean comma = last > first && text.behind(first).startsWith(",");
            return tokens.get(comma ? first : last);
        }

        /** The same people without title or signature. */
        void again() {
            for (int index = 0; index < tokens.size(); index++) {
                Token token = tokens.get(index);
                if (token.isCapitalised() && surnames.contains(token.folded())) {
                    spans.add(new Span(token.start(), token.end(), PhiKind.NAME, "found" + token.folded()));
                }
            }
        }
    }
}
