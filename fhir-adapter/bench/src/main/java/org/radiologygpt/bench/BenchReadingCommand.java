package org.radiologygpt.bench;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench-reading}: prints the tables of docs/benchmarks.md about reading. */
@Command(
        name = "bench-reading",
        description = {
            "Measures reading ORU^R01 beside HAPI HL7v2 and beside LinuxForHealth's HL7 v2 to FHIR converter: messages a second"
                    + " on one thread, first message in a fresh JVM, and one very large message.",
            "Takes about fifteen minutes on a quiet machine; on a busy one only the ratios mean something."
        },
        mixinStandardHelpOptions = true)
final class BenchReadingCommand implements Callable<Integer> {
    private static final int[] TENTHS_OF_MEGABYTES = {25, 50, 100, 200};

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds over all benchmarks (default: 3).")
    private int rounds;

    @Option(
            names = "--seconds",
            defaultValue = "2",
            description = "Length of an iteration, eighteen a run (default: 2).")
    private int seconds;

    @Option(names = "--skip-rates", description = "Leaves messages a second out.")
    private boolean skipRates;

    @Option(names = "--skip-first", description = "Leaves the first message in a fresh JVM out.")
    private boolean skipFirst;

    @Option(names = "--skip-big", description = "Leaves the very large message out.")
    private boolean skipBig;

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws RunnerException {
        out.printf(
                "%s %s, %d processors, JDK %s%n",
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version());
        if (!skipFirst) {
            first();
        }
        if (!skipBig) {
            big();
        }
        if (!skipRates) {
            rates(Rates.measure(rounds, seconds));
        }
        return 0;
    }

    private void rates(Rates rates) {
        out.printf("%n%s, one thread; %d rounds, ratios within a round%n%n", Messages.described(), rounds);
        out.println("| way | messages/s, median (least-most) | to the converter |");
        out.println("|---|---|---|");
        rate(rates, "bytes to RadiologyReport", "oursToReport");
        rate(rates, "bytes to FHIR Bundle as JSON", "oursToBundle");
        rate(rates, "HAPI HL7v2, generic parse alone", "hapiGeneric");
        rate(rates, "HAPI HL7v2, typed parse alone", "hapiTyped");
        rate(rates, "converter, bytes to FHIR Bundle as JSON", "converterToBundle");
    }

    private void rate(Rates rates, String name, String benchmark) {
        out.printf(
                "| %s | %,.0f (%,.0f-%,.0f) | %.1fx |%n",
                name,
                rates.median(benchmark),
                rates.least(benchmark),
                rates.most(benchmark),
                rates.ratio(benchmark, "converterToBundle"));
    }

    private void first() {
        out.printf("%nfirst message in a fresh JVM, until the JVM has ended; medians of 5%n%n");
        out.println("| way | s | peak memory, MB |");
        out.println("|---|---|---|");
        first("bytes to RadiologyReport, printed", "report", 5);
        first("bytes to FHIR Bundle, printed", "bundle", 5);
        first("converter, bytes to FHIR Bundle, printed", "converter", 5);
    }

    private void first(String name, String way, int runs) {
        FirstMessage.Figures figures = FirstMessage.measure(way, runs);
        out.printf("| %s | %.2f | %,.0f |%n", name, figures.seconds(), figures.megabytes());
    }

    private void big() {
        out.printf("%none ORU^R01 with 5,000 OBX a megabyte; median of 5 readings, serial collector%n%n");
        out.println("| size, MB | s | MB/s | allocated / size | least heap, MB | least heap / size |");
        out.println("|---|---|---|---|---|---|");
        for (int tenths : TENTHS_OF_MEGABYTES) {
            BigMessage.Figures figures = BigMessage.measure(tenths);
            double megabytes = figures.bytes() / 1e6;
            out.printf(
                    "| %.1f | %.2f | %.1f | %.1f | %d | %.1f |%n",
                    megabytes,
                    figures.seconds(),
                    megabytes / figures.seconds(),
                    figures.allocated() / figures.bytes(),
                    figures.heap(),
                    figures.heap() * 1.048576 / megabytes);
        }
    }
}
