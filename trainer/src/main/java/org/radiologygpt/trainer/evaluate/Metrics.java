package org.radiologygpt.trainer.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.radiologygpt.draft.GuardVerdict;
import org.radiologygpt.trainer.synthetic.FactCheck;

/** The sums over all answers, as JSON: shares in percent, ROUGE as mean F1 in percent. */
final class Metrics {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Answered> answers;

    Metrics(List<Answered> answers) {
        this.answers = answers;
    }

    /**
     * The figures.
     *
     * @param model name of the model or adapter
     * @param seconds wall time of generation
     */
    ObjectNode toJson(String model, String digest, double seconds) {
        ObjectNode json = JSON.createObjectNode();
        json.put("model", model).put("digest", digest).put("n", answers.size());
        json.put("exactMatchPercent", percent(answers, Answered::exact));
        json.put("rouge1", rounded(100 * mean(a -> a.rouge().one())));
        json.put("rouge2", rounded(100 * mean(a -> a.rouge().two())));
        json.put("rougeL", rounded(100 * mean(a -> a.rouge().longest())));
        json.put("lengthRatio", rounded(mean(Answered::lengthRatio)));
        json.put("cut", count(Answered::cut));
        facts(json);
        guards(json);
        long tokens = answers.stream().mapToLong(Answered::tokens).sum();
        json.put("completionTokens", tokens);
        json.put("seconds", rounded(seconds));
        json.put("tokensPerSecond", rounded(tokens / seconds));
        return json;
    }

    private void facts(ObjectNode json) {
        List<Answered> checked =
                answers.stream().filter(a -> a.check().isPresent()).toList();
        if (checked.isEmpty()) {
            return;
        }
        List<FactCheck.Verdict> verdicts = checked.stream()
                .flatMap(a -> a.check().orElseThrow().verdicts().stream())
                .toList();
        List<FactCheck.Verdict> named =
                verdicts.stream().filter(FactCheck.Verdict::named).toList();
        ObjectNode facts = json.putObject("facts").put("reports", checked.size());
        facts.put("reportsAllMainFindingsNamedPercent", percent(checked, Answered::allNamed));
        facts.put("reportsSidesRightPercent", percent(checked, Answered::sidesRight));
        facts.put("mainFindings", verdicts.size());
        facts.put("mainFindingsNamedPercent", percent(verdicts, FactCheck.Verdict::named));
        facts.put("namedFindingsSideRightPercent", percent(named, FactCheck.Verdict::sideRight));
    }

    /** How often each guard speaks, and whether it does where a draft is wrong. */
    private void guards(ObjectNode json) {
        ObjectNode guards = json.putObject("guards");
        guards.put("withheld", count(Answered::withheld));
        guards.put("withheldExactMatches", count(a -> a.withheld() && a.exact()));
        if (answers.stream().anyMatch(a -> a.check().isPresent())) {
            guards.put("wrongSide", count(a -> !a.sidesRight()));
            guards.put("wrongSideWithheld", count(a -> !a.sidesRight() && a.withheld()));
            guards.put("findingNotNamed", count(a -> !a.allNamed()));
            guards.put("findingNotNamedWithheld", count(a -> !a.allNamed() && a.withheld()));
        }
        ObjectNode alarms = guards.putObject("alarms");
        answers.stream()
                .flatMap(a -> a.alarms().stream())
                .collect(Collectors.groupingBy(GuardVerdict::guard, TreeMap::new, Collectors.counting()))
                .forEach(alarms::put);
    }

    private long count(Predicate<Answered> which) {
        return answers.stream().filter(which).count();
    }

    private double mean(ToDoubleFunction<Answered> value) {
        return answers.stream().mapToDouble(value).average().orElse(0);
    }

    private static <T> double percent(List<T> all, Predicate<T> which) {
        return all.isEmpty() ? 0 : rounded(100.0 * all.stream().filter(which).count() / all.size());
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
