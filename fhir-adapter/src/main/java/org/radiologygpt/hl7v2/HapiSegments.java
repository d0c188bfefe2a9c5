package org.radiologygpt.hl7v2;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.model.GenericMessage;
import ca.uhn.hl7v2.model.GenericSegment;
import ca.uhn.hl7v2.parser.EncodingCharacters;
import ca.uhn.hl7v2.parser.GenericModelClassFactory;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import org.radiologygpt.report.RejectReason;

/**
 * Segments as HAPI's generic model, one at a time: the same for every HL7 version and message structure, so that
 * neither an unknown version nor an unusual order of segments loses anything. One context for all messages.
 */
final class HapiSegments {
    private final HapiContext context;

    HapiSegments() {
        context = new DefaultHapiContext(new GenericModelClassFactory());
        context.setValidationContext(ValidationContextFactory.noValidation());
    }

    /**
     * Parses one segment.
     *
     * @throws Refusal where HAPI cannot read it
     */
    SegmentFields parse(RawSegment raw) {
        Delimiters delimiters = raw.delimiters();
        PipeParser parser = new PipeParser(context);
        GenericMessage message = new GenericMessage.V25(context.getModelClassFactory());
        message.setParser(parser);
        GenericSegment segment = new GenericSegment(message, raw.name());
        try {
            parser.parse(
                    segment, raw.line(), new EncodingCharacters(delimiters.field(), delimiters.encodingCharacters()));
        } catch (HL7Exception e) {
            // The exception's own text may hold content of the message.
            throw new Refusal(RejectReason.MALFORMED_HL7, raw.name() + ": segment cannot be parsed");
        }
        return new SegmentFields(segment);
    }
}
