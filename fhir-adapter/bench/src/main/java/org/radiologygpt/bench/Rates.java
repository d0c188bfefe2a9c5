package org.radiologygpt.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks one after the other in JVMs of their own, and that several times over: a ratio is taken within a
 * round, since the machine may be another one in the next.
 */
final class Rates {
    private static final int ITERATIONS = 3;
    /** A conversion is a long way through code: at 2 s each its rate still rises after ten. */
    private static final int WARM_UP = 15;

    private final Map<String, List<Double>> perSecond = new LinkedHashMap<>();

    /**
     * Measures.
     *
     * @param rounds how often each benchmark runs
     * @param seconds length of one iteration; three are measured after fifteen to warm up
     */
    static Rates measure(int rounds, int seconds) throws RunnerException {
        Rates rates = new Rates();
        for (int i = 0; i < rounds; i++) {
            for (String benchmark :
                    List.of("oursToReport", "oursToBundle", "hapiGeneric", "hapiTyped", "converterToBundle")) {
                rates.run(benchmark, seconds);
            }
        }
        return rates;
    }

    private void run(String benchmark, int seconds) throws RunnerException {
        Options options = new OptionsBuilder()
                .include(ReadingBenchmark.class.getName() + "\\." + benchmark + "$")
                .forks(1)
                .threads(1)
                .warmupIterations(WARM_UP)
                .warmupTime(TimeValue.seconds(seconds))
                .measurementIterations(ITERATIONS)
                .measurementTime(TimeValue.seconds(seconds))
                .jvmArgsAppend(home())
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
        Collection<RunResult> results = new Runner(options).run();
        double rate =
                results.iterator().next().getPrimaryResult().getStatistics().getPercentile(50);
        perSecond.computeIfAbsent(benchmark, name -> new ArrayList<>()).add(rate);
    }

    private static String home() {
        return "-Dradiologygpt.home=" + System.getProperty("radiologygpt.home", "");
    }

    /** Median of the rounds' rates, messages a second. */
    double median(String benchmark) {
        return median(perSecond.get(benchmark));
    }

    double least(String benchmark) {
        return perSecond.get(benchmark).stream().min(Double::compare).orElseThrow();
    }

    double most(String benchmark) {
        return perSecond.get(benchmark).stream().max(Double::compare).orElseThrow();
    }

    /** Median of the ratios within each round. */
    double ratio(String benchmark, String to) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < perSecond.get(benchmark).size(); i++) {
            ratios.add(perSecond.get(benchmark).get(i) / perSecond.get(to).get(i));
        }
        return median(ratios);
    }

    static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return Arrays.stream(sorted)
                .skip((sorted.length - 1) / 2)
                .limit(2 - sorted.length % 2)
                .average()
                .orElseThrow();
    }
}
