package org.radiologygpt.bench.deid;

import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.radiologygpt.deidscore.LabelledReport;

/** The reports of an edition: the n-th is the same for ever, however many are asked for. */
final class Reports {
    private Reports() {}

    static Stream<LabelledReport> of(Edition edition, int count) {
        return IntStream.range(0, count).mapToObj(number -> one(edition, number));
    }

    static LabelledReport one(Edition edition, int number) {
        // The n-th number of the edition's own row: neighbouring seeds would give neighbouring reports.
        Dice dice = new Dice(scattered(edition.seed() * 1_000_003 + number));
        return new ReportWriter(edition, dice).write(edition.name().toLowerCase(Locale.ROOT) + "-" + number);
    }

    /** Stafford's variant 4 of the finaliser of MurmurHash3. */
    private static long scattered(long value) {
        long once = (value ^ value >>> 33) * 0x62A9D9ED799705F5L;
        long twice = (once ^ once >>> 28) * 0xCB24D0A5C88C35B3L;
        return twice ^ twice >>> 32;
    }
}
