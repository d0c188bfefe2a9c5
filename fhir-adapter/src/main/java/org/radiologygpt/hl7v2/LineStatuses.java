package org.radiologygpt.hl7v2;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.radiologygpt.report.Passage;
import org.radiologygpt.report.ReportStatus;
import org.radiologygpt.report.TextAccount;

/**
 * The least final status among the lines of each passage. Passages hold the characters of their lines in the same
 * order, so that counting characters tells which lines are in one.
 */
final class LineStatuses {
    private final List<TextLine> lines;
    private final boolean uniform;
    private int line = -1;
    private int left;

    LineStatuses(List<TextLine> lines) {
        this.uniform = lines.stream().map(TextLine::status).distinct().count() == 1;
        this.lines = List.copyOf(uniform ? lines.subList(0, 1) : lines);
    }

    /** Status of the next passage; empty where its lines state none. */
    Optional<ReportStatus> next(Passage passage) {
        if (uniform) {
            return least(Stream.of(lines.get(0).status()));
        }
        int wanted = TextAccount.characters(passage.heading()) + TextAccount.characters(passage.text());
        int first = left > 0 ? line : line + 1;
        while (left < wanted && line + 1 < lines.size()) {
            line++;
            left += TextAccount.characters(lines.get(line).text());
        }
        left -= wanted;
        return least(lines.subList(Math.min(first, line), line + 1).stream().map(TextLine::status));
    }

    static Optional<ReportStatus> least(Stream<LineStatus> statuses) {
        return statuses.filter(status -> status != LineStatus.UNSTATED)
                .map(LineStatus::status)
                .min(Comparator.comparing(Finality::of));
    }
}
