package org.radiologygpt.deid;

import java.util.List;

/** What stands where a form can begin; said by one look at the characters, before any expression is tried. */
enum Place {
    /** A capitalised run of letters with digits among the next two tokens. */
    NAME_BEFORE_DIGITS(Run.LETTERS) {
        @Override
        boolean is(Text text, int token) {
            List<Token> tokens = text.tokens();
            return tokens.get(token).isCapitalised()
                    && (token + 1 < tokens.size() && !tokens.get(token + 1).isWord()
                            || token + 2 < tokens.size()
                                    && !tokens.get(token + 2).isWord());
        }
    },
    /** One or two digits that a slash joins to more digits. */
    SLASHED(Run.DIGITS) {
        @Override
        boolean is(Text text, int token) {
            return joins(text, token, 2, "/");
        }
    },
    /** One or two digits that a dash or slash joins to more digits. */
    DASHED(Run.DIGITS) {
        @Override
        boolean is(Text text, int token) {
            return joins(text, token, 2, "-/");
        }
    },
    /** Up to four digits that a dot joins to more digits. */
    POINTED(Run.DIGITS) {
        @Override
        boolean is(Text text, int token) {
            return joins(text, token, LONGEST_PART, ".");
        }
    },
    /** A year that a dash, slash or dot joins to more digits. */
    YEAR(Run.DIGITS) {
        @Override
        boolean is(Text text, int token) {
            return text.tokens().get(token).raw().length() == LONGEST_PART && joins(text, token, LONGEST_PART, "-/.");
        }
    },
    /** Eight digits and more: a date of HL7. */
    LONG(Run.DIGITS) {
        @Override
        boolean is(Text text, int token) {
            return text.tokens().get(token).raw().length() >= DAY;
        }
    },
    /** The first of seven digits and more, in groups as those of telephones. */
    GROUPED(Run.DIGITS) {
        @Override
        boolean is(Text text, int token) {
            String value = text.value();
            int digits = 0;
            for (int at = text.tokens().get(token).start(); at < value.length() && digits < TELEPHONE; at++) {
                char c = value.charAt(at);
                if (Character.isDigit(c)) {
                    digits++;
                } else if (!Character.isWhitespace(c) && SEPARATORS.indexOf(c) < 0) {
                    return false;
                }
            }
            return digits == TELEPHONE;
        }
    },
    /** A run of digits behind a plus, or that begins with two zeros. */
    INTERNATIONAL(Run.DIGITS) {
        @Override
        boolean is(Text text, int token) {
            Token run = text.tokens().get(token);
            return isAny("+", text.value(), run.start() - 1) || run.raw().startsWith("00");
        }
    },
    /** A run of digits that can be the hour, or hours and minutes, of a time. */
    HOUR(Run.DIGITS) {
        @Override
        boolean is(Text text, int token) {
            Token run = text.tokens().get(token);
            int behind = run.end();
            while (behind < run.end() + 2 && isBlank(text.value(), behind)) {
                behind++;
            }
            return run.end() - run.start() <= HOURS_AND_MINUTES && isAny(":hHaApP", text.value(), behind);
        }
    },
    /** A run of digits that can be an age over 89. */
    OLD_AGE(Run.DIGITS) {
        @Override
        boolean is(Text text, int token) {
            String digits = text.tokens().get(token).raw();
            return digits.length() == 2 && digits.charAt(0) == '9'
                    || digits.length() == 3 && (digits.charAt(0) == '1' || digits.startsWith("09"));
        }
    },
    /** One or two digits and a letter, joined or with a dash between: {@code 3B}. */
    WARD(Run.DIGITS) {
        @Override
        boolean is(Text text, int token) {
            Token run = text.tokens().get(token);
            int letter = isAny("-", text.value(), run.end()) ? run.end() + 1 : run.end();
            return run.end() - run.start() <= 2
                    && letter < text.value().length()
                    && Character.isLetter(text.value().charAt(letter));
        }
    },
    /** One or two letters and a digit. */
    LETTERED(Run.PIECE) {
        @Override
        boolean is(Text text, int token) {
            Token run = text.tokens().get(token);
            return run.isWord() && run.raw().length() <= 2 && isDigit(text.value(), run.end());
        }
    },
    /** A run of letters and digits, dashes among them, with three digits and more in it. */
    CODE(Run.PIECE) {
        @Override
        boolean is(Text text, int token) {
            return hasDigits(text, token, LEAST_CODE);
        }
    },
    /** A run of letters and digits, dashes among them, with five digits and more in it. */
    LONG_CODE(Run.PIECE) {
        @Override
        boolean is(Text text, int token) {
            return hasDigits(text, token, LEAST_LONG_CODE);
        }
    },
    /** A run of two letters and digits and more, dashes among them, that a dot joins to more. */
    DOTTED(Run.PIECE) {
        @Override
        boolean is(Text text, int token) {
            String value = text.value();
            int start = text.tokens().get(token).start();
            int end = start;
            while (end - start <= LONGEST_LABEL && isOfName(value, end)) {
                end++;
            }
            return end - start > 1 && isAny(".", value, end) && isOfName(value, end + 1);
        }
    },
    /** Four hexadecimal digits at most, and a colon or a dash. */
    HEXADECIMAL(Run.PIECE) {
        @Override
        boolean is(Text text, int token) {
            String value = text.value();
            int start = text.tokens().get(token).start();
            int end = start;
            while (end - start < HEXADECIMAL_GROUP && isAny("0123456789abcdefABCDEF", value, end)) {
                end++;
            }
            return end > start && isAny(":-", value, end);
        }
    },
    /** A run of letters and digits behind {@code #}. */
    HASHED(Run.PIECE) {
        @Override
        boolean is(Text text, int token) {
            int before = text.tokens().get(token).start() - 1;
            int least = before - 2;
            while (before > least && isBlank(text.value(), before)) {
                before--;
            }
            return isAny("#", text.value(), before);
        }
    };

