package org.radiologygpt.trainer.evaluate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.radiologygpt.trainer.corpus.Pair;

/** The model beside the baselines: figures of each, and the difference with its 95 % interval. All in percent. */
final class Comparison {
    private final Marked model;
    private final List<Pair> training;

    /** With a training part that may be empty, and at least one answer. */
    Comparison(List<Answered> answers, List<Pair> training) {
        this.model = Marked.of(answers);
        this.training = training;
    }

    void addTo(ObjectNode metrics) {
        Agreement agreement = model.agreement();
        ObjectNode findings = metrics.putObject("findings");
        findings.put(
                "inReferences", agreement.micro().hits() + agreement.micro().misses());
        findings.put("microF1", rounded(100 * agreement.micro().f1()));
        findings.put("macroF1", rounded(100 * agreement.macroF1()));
        ObjectNode confidence = metrics.putObject("confidence95");
        interval(confidence.putObject("rougeL"), model::rougeL);
        interval(confidence.putObject("findingsMicroF1"), model::findingsF1);
        ObjectNode baselines = metrics.putObject("baselines");
        for (Baseline baseline : Baseline.values()) {
            if (baseline.availableWith(training)) {
                add(baselines.putObject(baseline.key()), answers(baseline));
            } else {
                baselines.put(baseline.key(), "not available without a training part (--train)");
            }
        }
    }

    private List<Answered> answers(Baseline baseline) {
        Function<Pair, String> writer = baseline.writer(training);
        return model.answers().stream()
                .map(Answered::question)
                .map(question -> Answered.of(question, writer.apply(question.pair()), 0, false))
                .toList();
    }

    private void add(ObjectNode json, List<Answered> answers) {
        Marked marked = Marked.of(answers);
        int[] all = IntStream.range(0, answers.size()).toArray();
        json.put("rouge1", rounded(100 * mean(answers, answer -> answer.rouge().one())));
        json.put("rouge2", rounded(100 * mean(answers, answer -> answer.rouge().two())));
        json.put("rougeL", rounded(marked.rougeL(all)));
        json.put("findingsMicroF1", rounded(marked.findingsF1(all)));
        json.put("lengthRatio", rounded(mean(answers, Answered::lengthRatio)));
        json.put("withheld", answers.stream().filter(Answered::withheld).count());
        ObjectNode difference = json.putObject("modelMinusBaseline");
        interval(difference.putObject("rougeL"), drawn -> model.rougeL(drawn) - marked.rougeL(drawn));
        interval(difference.putObject("findingsMicroF1"), drawn -> model.findingsF1(drawn) - marked.findingsF1(drawn));
    }

    private void interval(ObjectNode json, ToDoubleFunction<int[]> figure) {
        int reports = model.answers().size();
        Bootstrap.Interval interval = Bootstrap.interval(reports, figure);
        json.put(
                "value",
                rounded(figure.applyAsDouble(IntStream.range(0, reports).toArray())));
        json.put("low", rounded(interval.low()));
        json.put("high", rounded(interval.high()));
    }

    private static double mean(List<Answered> answers, ToDoubleFunction<Answered> value) {
        return answers.stream().mapToDouble(value).average().orElse(0);
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
