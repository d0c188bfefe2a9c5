package org.radiologygpt.hl7v2;

import java.nio.charset.Charset;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.radiologygpt.report.Order;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.RejectReason;
import org.radiologygpt.report.ReportKey;
import org.radiologygpt.report.ReportStatus;
import org.radiologygpt.report.Section;
import org.radiologygpt.report.SectionFinder;
import org.radiologygpt.report.SourceProfile;
import org.radiologygpt.report.TextAccount;
import org.radiologygpt.report.TextLedger;

/** One ORU^R01 or MDM as a report: its segments are walked once, in file order. */
final class RadiologyMessage {
    private static final DateTimeFormatter VERSION_LABEL =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    private final Hl7Message message;
    private final RawSegment header;
    private final SourceProfile profile;
    private final Warnings warnings;
    private final TextLedger ledger = new TextLedger();
    private final ReportLines lines;
    private final IdentifierCollector identifiers = new IdentifierCollector();
    private final Set<String> collected = new HashSet<>();

    RadiologyMessage(Hl7Message message, SourceProfile profile, Charset charset, Warnings warnings) {
        this.message = message;
        this.header = message.header();
        this.profile = profile;
        this.warnings = warnings;
        this.lines = new ReportLines(profile, message.delimiters(), charset, warnings, ledger);
    }

    /**
     * The report, and where each character of its text went.
     *
     * @throws Refusal where the message is none, or lacks what names it, or a part of its text is in no place
     */
    ReadOutcome.Read read(SectionFinder finder) {
        MessageType type = MessageType.of(message, warnings);
        checkWhole();
        SegmentFields pid = required("PID", RejectReason.NO_PID_SEGMENT);
        Optional<DocumentHeader> document = document(type);
        if (document.isEmpty()) {
            message.first("OBR").orElseThrow(() -> new Refusal(RejectReason.NO_OBR_SEGMENT, "no segment OBR"));
        }
        message.segments().forEach(this::walk);
        List<Section> sections = lines.sections(finder);
        TextAccount account = ledger.account(message.received(), sections);
        if (!account.balanced()) {
            throw new Refusal(
                    RejectReason.READER_FAULT, "text does not add up: " + account.difference() + " characters");
        }
        warnings.noteIf(sections.isEmpty(), ReadWarning.NO_TEXT);
        ReportStatus status = new StatusRules(message, type, profile, lines, warnings).status(sections);
        MessageOrders orders = new MessageOrders(message, profile, document, studyUid());
        return new ReadOutcome.Read(report(pid, orders, document, status, sections), account);
    }

    private RadiologyReport report(
            SegmentFields pid,
            MessageOrders orders,
            Optional<DocumentHeader> document,
            ReportStatus status,
            List<Section> sections) {
        warnings.noteIf(orders.size() > 1, ReadWarning.SEVERAL_ORDERS);
        warnings.noteIf(orders.hasParent(), ReadWarning.PARENT_ORDER);
        Order order = orders.main();
        Instant clock = clock(orders, document);
        return new RadiologyReport(
                new ReportKey(source(header), order.accession()),
                header.first(10),
                clock,
                version(clock),
                status,
                OrderReader.patient(pid),
                order,
                withStatus(sections, status),
                identifiers.found(),
                orders.securityLabels(),
                "",
                warnings.codes(),
                orders.linked(order),
                DetailReader.of(message, profile.zone()));
    }

    /** A section's own status stands only where it is less final than the report's. */
    private static List<Section> withStatus(List<Section> sections, ReportStatus report) {
        return sections.stream()
                .map(section -> new Section(
                        section.kind(),
                        section.text(),
                        section.status().filter(status -> StatusRules.isLessFinal(status, report))))
                .toList();
    }

    private void walk(RawSegment segment) {
        switch (segment.name()) {
            case "OBR", "TXA" -> lines.nextOrder();
            case "OBX" -> observation(segment);
            case "NTE" -> lines.note(segment);
            default -> {}
        }
        if (!IdentifierCollector.concerns(segment)) {
            return;
        }
        RawSegment named = segment.is("OBX") ? afterText(segment) : segment;
        if (collected.add(named.line())) {
            identifiers.collect(named.name(), new SegmentFields(named));
        }
    }

    /** A person may be the value of an observation, whatever else its line holds. */
    private void observation(RawSegment obx) {
        if (lines.observation(obx) == DataType.PERSON) {
            identifiers.collectPerson(new SegmentFields(obx), obx.first(2));
        }
    }

    /** OBX-14 and on: mostly the same person on each line, so that one line of many is parsed. */
    private static RawSegment afterText(RawSegment obx) {
        String rest = obx.from(14);
        String line = rest.isEmpty()
                ? "OBX"
                : "OBX" + String.valueOf(obx.delimiters().field()).repeat(14) + rest;
        return new RawSegment("OBX", line, obx.delimiters());
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
        List<RawSegment> observations = message.all("OBX");
        if (observations.size() == 1 || observations.stream().anyMatch(obx -> obx.fields() > 5)) {
            throw new Refusal(RejectReason.TRUNCATED, "message ends within OBX-5");
        }
    }

    private Optional<DocumentHeader> document(MessageType type) {
        return message.first("TXA")
                .filter(txa -> type.isDocument())
                .map(txa -> new DocumentHeader(new SegmentFields(txa), profile.zone()));
    }

    private SegmentFields required(String name, RejectReason reason) {
        return new SegmentFields(message.first(name).orElseThrow(() -> new Refusal(reason, "no segment " + name)));
    }

    /** The sending system, {@code MSH-3/MSH-4}, as it stands in keys. */
    static String source(RawSegment header) {
        String source = Stream.of(header.first(3), header.first(4))
                .filter(part -> !part.isEmpty())
                .reduce((application, facility) -> application + "/" + facility)
                .orElse("unknown");
        return source.replace('|', '_');
    }

    /** OBR-22 of a result. The times of a document do not move with its status, so that MSH-7 is its clock. */
    private Instant clock(MessageOrders orders, Optional<DocumentHeader> document) {
        Optional<Instant> result = document.isPresent()
                ? Optional.empty()
                : orders.firstObr().flatMap(obr -> obr.time(22, profile.zone()));
        boolean unreadable = document.isEmpty()
                && result.isEmpty()
                && orders.firstObr().filter(obr -> !obr.get(22).isEmpty()).isPresent();
        warnings.noteIf(unreadable, ReadWarning.TIME_UNREADABLE);
        return result.or(() -> Timestamps.instant(header.first(7), profile.zone()))
                .or(() -> document.flatMap(DocumentHeader::time))
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