    /** Which runs of a text a place is looked for at. */
    enum Run {
        /** Letters. */
        LETTERS,
        /** Digits; a {@code (} or {@code +} right before them is counted in. */
        DIGITS,
        /** Letters and digits, nothing of either before them, and more than a word with a blank behind it. */
        PIECE
    }

    private static final int LONGEST_PART = 4;
    private static final int DAY = 8;
    private static final int LEAST_CODE = 3;
    private static final int LEAST_LONG_CODE = 5;
    private static final int LONGEST_CODE = 64;
    private static final int TELEPHONE = 7;
    private static final String SEPARATORS = ".-/()";
    private static final int HOURS_AND_MINUTES = 4;
    private static final int LONGEST_LABEL = 41;
    private static final int HEXADECIMAL_GROUP = 4;

    private final Run run;

    Place(Run run) {
        this.run = run;
    }

    Run run() {
        return run;
    }

    /** True where the place is at a token, which begins a run of its kind. */
    abstract boolean is(Text text, int token);

    /** True for at most so many digits, one of the signs, and more digits. */
    private static boolean joins(Text text, int token, int most, String signs) {
        Token run = text.tokens().get(token);
        return run.raw().length() <= most
                && isAny(signs, text.value(), run.end())
                && isDigit(text.value(), run.end() + 1);
    }

    private static boolean hasDigits(Text text, int token, int least) {
        String value = text.value();
        int start = text.tokens().get(token).start();
        int digits = 0;
        for (int at = start; digits < least && at < start + LONGEST_CODE && isOfName(value, at); at++) {
            digits += isDigit(value, at) ? 1 : 0;
        }
        return digits == least;
    }

    private static boolean isAny(String of, String value, int at) {
        return at >= 0 && at < value.length() && of.indexOf(value.charAt(at)) >= 0;
    }

    private static boolean isDigit(String value, int at) {
        return at < value.length() && Character.isDigit(value.charAt(at));
    }

    private static boolean isBlank(String value, int at) {
        return at >= 0 && at < value.length() && Character.isWhitespace(value.charAt(at));
    }

    /** True for what codes and the parts of a domain's name are made of. */
    private static boolean isOfName(String value, int at) {
        if (at >= value.length()) {
            return false;
        }
        char c = value.charAt(at);
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-';
    }
}
