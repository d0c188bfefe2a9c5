package org.radiologygpt.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.SectionKind;

/** One message in a fresh JVM: from the start of {@code java} until the result is printed and the JVM has ended. */
final class FirstMessage {
    /** As the launcher starts {@code convert}: the second compiler does not pay within seconds. */
    private static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /**
     * Medians.
     *
     * @param seconds the whole life of the JVM
     * @param megabytes its peak resident memory
     */
    record Figures(double seconds, double megabytes) {}

    private FirstMessage() {}

    /**
     * Measures.
     *
     * @param way {@code report}, {@code bundle} or {@code converter}
     */
    static Figures measure(String way, int runs) {
        List<Double> seconds = new ArrayList<>();
        List<Double> megabytes = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            ChildJvm.Run run = ChildJvm.run(OPTIONS, FirstMessage.class, way);
            if (run.exit() != 0) {
                throw new IllegalStateException(way + ": the child ended with " + run.exit());
            }
            seconds.add(run.seconds());
            megabytes.add(run.value("peak"));
        }
        return new Figures(Rates.median(seconds), Rates.median(megabytes));
    }

    /** The child. */
    public static void main(String[] arguments) {
        byte[] message = Messages.all().get(0);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println(
                switch (arguments[0]) {
                    case "report" -> printed(new ReadingBenchmark.Ours().report(message));
                    case "bundle" -> new ReadingBenchmark.Ours().bundle(message);
                    case "converter" -> converted(message);
                    default -> throw new IllegalArgumentException(arguments[0] + " is no way to read");
                });
        out.println("peak=" + ChildJvm.peakMegabytes());
    }

    private static String printed(RadiologyReport report) {
        return report.key() + " " + report.status().code() + "\n"
                + report.text(SectionKind.FINDINGS).orElseThrow();
    }

    private static String converted(byte[] message) {
        try (Converter converter = Converter.open()) {
            return converter.bundle(message);
        }
    }
}
