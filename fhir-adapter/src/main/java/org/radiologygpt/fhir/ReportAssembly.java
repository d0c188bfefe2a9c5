package org.radiologygpt.fhir;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Identifier;
import org.radiologygpt.report.Coding;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.RejectReason;
import org.radiologygpt.report.ReportDetails;
import org.radiologygpt.report.ReportKey;
import org.radiologygpt.report.ReportStatus;
import org.radiologygpt.report.Section;
import org.radiologygpt.report.SourceProfile;
import org.radiologygpt.report.TextLedger;

/** Puts a received DiagnosticReport together as a report of ours. */
final class ReportAssembly {
    private static final DateTimeFormatter LABEL =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    private final ReceivedReport received;
    private final DiagnosticReport report;
    private final List<String> warnings;
    private final SourceProfile profile;

    private ReportAssembly(ReceivedReport received, SourceProfile profile) {
        this.received = received;
        this.profile = profile;
        this.report = received.report();
        this.warnings = new ArrayList<>(received.warnings());
    }

    static RadiologyReport of(ReceivedReport received, SourceProfile profile, ReportText text, TextLedger ledger) {
        return new ReportAssembly(received, profile).assemble(text, ledger);
    }

    private RadiologyReport assemble(ReportText text, TextLedger ledger) {
        ReportStatus status = status();
        ReportKey key = key();
        List<Section> sections = text.sections(received, warnings, ledger);
        Optional<Instant> clock = clock();
        if (clock.isEmpty()) {
            warnings.add("no version clock: neither meta.lastUpdated nor issued nor effective");
        }
        OrderReading order = new OrderReading(received);
        RadiologyReport read = new RadiologyReport(
                key,
                id().isEmpty() ? key.accession() : id(),
                clock.orElse(Instant.EPOCH),
                version(clock),
                status,
                new PatientReading(received).patient(),
                order.order(key.accession()),
                sections,
                KnownIdentifiers.of(received.resources()),
                securityLabels(),
                sourceReference(),
                warnings);
        return order.priority()
                .map(priority -> read.with(ReportDetails.of(SourceOrder.prioritised(read, priority))))
                .orElse(read);
    }

    private ReportStatus status() {
        if (report.getStatus() == null) {
            return profile.defaultStatus()
                    .orElseThrow(() -> new Rejection(RejectReason.UNKNOWN_STATUS, "status is missing"));
        }
        return Stream.of(ReportStatus.values())
                .filter(status -> status.code().equals(report.getStatus().toCode()))
                .findFirst()
                .orElseThrow(() -> new Rejection(RejectReason.UNKNOWN_STATUS, "status has no counterpart"));
    }

    /** Accession number: the identifier typed ACSN, the order's, else the report's first, else its logical id. */
    private ReportKey key() {
        Optional<Identifier> identifier = OrderReading.typed(report.getIdentifier(), "ACSN")
                .or(() -> OrderReading.typed(OrderReading.identifiersOfOrders(received), "ACSN"))
                .or(() -> report.getIdentifier().stream()
                        .filter(Identifier::hasValue)
                        .findFirst());
        String accession = identifier.map(Identifier::getValue).orElse(id()).strip();
        if (accession.isBlank()) {
            throw new Rejection(RejectReason.NO_ACCESSION, "neither identifier nor id");
        }
        String system = identifier.map(Identifier::getSystem).orElse("");
        String source = Stream.of(system, Sender.metaSource(report))
                .filter(text -> text != null && !text.isBlank())
                .findFirst()
                .orElse("fhir");
        return new ReportKey(source.strip(), accession);
    }

    private String id() {
        return Objects.requireNonNullElse(report.getIdElement().getIdPart(), "");
    }

    /**
     * The later of {@code meta.lastUpdated} and {@code issued}: a version that comes without the one must not seem older
     * than one that came with both. A versionId orders nothing: R4 gives it no order, and servers count by it as they like.
     */
    private Optional<Instant> clock() {
        return Stream.of(
                        Optional.ofNullable(report.getMeta().getLastUpdated()), Optional.ofNullable(report.getIssued()))
                .flatMap(Optional::stream)
                .map(Date::toInstant)
                .max(Comparator.naturalOrder())
                .or(() -> OrderReading.effective(report));
    }

    private String version(Optional<Instant> clock) {
        String versionId = Objects.requireNonNullElse(report.getMeta().getVersionId(), "");
        return versionId.isBlank() ? clock.map(LABEL::format).orElse("0") : versionId;
    }

    private List<Coding> securityLabels() {
        return report.getMeta().getSecurity().stream().map(OrderReading::coding).toList();
    }

    private String sourceReference() {
        String versionId = Objects.requireNonNullElse(report.getMeta().getVersionId(), "");
        String history = versionId.isBlank() ? "" : "/_history/" + versionId;
        return id().isEmpty() ? "" : "DiagnosticReport/" + id() + history;
    }
}
