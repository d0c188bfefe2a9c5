package org.radiologygpt.hl7v2;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.radiologygpt.report.Coding;
import org.radiologygpt.report.Order;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.RejectReason;
import org.radiologygpt.report.ReportKey;
import org.radiologygpt.report.ReportStatus;
import org.radiologygpt.report.Section;
import org.radiologygpt.report.SectionFinder;
import org.radiologygpt.report.SourceProfile;

/** One ORU^R01 as a report: its segments are walked once, in file order. */
final class OruMessage {
    private static final Set<String> VERSIONS = Set.of(
            "2.1", "2.2", "2.3", "2.3.1", "2.4", "2.5", "2.5.1", "2.6", "2.7", "2.7.1", "2.8", "2.8.1", "2.8.2", "2.9");
    private static final DateTimeFormatter VERSION_LABEL =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    private final Hl7Message message;
    private final RawSegment header;
    private final SourceProfile profile;
    private final HapiSegments hapi;
    private final Warnings warnings;
    private final ReportLines lines;
    private final IdentifierCollector identifiers = new IdentifierCollector();
    private final Set<String> collected = new HashSet<>();

    OruMessage(Hl7Message message, SourceProfile profile, SectionFinder finder, HapiSegments hapi, Warnings warnings) {
        this.message = message;
        this.header = message.header();
        this.profile = profile;
        this.hapi = hapi;
        this.warnings = warnings;
        this.lines = new ReportLines(profile, finder, message.delimiters(), warnings);
    }

    /**
     * The report.
     *
     * @throws Refusal where the message is none, or lacks what names it
     */
    RadiologyReport report() {
        checkHeader();
        checkWhole();
        SegmentFields pid = required("PID", RejectReason.NO_PID_SEGMENT);
        SegmentFields obr = required("OBR", RejectReason.NO_OBR_SEGMENT);
        message.segments().forEach(this::walk);
        Optional<SegmentFields> orc = message.first("ORC").map(hapi::parse);
        Order order = OrderReader.order(obr, orc, profile.accessionField(), profile.zone(), studyUid());
        List<Section> sections = lines.sections();
        if (sections.isEmpty()) {
            warnings.note(ReadWarning.NO_TEXT);
        }
        return report(pid, obr, orc, order, sections);
    }

    private RadiologyReport report(
            SegmentFields pid, SegmentFields obr, Optional<SegmentFields> orc, Order order, List<Section> sections) {
        if (order.accession().isEmpty()) {
            throw new Refusal(
                    RejectReason.NO_ACCESSION, profile.accessionField().name().replace('_', '-') + ", ORC-3 are empty");
        }
        ReportStatus status = status(sections.isEmpty());
        Instant clock = clock(obr);
        return new RadiologyReport(
                new ReportKey(source(), order.accession()),
                header.first(10),
                clock,
                version(clock),
                status,
                OrderReader.patient(pid),
                order,
                sections,
                identifiers.found(),
                orc.map(OrderReader::securityLabels).orElseGet(List::<Coding>of),
                "",
                warnings.codes(),
                DetailReader.of(message, profile.zone()));
    }

    private void walk(RawSegment segment) {
        switch (segment.name()) {
            case "OBR" -> lines.nextOrder();
            case "OBX" -> lines.observation(segment);
            case "NTE" -> lines.note(segment);
            default -> {}
        }
        RawSegment named = segment.is("OBX") ? afterText(segment) : segment;
        if (IdentifierCollector.concerns(named) && collected.add(named.line())) {
            identifiers.collect(named.name(), hapi.parse(named));
        }
    }

    /** OBX-14 and on: mostly the same person on each line, so that one line of many is parsed. */
    private static RawSegment afterText(RawSegment obx) {
        char field = obx.delimiters().field();
        int at = 0;
        for (int i = 0; i < 14; i++) {
            at = obx.line().indexOf(field, at) + 1;
            if (at == 0) {
                return new RawSegment("OBX", "OBX", obx.delimiters());
            }
        }
        return new RawSegment(
                "OBX", "OBX" + String.valueOf(field).repeat(14) + obx.line().substring(at), obx.delimiters());
    }

