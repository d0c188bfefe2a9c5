package org.radiologygpt.hl7v2;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.RejectReason;
import org.radiologygpt.report.SectionFinder;
import org.radiologygpt.report.SourceProfile;
import org.radiologygpt.report.SourceProfiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads messages ORU^R01 and MDM^T01 to T11 of HL7 v2.1 to 2.9 as radiology reports. Bad input is a rejected outcome, never an exception,
 * and no outcome, log line or exception holds content of a message. Thread-safe.
 */
public final class OruReader {
    private static final Logger LOG = LoggerFactory.getLogger(OruReader.class);

    private final SourceProfiles profiles;
    private final Map<String, SectionFinder> finders = new ConcurrentHashMap<>();

    /** Reads each message by the profile of its sender. */
    public OruReader(SourceProfiles profiles) {
        this.profiles = profiles;
    }

    /** Reads the bytes of one message, framed or not; several messages in one are a reject: {@link Framing} cuts them. */
    public ReadOutcome read(byte[] message) {
        try {
            return read(onlyFrame(WideText.narrowed(message)));
        } catch (Refusal e) {
            return new ReadOutcome.Rejected(e.reason(), e.getMessage());
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("Reading a message failed: {}", e.getClass().getName());
            return new ReadOutcome.Rejected(
                    RejectReason.READER_FAULT, e.getClass().getSimpleName());
        }
    }

    /** Reads one frame of a stream. */
    public ReadOutcome read(Frame frame) {
        if (frame instanceof Frame.Broken broken) {
            return new ReadOutcome.Rejected(broken.reason(), broken.detail());
        }
        return read(((Frame.Message) frame).bytes());
    }

    private ReadOutcome read(FramedMessage message) {
        Warnings warnings = new Warnings();
        if (message.othersAround()) {
            warnings.note(ReadWarning.TEXT_AROUND_MESSAGE);
        }
        Optional<RawSegment> header = Decoding.header(message.bytes());
        SourceProfile profile = header.map(msh -> profiles.forSender(msh.first(3), msh.first(4)))
                .orElseGet(SourceProfile::defaults);
        SectionFinder finder = finders.computeIfAbsent(profile.name(), name -> new SectionFinder(profile));
        return message(new Decoding(warnings).text(message.bytes(), profile, header), profile, warnings)
                .read(finder);
    }

    /** The decoded text is let go before the report is built: a message may be of megabytes. */
    private RadiologyMessage message(Decoding.Decoded decoded, SourceProfile profile, Warnings warnings) {
        Hl7Message parsed = Hl7Message.parse(decoded.text(), warnings);
        return new RadiologyMessage(parsed, profile, decoded.charset(), warnings);
    }

    /** The bytes of one message, and whether other text stood around it. */
    record FramedMessage(byte[] bytes, boolean othersAround) {}

    /**
     * The one message in these bytes.
     *
     * @throws Refusal where there are several
     */
    static FramedMessage onlyFrame(byte[] bytes) {
        if (isBlank(bytes)) {
            throw new Refusal(RejectReason.EMPTY_MESSAGE, "message is empty");
        }
        if (Framing.isOneMessage(bytes)) {
            return new FramedMessage(bytes, false);
        }
        List<byte[]> messages = new ArrayList<>();
        int others = 0;
        for (Iterator<Frame> frames = Framing.of(bytes); frames.hasNext(); ) {
            byte[] frame = bytes(frames.next());
            if (Decoding.header(frame).isPresent()) {
                messages.add(frame);
            } else {
                others++;
            }
        }
        if (messages.size() > 1) {
            throw new Refusal(RejectReason.MALFORMED_HL7, messages.size() + " messages where one was expected");
        }
        return messages.isEmpty() ? new FramedMessage(bytes, false) : new FramedMessage(messages.get(0), others > 0);
    }

    private static byte[] bytes(Frame frame) {
        if (frame instanceof Frame.Broken broken) {
            throw new Refusal(broken.reason(), broken.detail());
        }
        return ((Frame.Message) frame).bytes();
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte value : bytes) {
            if (!FrameBuffer.isBlank(value)) {
                return false;
            }
        }
        return true;
    }
}
