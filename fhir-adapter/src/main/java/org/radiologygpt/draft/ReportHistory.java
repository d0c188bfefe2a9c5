package org.radiologygpt.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is remembered of a report in every state: no text, no identifier of a patient.
 *
 * @param newest the newest version that was taken note of; the only one with marks of its patient
 * @param signed the newest version that a radiologist signed, and that was not withdrawn since
 * @param withdrawn the newest version that cancelled the report, or called it an error
 * @param drafts how many drafts had a number so far
 * @param shown the last drafts that a reader can have seen, oldest first
 * @param taught whether a training pair of this report is published
 * @param ended the last messages and how they ended, oldest first
 */
public record ReportHistory(
        Optional<Arrival> newest,
        Optional<Arrival> signed,
        Optional<Arrival> withdrawn,
        int drafts,
        List<DraftRef> shown,
        boolean taught,
        List<Ended> ended) {
    /** Messages and drafts remembered: Kafka delivers again what was not committed, and senders repeat what is recent. */
    static final int REMEMBERED = 16;

    private static final ReportHistory NONE =
            new ReportHistory(Optional.empty(), Optional.empty(), Optional.empty(), 0, List.of(), false, List.of());

    /** One message at its end. */
    public record Ended(Arrival arrival, Ending ending) {}

    public ReportHistory {
        shown = List.copyOf(shown);
        ended = List.copyOf(ended);
    }

    /** Of a report nobody has heard of. */
    public static ReportHistory none() {
        return NONE;
    }

    /** How the message of this record ended, where it did. */
    public Optional<Ending> endingOf(Origin origin) {
        return ended.stream()
                .filter(one -> one.arrival().origin().equals(origin))
                .map(Ended::ending)
                .findFirst();
    }

    /** True where another record brought the same message, and it needs no second try. */
    boolean isDuplicate(Arrival arrival) {
        return ended.stream()
                .anyMatch(one ->
                        one.arrival().isSameMessage(arrival) && one.ending().settles());
    }

    /** True where another message had the same id (MSH-10) and other content. */
    boolean isIdReused(Arrival arrival) {
        return ended.stream()
                .map(Ended::arrival)
                .anyMatch(one -> one.messageId().equals(arrival.messageId())
                        && !one.bodyHash().equals(arrival.bodyHash()));
    }

    /** Marks of the patient whom the newest version names. */
    public List<String> patient() {
        return newest.map(Arrival::patient).orElse(List.of());
    }

    boolean isOlder(Arrival arrival) {
        return newest.filter(arrival::isBefore).isPresent();
    }

    boolean isNewest(Arrival arrival) {
        return newest.filter(one -> one.origin().equals(arrival.origin())).isPresent();
    }

    /** True where a newer withdrawal stands against this version. */
    boolean isWithdrawn(Arrival arrival) {
        return withdrawn.filter(arrival::isBefore).isPresent();
    }

    /** True where a newer signature stands against this version. */
    boolean isSigned(Arrival arrival) {
        return signed.filter(arrival::isBefore).isPresent();
    }

    /** Takes note of a version, unless a newer one is known. */
    ReportHistory noting(Arrival arrival) {
        Optional<Arrival> now = isOlder(arrival) ? newest : Optional.of(arrival);
        return new ReportHistory(now, signed, withdrawn, drafts, shown, taught, ended);
    }

    ReportHistory signedBy(Arrival arrival) {
        Optional<Arrival> now = isSigned(arrival) ? signed : Optional.of(arrival.unmarked());
        return new ReportHistory(newest, now, withdrawn, drafts, shown, taught, ended);
    }

    /** Withdrawn: no signature stands any more. */
    ReportHistory withdrawnBy(Arrival arrival) {
        Optional<Arrival> now = isWithdrawn(arrival) ? withdrawn : Optional.of(arrival.unmarked());
        return new ReportHistory(newest, Optional.empty(), now, drafts, shown, false, ended);
    }

    ReportHistory numbered(int number) {
        int now = Math.max(drafts, number);
        return new ReportHistory(newest, signed, withdrawn, now, shown, taught, ended);
    }

    ReportHistory showing(DraftRef draft) {
        List<DraftRef> all = new ArrayList<>(shown);
        all.removeIf(one -> one.number() == draft.number() && one.origin().equals(draft.origin()));
        all.add(draft);
        return new ReportHistory(newest, signed, withdrawn, drafts, last(all), taught, ended);
    }

    ReportHistory teaching() {
        return new ReportHistory(newest, signed, withdrawn, drafts, shown, true, ended);
    }

    ReportHistory ending(Arrival arrival, Ending ending) {
        if (endingOf(arrival.origin()).isPresent()) {
            return this;
        }
        List<Ended> all = new ArrayList<>(ended);
        all.add(new Ended(arrival.unmarked(), ending));
        return new ReportHistory(newest, signed, withdrawn, drafts, shown, taught, last(all));
    }

    private static <T> List<T> last(List<T> all) {
        return all.subList(Math.max(0, all.size() - REMEMBERED), all.size());
    }

    /** The draft that was on view last. */
    Optional<DraftRef> lastShown() {
        return shown.isEmpty() ? Optional.empty() : Optional.of(shown.get(shown.size() - 1));
    }

    List<DraftRef> shownFrom(Origin origin) {
        return shown.stream().filter(draft -> draft.origin().equals(origin)).toList();
    }
}
