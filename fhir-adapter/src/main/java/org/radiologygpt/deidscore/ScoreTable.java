package org.radiologygpt.deidscore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.radiologygpt.deid.PhiKind;

/** Figures as Markdown tables; holds no word of any text. */
public final class ScoreTable {
    private final DeidScore score;

    /** A table of these figures. */
    public ScoreTable(DeidScore score) {
        this.score = score;
    }

    /** All tables, by line. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(summary());
        lines.add("");
        lines.addAll(kinds());
        lines.add("");
        lines.addAll(forms());
        return lines;
    }

    private List<String> summary() {
        return List.of(
                "| measure | value | of |",
                "|---|---|---|",
                share("known identifiers, exact forms: recall", score.knownExact()),
                share("the same without names that are also words of reports: recall", score.knownExactAlone()),
                share("known identifiers, all forms: recall", score.known()),
                share("unknown identifiers: recall", score.unknown()),
                share("all: precision by span", score.all().precision()),
                share("all: recall by span", score.all().recall()),
                share("all: precision by token", score.all().tokenPrecision()),
                share("all: recall by token", score.all().tokenRecall()),
                share("reports without any leak", score.clean()),
                row(
                        "leaks per 1,000 reports",
                        "%.1f".formatted(score.leaksPerThousand()),
                        score.clean().whole()),
                row(
                        "over-redaction per 1,000 clinical tokens",
                        "%.2f".formatted(score.lost().perThousand()),
                        score.lost().whole()),
                share("clinical distractors kept", score.kept()),
                row(
                        "withheld reports",
                        "%d".formatted(score.withheld().part()),
                        score.withheld().whole()));
    }

    private static String share(String name, Ratio ratio) {
        return row(name, "%.4f".formatted(ratio.value()), ratio.whole());
    }

    private static String row(String name, String value, long of) {
        return "| %s | %s | %,d |".formatted(name, value, of);
    }

    private List<String> kinds() {
        List<String> lines = new ArrayList<>(List.of(
                "| kind | labelled | recall | precision | F1 | token recall | token precision | token F1 | same kind | lost tokens |",
                "|---|---|---|---|---|---|---|---|---|---|"));
        Arrays.stream(PhiKind.values())
                .filter(score.kinds()::containsKey)
                .map(kind -> kind(
                        kind.name(), score.kinds().get(kind), score.lostByKind().getOrDefault(kind, 0L)))
                .forEach(lines::add);
        lines.add(kind("all", score.all(), score.lost().part()));
        return lines;
    }

    private static String kind(String name, KindFigures figures, long lost) {
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %.4f | %.4f | %.4f | %.4f | %.4f | %.4f | %.3f | %,d |",
                name,
                figures.recall().whole(),
                figures.recall().value(),
                figures.precision().value(),
                figures.f1(),
                figures.tokenRecall().value(),
                figures.tokenPrecision().value(),
                figures.tokenF1(),
                figures.sameKind().value(),
                lost);
    }

    /** The forms of which something was missed, worst first; the others close the table by their number. */
    public List<String> forms() {
        List<String> lines = new ArrayList<>(List.of("| kind and form | missed | of | recall |", "|---|---|---|---|"));
        score.forms().entrySet().stream()
                .filter(form -> missed(form.getValue()) > 0)
                .sorted(Map.Entry.comparingByValue((one, other) -> Long.compare(missed(other), missed(one))))
                .map(form -> "| %s | %,d | %,d | %.4f |"
                        .formatted(
                                form.getKey(),
                                missed(form.getValue()),
                                form.getValue().whole(),
                                form.getValue().value()))
                .forEach(lines::add);
        long whole = score.forms().values().stream()
                .filter(form -> missed(form) == 0)
                .count();
        lines.add("| %d further forms | 0 | | 1.0000 |".formatted(whole));
        return lines;
    }

    private static long missed(Ratio ratio) {
        return ratio.whole() - ratio.part();
    }
}
