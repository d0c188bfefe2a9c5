package org.radiologygpt.trainer.evaluate;

import java.util.List;
import java.util.Optional;
import org.radiologygpt.draft.GuardVerdict;
import org.radiologygpt.draft.GuardVerdict.Verdict;
import org.radiologygpt.trainer.synthetic.FactCheck;

/**
 * A question with the model's answer and its marks.
 *
 * @param text the drafted impression; empty where the model gave none
 * @param tokens tokens generated
 * @param cut whether the answer ended at the token limit, or there was none
 * @param check verdicts on the main findings, where the facts are known
 * @param alarms guards that find something in it
 */
record Answered(
        Question question,
        String text,
        int tokens,
        boolean cut,
        Rouge rouge,
        Optional<FactCheck.Result> check,
        List<GuardVerdict> alarms) {
    Answered {
        alarms = List.copyOf(alarms);
    }

    static Answered of(Question question, String text, int tokens, boolean cut) {
        return new Answered(
                question,
                text,
                tokens,
                cut,
                Rouge.of(question.pair().impression(), text),
                question.facts().map(facts -> FactCheck.check(text, facts)),
                Guarded.alarms(question, text, cut));
    }

    /** Equal but for white space. */
    boolean exact() {
        return normal(text).equals(normal(question.pair().impression()));
    }

    /** Length of the draft over that of the reference, words. */
    double lengthRatio() {
        int expected = Rouge.words(question.pair().impression()).size();
        return (double) Rouge.words(text).size() / Math.max(1, expected);
    }

    boolean allNamed() {
        return check.map(FactCheck.Result::allNamed).orElse(true);
    }

    boolean sidesRight() {
        return check.map(FactCheck.Result::sidesRight).orElse(true);
    }

    /** True where the routes would write no draft. */
    boolean withheld() {
        return alarms.stream().anyMatch(alarm -> alarm.verdict() == Verdict.WITHHOLD);
    }

    private static String normal(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
