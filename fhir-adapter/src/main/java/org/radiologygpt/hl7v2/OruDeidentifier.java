package org.radiologygpt.hl7v2;

import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.radiologygpt.report.FieldRule;
import org.radiologygpt.report.ScrubException;
import org.radiologygpt.report.SourceProfile;
import org.radiologygpt.report.SourceProfiles;
import org.radiologygpt.report.ValueScrub;

/**
 * A message without identifiers that still is a message: only segments and fields with a rule are written, each by its
 * rule, with the standard's delimiters and in UTF-8. Thread-safe.
 */
public final class OruDeidentifier {
    private final SourceProfiles profiles;
    private final Map<String, Map<Integer, FieldRule>> rules;

    /**
     * By a policy's table.
     *
     * @param rules segment, then field, to what is done with it
     */
    public OruDeidentifier(SourceProfiles profiles, Map<String, Map<Integer, FieldRule>> rules) {
        this.profiles = profiles;
        this.rules = Map.copyOf(rules);
    }

    /**
     * The message without identifiers, segments ended by CR.
     *
     * @param message the bytes of one message that {@link OruReader} reads
     * @throws ScrubException where they are none; never quotes them
     */
    public String clean(byte[] message, ValueScrub scrub) {
        try {
            byte[] frame = frame(WideText.narrowed(message));
            Optional<RawSegment> header = Decoding.header(frame);
            SourceProfile profile = header.map(msh -> profiles.forSender(msh.first(3), msh.first(4)))
                    .orElseGet(SourceProfile::defaults);
            Decoding.Decoded decoded = new Decoding(new Warnings()).text(frame, profile, header);
            Hl7Message parsed = Hl7Message.parse(decoded.text(), new Warnings());
            CleanMessage clean = new CleanMessage(parsed.delimiters(), decoded.charset(), scrub);
            parsed.segments().forEach(segment -> segment(segment, clean, scrub));
            return clean.written();
        } catch (Refusal e) {
            throw new ScrubException(e.reason().code());
        }
    }

    private void segment(RawSegment segment, CleanMessage clean, ValueScrub scrub) {
        Map<Integer, FieldRule> fields = rules.get(segment.name());
        if (fields == null) {
            scrub.dropped(segment.name().startsWith("Z") ? "Z segment" : segment.name());
        } else {
            clean.add(segment, fields);
        }
    }

    private static byte[] frame(byte[] bytes) {
        if (Framing.isOneMessage(bytes)) {
            return bytes;
        }
        for (Iterator<Frame> frames = Framing.of(bytes); frames.hasNext(); ) {
            if (frames.next() instanceof Frame.Message message
                    && Decoding.header(message.bytes()).isPresent()) {
                return message.bytes();
            }
        }
        return bytes;
    }
}
