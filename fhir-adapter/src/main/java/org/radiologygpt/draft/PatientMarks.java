package org.radiologygpt.draft;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.radiologygpt.report.Identifier;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReportKey;

/**
 * Hashes by which the reports of a patient are found again when his record is merged into another. Each has the report's
 * key in it: a state names no patient, and two states of one patient do not show as his. What is <em>not</em>
 * guaranteed: who holds a state and a list of the hospital's numbers can try them all.
 */
public final class PatientMarks {
    /** 128 bits: enough never to meet by chance. */
    private static final int HEX = 32;

    private PatientMarks() {}

    /** The marks that are kept with a report. */
    public static List<String> of(RadiologyReport report) {
        return of(report.key(), report.patient().identifiers());
    }

    /** The marks of a patient with these identifiers, as a report of this key keeps them. */
    public static List<String> of(ReportKey key, List<Identifier> patient) {
        Set<String> marks = new LinkedHashSet<>();
        for (Identifier id : patient) {
            if (!id.value().isBlank()) {
                marks.add(mark(key, id.system(), id.value()));
                marks.add(mark(key, "?", id.value()));
            }
        }
        return List.copyOf(marks);
    }

    /** Whether marks that were kept with a report are of a patient; an authority that one side leaves out is no other. */
    public static boolean name(List<String> marks, ReportKey key, Identifier id) {
        return id.system().isBlank()
                ? marks.contains(mark(key, "?", id.value()))
                : marks.contains(mark(key, id.system(), id.value())) || marks.contains(mark(key, "", id.value()));
    }

    private static String mark(ReportKey key, String system, String value) {
        String named = "patient\n" + system.strip() + "\n" + value.strip();
        return ReportEvents.hash(key, named.getBytes(StandardCharsets.UTF_8)).substring(0, HEX);
    }
}
