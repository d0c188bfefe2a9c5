package org.radiologygpt.deid;

import java.time.Instant;
import java.time.ZoneOffset;
import org.radiologygpt.report.RadiologyReport;

/** What stands for one report and its patient in data that leave: the same under the same key, nothing without it. */
public final class Pseudonyms {
    private final KeyedHash hash;
    private final SurrogateDates dates;
    private final String report;

    /** Those of a report and its patient. */
    public Pseudonyms(DeidKey key, RadiologyReport report) {
        this(key, Subject.of(report), report.key().toString());
    }

    /** Those of a report that is known by its name and its patient's alone. */
    public Pseudonyms(DeidKey key, Subject subject, String report) {
        this.hash = new KeyedHash(key, subject);
        this.dates = new SurrogateDates(hash, false);
        this.report = report;
    }

    /** The patient's, the same in all reports. */
    public String patient() {
        return hash.code("patient", hash.subject().id());
    }

    /** The report's, the same in all its versions. */
    public String report() {
        return hash.code("report", report);
    }

    /** The day of a time, moved as all dates of this patient are; ISO 8601. */
    public String day(Instant time) {
        return dates.moved(time.atZone(ZoneOffset.UTC).toLocalDate()).toString();
    }
}
