package org.radiologygpt.bench.deid;

import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.radiologygpt.deid.Deidentified;
import org.radiologygpt.deid.Deidentifier;
import org.radiologygpt.deidscore.Evaluation;
import org.radiologygpt.deidscore.LabelledReport;

/** Reports of the development edition, one after the other, on one thread. */
@BenchmarkMode(Mode.Throughput)
public class DeidBenchmark {
    private static final int REPORTS = 500;

    /** The reports, in turn. */
    @State(Scope.Thread)
    public static class Input {
        // A report that is withheld would be measured as an exception.
        private final List<LabelledReport> reports = Reports.of(Edition.DEVELOPMENT, REPORTS)
                .filter(report ->
                        new Evaluation(Deidentifier.mask()).add(report).isPresent())
                .toList();
        private int next;

        LabelledReport next() {
            next = next + 1 == reports.size() ? 0 : next + 1;
            return reports.get(next);
        }
    }

    /** Text to text without identifiers. */
    @Benchmark
    public Deidentified placeholders(Input input) {
        LabelledReport report = input.next();
        return Deidentifier.placeholders().deidentify(report.text(), report.known());
    }
}
