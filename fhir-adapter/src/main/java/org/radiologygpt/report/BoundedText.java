package org.radiologygpt.report;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line that a regular expression may look at only so often. A site's expression that backtracks without end, or too
 * deep for the stack, matches nothing instead of stopping the engine.
 */
final class BoundedText implements CharSequence {
    private static final int STEPS = 20_000;
    private static final int STEPS_PER_CHARACTER = 50;

    private static final class OutOfSteps extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutOfSteps() {
            super("out of steps", null, false, false);
        }
    }

    private final String line;
    private long left;

    private BoundedText(String line) {
        this.line = line;
        this.left = STEPS + (long) STEPS_PER_CHARACTER * line.length();
    }

    /** The first match, or none where there is none within the bounds. */
    static Optional<MatchResult> match(Pattern pattern, boolean atStart, String line) {
        try {
            Matcher matcher = pattern.matcher(new BoundedText(line));
            boolean found = atStart ? matcher.lookingAt() : matcher.find();
            return found ? Optional.of(matcher.toMatchResult()) : Optional.empty();
        } catch (OutOfSteps | StackOverflowError e) {
            return Optional.empty();
        }
    }

    /** True where an expression can be tried on a line within the bounds. */
    static boolean isWithinBounds(Pattern pattern, String line) {
        try {
            pattern.matcher(new BoundedText(line)).find();
            return true;
        } catch (OutOfSteps | StackOverflowError e) {
            return false;
        }
    }

    @Override
    public char charAt(int index) {
        if (--left < 0) {
            throw new OutOfSteps();
        }
        return line.charAt(index);
    }

    @Override
    public int length() {
        return line.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return line.substring(start, end);
    }

    @Override
    public String toString() {
        return line;
    }
}
