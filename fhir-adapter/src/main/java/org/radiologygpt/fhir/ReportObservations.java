package org.radiologygpt.fhir;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.StringType;
import org.radiologygpt.report.Measurement;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.SectionKind;

/** A report's sections and values as Observations, each under the name of its part. */
final class ReportObservations {
    private final ReportContext context;
    private final RadiologyReport report;
    private final Map<String, Observation> observations = new LinkedHashMap<>();

    private ReportObservations(ReportContext context) {
        this.context = context;
        this.report = context.report();
    }

    static Map<String, Observation> of(ReportContext context) {
        ReportObservations all = new ReportObservations(context);
        for (SectionKind kind : SectionKind.values()) {
            if (kind != SectionKind.IGNORED) {
                all.report.text(kind).ifPresent(text -> all.section(kind, text));
            }
        }
        List<Measurement> measurements = all.report.details().measurements();
        for (int i = 0; i < measurements.size(); i++) {
            all.observations.put("value-" + (i + 1), all.measured(measurements.get(i)));
        }
        return all.observations;
    }

    private void section(SectionKind kind, String text) {
        List<String> pieces = FhirText.pieces(text);
        for (int i = 0; i < pieces.size(); i++) {
            String value = FhirText.string(pieces.get(i));
            if (value != null) {
                Observation observation = observation(status(report));
                observation.setCode(SectionCode.concept(kind)).setValue(new StringType(value));
                observations.put(kind.key() + (i == 0 ? "" : "-" + (i + 1)), observation);
            }
        }
    }

    private Observation measured(Measurement measurement) {
        Observation observation = observation(V2Table.RESULT_STATUS
                .fhir(measurement.status())
                .map(ObservationStatus::fromCode)
                .orElseGet(() -> status(report)));
        MeasuredValue.write(measurement, observation);
        return observation;
    }

    private Observation observation(ObservationStatus status) {
        Observation observation = new Observation().setStatus(status);
        report.securityLabels().forEach(label -> observation.getMeta().addSecurity(Concepts.securityLabel(label)));
        observation.addCategory(Concepts.of(FhirUris.OBSERVATION_CATEGORY, "imaging", "Imaging"));
        context.subject().ifPresent(observation::setSubject);
        context.encounter().ifPresent(observation::setEncounter);
        context.effective().ifPresent(observation::setEffective);
        return observation;
    }

    /** Observation status has no {@code partial} and no {@code appended}. */
    static ObservationStatus status(RadiologyReport report) {
        return switch (report.status()) {
            case REGISTERED -> ObservationStatus.REGISTERED;
            case PARTIAL, PRELIMINARY -> ObservationStatus.PRELIMINARY;
            case FINAL -> ObservationStatus.FINAL;
            case AMENDED, APPENDED -> ObservationStatus.AMENDED;
            case CORRECTED -> ObservationStatus.CORRECTED;
            case CANCELLED -> ObservationStatus.CANCELLED;
            case ENTERED_IN_ERROR -> ObservationStatus.ENTEREDINERROR;
        };
    }
}
