package org.radiologygpt.hl7v2;

import java.util.Optional;
import org.radiologygpt.report.RejectReason;
import org.radiologygpt.report.ReportKey;
import org.radiologygpt.report.SourceProfile;
import org.radiologygpt.report.SourceProfiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads as much of a message as its receiver must know before it is stored: the header, and the key by which
 * {@link OruReader} will know the report. Never throws; holds no content in outcomes or logs. Thread-safe.
 */
public final class AdmissionReader {
    private static final Logger LOG = LoggerFactory.getLogger(AdmissionReader.class);

    private final SourceProfiles profiles;

    /** Finds the accession where each sender's profile says. */
    public AdmissionReader(SourceProfiles profiles) {
        this.profiles = profiles;
    }

    /** What the bytes of one message are. */
    public Admission read(byte[] message) {
        Optional<MessageHeader> header = Optional.empty();
        try {
            byte[] narrowed = WideText.narrowed(message);
            header = MessageHeader.of(narrowed);
            return admitted(OruReader.onlyFrame(narrowed).bytes(), header);
        } catch (Refusal e) {
            return refused(header, e);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("Admitting a message failed: {}", e.getClass().getName());
            return new Admission.Refused(
                    header, AckReason.READER_FAULT, e.getClass().getSimpleName());
        }
    }

    private Admission admitted(byte[] bytes, Optional<MessageHeader> known) {
        Optional<RawSegment> raw = Decoding.header(bytes);
        SourceProfile profile =
                raw.map(msh -> profiles.forSender(msh.first(3), msh.first(4))).orElseGet(SourceProfile::defaults);
        Warnings warnings = new Warnings();
        String text = new Decoding(warnings).text(bytes, profile, raw).text();
        MessageHeader header =
                known.orElseThrow(() -> new Refusal(RejectReason.NO_MSH_SEGMENT, "no segment MSH can be read"));
        Hl7Message message = Hl7Message.parse(text, warnings);
        String source = RadiologyMessage.source(message.header());
        if (MergeReader.isMerge(header)) {
            return new Admission.Merge(header, source);
        }
        return new Admission.Report(header, new ReportKey(source, accession(message, profile, warnings)));
    }

    private static String accession(Hl7Message message, SourceProfile profile, Warnings warnings) {
        MessageType type = MessageType.of(message, warnings);
        Optional<DocumentHeader> document = message.first("TXA")
                .filter(txa -> type.isDocument())
                .map(txa -> new DocumentHeader(new SegmentFields(txa), profile.zone()));
        return new MessageOrders(message, profile, document, "").main().accession();
    }

    private static Admission refused(Optional<MessageHeader> header, Refusal refusal) {
        boolean event = refusal.reason() == RejectReason.UNSUPPORTED_MESSAGE_TYPE
                && header.map(MessageHeader::type)
                        .filter(AdmissionReader::isKnown)
                        .isPresent();
        AckReason reason = event ? AckReason.UNSUPPORTED_EVENT : AckReason.of(refusal.reason());
        return new Admission.Refused(header, reason, refusal.getMessage());
    }

    private static boolean isKnown(String type) {
        return type.equals("ORU") || type.equals("MDM") || type.equals("ADT");
    }
}
