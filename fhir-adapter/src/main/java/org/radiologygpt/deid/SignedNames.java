package org.radiologygpt.deid;

import java.util.ArrayList;
import java.util.EnumSet;
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
            "(?:(?:dictated|signed|interpreted|read|reviewed|approved|verified|transcribed|reported|authenticated|requested|ordered|referred|performed|prepared|finalized|entered|supervised|attested|seen|typed|acquired|scanned|printed|authored|cosigned|countersigned)\\s(?:and\\s\\w{4,14}\\s)?by"
                    + "|(?:referring|attending|ordering|requesting|consulting|primary|interpreting|supervising|reading|dictating)\\s(?:physician|provider|doctor|md|radiologist|clinician|resident)"
                    + "|radiologist|resident|attending|fellow|technologist|sonographer|transcriptionist|dictator|cc|patient(?:'s)?(?:\\sname)?|name|pt\\.?(?:\\sname)?|requesting|requester|physician|interpreter|author|signer|dict|attn)\\s{0,2}(?::|(?<=\\sby|\\sBy|\\sBY)\\s)\\s{0,3}",
            Pattern.CASE_INSENSITIVE);
    /** Behind these a name or a place may follow. */
    private static final Pattern SPOKEN = Pattern.compile(
            "(?:discussed|communicated|reviewed|spoke|spoken|conveyed|relayed|telephoned|phoned|called|reported|given|paged|confirmed|shared|transmitted|notified)\\s(?:(?:directly|verbally|personally|by\\s(?:tele)?phone|via\\s(?:tele)?phone|in\\sperson|results?|findings|these|the|this|telephonically)\\s){0,4}(?:with|to)\\s|(?:notified|informed|paged|alerted|per)\\s",
            Pattern.CASE_INSENSITIVE);

    private static final AnchoredForms<Boolean> PHRASES = new AnchoredForms<Boolean>()
            .with(
                    Anchor.word(
                            "dictated",
                            "signed",
                            "interpreted",
                            "read",
                            "reviewed",
                            "approved",
                            "verified",
                            "transcribed",
                            "reported",
                            "authenticated",
                            "requested",
                            "ordered",
                            "referred",
                            "performed",
                            "prepared",
                            "finalized",
                            "entered",
                            "supervised",
                            "attested",
                            "seen",
                            "typed",
                            "acquired",
                            "scanned",
                            "printed",
                            "authored",
                            "cosigned",
                            "countersigned",
                            "referring",
                            "attending",
                            "ordering",
                            "requesting",
                            "consulting",
                            "primary",
                            "interpreting",
                            "supervising",
                            "reading",
                            "dictating",
                            "radiologist",
                            "resident",
                            "fellow",
                            "technologist",
                            "sonographer",
                            "transcriptionist",
                            "dictator",
                            "cc",
                            "patient",
                            "name",
                            "pt",
                            "requester",
                            "physician",
                            "interpreter",
                            "author",
                            "signer",
                            "dict",
                            "attn"),
                    SIGNATURE,
                    true)
            .with(
                    Anchor.word(
                            "discussed",
                            "communicated",
                            "reviewed",
                            "spoke",
                            "spoken",
                            "conveyed",
                            "relayed",
                            "telephoned",
                            "phoned",
                            "called",
                            "reported",
                            "given",
                            "paged",
                            "confirmed",
                            "shared",
                            "transmitted",
                            "notified",
                            "informed",
                            "alerted",
                            "per"),
                    SPOKEN,
                    true);
    /** No part of a name, where the word plays this part elsewhere. */
    private static final Set<WordKind> NEVER = EnumSet.of(
            WordKind.CREDENTIAL,
            WordKind.SIGNED,
            WordKind.SPOKEN,
            WordKind.ROLE,
            WordKind.PATIENT,
            WordKind.LABEL,
            WordKind.FACILITY,
            WordKind.BY,
            WordKind.WITH,
            WordKind.TO,
            WordKind.FROM,
            WordKind.PER,
            WordKind.AT,
            WordKind.IN,
            WordKind.OF,
            WordKind.AND);

    private static final Pattern DATED =
            Pattern.compile("\\d{1,4}[./-]\\d{1,2}[./-]\\d{2,4}(?!\\d|\\.\\d)|20\\d{6}(?:\\d{4,6})?(?!\\d)");

    private static final Pattern WITHIN =
            Pattern.compile("[ \\t]|\\.[ \\t]{0,2}|,[ \\t]{1,2}|[-'’‐]|[ \\t]{0,2}\\r?\\n[ \\t]{0,3}|\\^{1,3}");

    @Override
    public List<Span> find(Text text) {
        List<Span> spans = new ArrayList<>();
        Scan scan = new Scan(text, spans);
        scan.titles();
        scan.credentials();
        scan.stamped();
        PHRASES.find(text, (any, match) -> scan.signature(match));
        scan.again();
        return spans;
    }

    /** True for what plays another part beside a name. */
    static boolean isOfPhrase(String folded) {
        return NEVER.contains(WordKind.inContext(folded));
    }

    /** True where a date in figures begins. */
    static boolean isDateAt(String text, int at) {
        return DATED.matcher(text)
                .region(Math.min(at, text.length()), text.length())
                .lookingAt();
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
                if (NameContext.titled(text, index) && !isStreet(index) && !isModality(index)) {
                    boolean lower = !tokens.get(index).isCapitalised();
                    name(index, lower ? 1 : 4, true);
                }
            }
        }

        /** {@code MR PELVIS} is no Mr. Pelvis. */
        private boolean isModality(int index) {
            String title = tokens.get(index - 1).raw();
            return (title.equals("MR") || title.equals("MS"))
                    && !text.before(index).startsWith(".")
                    && isWord(tokens.get(index).folded());
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

        /** {@code Sanders 12/29/2013, 5:21 PM}: a line of nothing but a name and when. */
        void stamped() {
            for (int index = 0; index + 1 < tokens.size(); index++) {
                Token token = tokens.get(index);
                boolean opens = index == 0 || text.before(index).indexOf('\n') >= 0;
                boolean stamp = text.behind(index).equals(" ")
                        && !tokens.get(index + 1).isWord()
                        && isDateAt(text.value(), token.end() + 1);
                if (opens && stamp && token.isCapitalised() && token.folded().length() > 3 && plausible(index)) {
                    spans.add(new Span(token.start(), token.end(), PhiKind.NAME, "found" + token.folded()));
                }
            }
        }

        /** Takes the name that begins at a token: capitalised words that are not words of reports. */
        private void name(int first, int longest, boolean titled) {
            Token token = tokens.get(first);
            boolean particle =
                    WordKind.inContext(token.folded()) == WordKind.PARTICLE && behindParticles(first - 1) > first;
            boolean opens = particle
                    || token.isInitial()
                    || (titled ? opensBehindTitle(token) : token.isCapitalised() && plausible(first));
            if (!opens || !token.isWord()) {
                return;
            }
            int last = first;
            while (last + 1 < tokens.size()
                    && last - first + 1 < longest
                    && (follows(last) || behindParticles(last) > last)) {
                last = Math.max(last + 1, behindParticles(last));
            }
            if (last > first || !token.isInitial() && !particle) {
                add(first, last);
            }
        }

        private static boolean opensBehindTitle(Token token) {
            return !NEVER.contains(WordKind.inContext(token.folded()))
                    && !Vocabulary.isFunctionWord(token.folded())
                    && token.folded().length() > 1
                    && (token.isCapitalised() || !Vocabulary.isReportWord(token.folded()));
        }

        /** The part of the name behind its particles, {@code W. van de Velde}; the same token where there are none. */
        private int behindParticles(int last) {
            int index = last + 1;
            while (index + 1 < tokens.size()
                    && WordKind.inContext(tokens.get(index).folded()) == WordKind.PARTICLE
                    && text.behind(index).isBlank()) {
                index++;
            }
            boolean glue = text.behind(last).isBlank()
                    || text.behind(last).equals(". ") && tokens.get(last).isInitial();
            return index > last + 1 && glue && tokens.get(index).isCapitalised() && plausible(index) ? index : last;
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
            return glue && (initial && !isArticle(last + 1) || word) && !(gap.contains("\n") && heads(last + 1));
        }

        /** True where a line begins that has a label: {@code Exam date:}. */
        private boolean heads(int index) {
            int last = index;
            while (last < index + 3
                    && last + 1 < tokens.size()
                    && text.behind(last).equals(" ")) {
                last++;
            }
            return text.behind(last).startsWith(":")
                    || text.before(index).indexOf('\n') != text.before(index).lastIndexOf('\n');
        }

        private boolean isArticle(int index) {
            return tokens.get(index).folded().equals("a") && !text.behind(index).startsWith(".");
        }

        private boolean plausible(int index) {
            Token token = tokens.get(index);
            return token.isWord()
                    && token.folded().length() > 1
                    && !NameContext.TITLES.contains(token.folded())
                    && !NEVER.contains(WordKind.inContext(token.folded()))
                    && (!isWord(token.folded()) || isSurroundedByNames(index));
        }

        /** On a list of words and on none of names; or so common in reports that only the tagger may tell. */
        private static boolean isWord(String folded) {
            int flags = Lexicon.flags(folded);
            return Vocabulary.isReportWord(folded) || (flags & Lexicon.WORD) != 0 && (flags & Lexicon.NAME) == 0;
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
