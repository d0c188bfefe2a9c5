package org.radiologygpt.bench.deid;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;
import org.radiologygpt.deid.Deidentifier;
import org.radiologygpt.deidscore.Evaluation;

/** How many reports a second one thread does, and whether memory grows with their number. */
final class DeidRate {

    /** Reports a second: median, least and most of the iterations. */
    record Rate(double median, double least, double most) {}

    private DeidRate() {}

    static Rate measure(int seconds) throws RunnerException {
        Options options = new OptionsBuilder()
                .include(DeidBenchmark.class.getName())
                .forks(1)
                .threads(1)
                .warmupIterations(12)
                .warmupTime(TimeValue.seconds(seconds))
                .measurementIterations(7)
                .measurementTime(TimeValue.seconds(seconds))
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
        Statistics rates =
                new Runner(options).run().iterator().next().getPrimaryResult().getStatistics();
        return new Rate(rates.getPercentile(50), rates.getMin(), rates.getMax());
    }

    /** Memory in use after so many reports and a collection, in MB; the reports are thrown away one by one. */
    static double megabytesAfter(int reports) {
        Evaluation evaluation = new Evaluation(Deidentifier.placeholders());
        Reports.of(Edition.DEVELOPMENT, reports).forEach(evaluation::add);
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        double used = (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
        return evaluation.score().clean().whole() > reports ? Double.NaN : used;
    }
}