    private void checkHeader() {
        if (header.fields() < 8 && message.segments().size() == 1) {
            throw new Refusal(RejectReason.TRUNCATED, "message ends within MSH");
        }
        List<String> type =
                RawSegment.parts(header.field(9), message.delimiters().component());
        boolean oru = type.get(0).strip().equals("ORU")
                && (type.size() < 2
                        || type.get(1).isBlank()
                        || type.get(1).strip().equals("R01"));
        if (!oru) {
            throw new Refusal(RejectReason.UNSUPPORTED_MESSAGE_TYPE, "MSH-9 is not ORU^R01");
        }
        String version = header.first(12);
        if (version.isEmpty()) {
            warnings.note(ReadWarning.VERSION_MISSING);
        } else if (!VERSIONS.contains(version)) {
            warnings.note(ReadWarning.VERSION_UNKNOWN);
        }
    }

    /**
     * A message that ends inside the text of its last OBX was cut: OBX-11 is a required field. A sender that never
     * writes it is believed.
     */
    private void checkWhole() {
        List<RawSegment> segments = message.segments();
        RawSegment end = segments.get(segments.size() - 1);
        if (message.terminated() || !end.is("OBX") || end.fields() > 5) {
            return;
        }
        List<RawSegment> observations =
                segments.stream().filter(segment -> segment.is("OBX")).toList();
        if (observations.size() == 1 || observations.stream().anyMatch(obx -> obx.fields() > 5)) {
            throw new Refusal(RejectReason.TRUNCATED, "message ends within OBX-5");
        }
    }

    private SegmentFields required(String name, RejectReason reason) {
        return hapi.parse(message.first(name).orElseThrow(() -> new Refusal(reason, "no segment " + name)));
    }

    private ReportStatus status(boolean noText) {
        List<RawSegment> orders =
                message.segments().stream().filter(segment -> segment.is("OBR")).toList();
        if (orders.size() > 1) {
            warnings.note(ReadWarning.SEVERAL_ORDERS);
        }
        List<String> codes = orders.stream()
                .map(obr -> obr.first(25))
                .filter(code -> !code.isEmpty())
                .toList();
        if (codes.stream().distinct().count() > 1) {
            warnings.note(ReadWarning.ORDER_STATUSES_DIFFER);
        }
        return codes.isEmpty() ? unstated(noText) : stated(codes.get(0));
    }

    private ReportStatus stated(String code) {
        ReportStatus status = ResultStatus.of(code)
                .map(ResultStatus::status)
                .orElseThrow(() -> new Refusal(RejectReason.UNKNOWN_STATUS, "OBR-25 is not in table 0123"));
        if (code.length() > 1) {
            warnings.note(ReadWarning.STATUS_WORD);
        }
        lines.leastFinal()
                .filter(least -> Finality.of(least).compareTo(Finality.of(status)) < 0)
                .ifPresent(least -> warnings.note(ReadWarning.LINE_LESS_FINAL));
        return status;
    }

    private ReportStatus unstated(boolean noText) {
        Optional<ReportStatus> least = lines.leastFinal();
        if (least.isPresent()) {
            warnings.note(ReadWarning.STATUS_FROM_LINES);
            return least.get();
        }
        if (profile.defaultStatus().isPresent()) {
            warnings.note(ReadWarning.STATUS_FROM_PROFILE);
            return profile.defaultStatus().get();
        }
        if (noText) {
            warnings.note(ReadWarning.STATUS_ABSENT);
            return ReportStatus.REGISTERED;
        }
        throw new Refusal(RejectReason.UNKNOWN_STATUS, "OBR-25 and OBX-11 are empty");
    }

    private String source() {
        String source = Stream.of(header.first(3), header.first(4))
                .filter(part -> !part.isEmpty())
                .reduce((application, facility) -> application + "/" + facility)
                .orElse("unknown");
        return source.replace('|', '_');
    }

    private Instant clock(SegmentFields obr) {
        return obr.time(22, profile.zone())
                .or(() -> Timestamps.instant(header.first(7), profile.zone()))
                .orElseGet(() -> {
                    warnings.note(ReadWarning.NO_CLOCK);
                    return Instant.EPOCH;
                });
    }

    private String version(Instant clock) {
        if (!clock.equals(Instant.EPOCH)) {
            return VERSION_LABEL.format(clock);
        }
        String id = header.first(10).replaceAll("[^A-Za-z0-9.-]", "-");
        return id.isEmpty() ? "0" : "0-" + id;
    }

    private String studyUid() {
        return message.first("ZDS")
                .map(zds -> zds.first(1))
                .filter(uid -> !uid.isEmpty())
                .orElseGet(lines::studyInstanceUid);
    }
}
