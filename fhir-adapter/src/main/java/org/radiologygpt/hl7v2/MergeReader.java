package org.radiologygpt.hl7v2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.radiologygpt.draft.Notice;
import org.radiologygpt.report.Identifier;
import org.radiologygpt.report.RejectReason;
import org.radiologygpt.report.SourceProfile;
import org.radiologygpt.report.SourceProfiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads merges of patients (HL7 v2.5.1 section 3.3.18, 3.3.34, 3.3.40, 3.3.47): in each pair of PID and MRG the
 * identifiers of MRG-1 end, those of PID-3 stay. Never throws; holds no content in outcomes or logs. Thread-safe.
 */
public final class MergeReader {
    private static final Logger LOG = LoggerFactory.getLogger(MergeReader.class);

    /** Merge of records, of identifiers (deprecated), of identifier lists, and change of an identifier list. */
    private static final Set<String> EVENTS = Set.of("A18", "A34", "A40", "A47");

    private final SourceProfiles profiles;

    /** Reads each message in the encoding that its sender's profile says. */
    public MergeReader(SourceProfiles profiles) {
        this.profiles = profiles;
    }

    /** Whether a header is that of a merge. */
    static boolean isMerge(MessageHeader header) {
        return header.type().equals("ADT") && EVENTS.contains(header.event());
    }

    /** The merge in these bytes; empty where they hold another message. */
    public Optional<Notice> read(byte[] message) {
        try {
            byte[] bytes = OruReader.onlyFrame(WideText.narrowed(message)).bytes();
            return MessageHeader.of(bytes).filter(MergeReader::isMerge).map(header -> merge(bytes));
        } catch (Refusal e) {
            return Optional.of(new Notice.Unusable(e.reason(), e.getMessage()));
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("Reading a merge failed: {}", e.getClass().getName());
            return Optional.of(
                    new Notice.Unusable(RejectReason.READER_FAULT, e.getClass().getSimpleName()));
        }
    }

    private Notice merge(byte[] bytes) {
        Warnings warnings = new Warnings();
        Optional<RawSegment> raw = Decoding.header(bytes);
        SourceProfile profile =
                raw.map(msh -> profiles.forSender(msh.first(3), msh.first(4))).orElseGet(SourceProfile::defaults);
        Hl7Message message = Hl7Message.parse(
                new Decoding(warnings).text(bytes, profile, raw).text(), warnings);
        List<Identifier> losing = losing(message);
        return losing.isEmpty()
                ? new Notice.Unusable(RejectReason.MALFORMED_HL7, "MRG-1 names no patient other than PID-3")
                : new Notice.Merged(RadiologyMessage.source(message.header()), losing);
    }

    private static List<Identifier> losing(Hl7Message message) {
        List<Identifier> losing = new ArrayList<>();
        List<Identifier> staying = List.of();
        for (RawSegment segment : message.segments()) {
            if (segment.is("PID")) {
                staying = new SegmentFields(segment).identifiers(3);
            } else if (segment.is("MRG")) {
                new SegmentFields(segment)
                        .identifiers(1).stream().filter(notIn(staying)).forEach(losing::add);
            }
        }
        return losing;
    }

    private static Predicate<Identifier> notIn(List<Identifier> staying) {
        return id -> staying.stream()
                .noneMatch(stays ->
                        stays.value().equals(id.value()) && stays.system().equals(id.system()));
    }
}
