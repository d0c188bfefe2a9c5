package org.radiologygpt.hl7v2;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.model.GenericMessage;
import ca.uhn.hl7v2.model.GenericSegment;
import ca.uhn.hl7v2.model.Type;
import ca.uhn.hl7v2.parser.EncodingCharacters;
import ca.uhn.hl7v2.parser.GenericModelClassFactory;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A segment by HAPI HL7v2's generic model: the same fields, read by someone else. */
final class HapiFields {
    private static final HapiContext CONTEXT = context();

    private final GenericSegment segment;

    HapiFields(RawSegment raw) throws HL7Exception {
        Delimiters delimiters = raw.delimiters();
        String others =
                "" + delimiters.component() + delimiters.repetition() + delimiters.escape() + delimiters.subcomponent();
        PipeParser parser = new PipeParser(CONTEXT);
        GenericMessage message = new GenericMessage.V25(CONTEXT.getModelClassFactory());
        message.setParser(parser);
        segment = new GenericSegment(message, raw.name());
        parser.parse(segment, raw.line(), new EncodingCharacters(delimiters.field(), others));
    }

    private static HapiContext context() {
        HapiContext context = new DefaultHapiContext(new GenericModelClassFactory());
        context.setValidationContext(ValidationContextFactory.noValidation());
        return context;
    }

    String get(int field, int repetition, int component, int subcomponent) throws HL7Exception {
        if (repetition >= repetitions(field)) {
            return "";
        }
        Type type = segment.getField(field)[repetition];
        if (component > Terser.numComponents(type) || subcomponent > Terser.numSubComponents(type, component)) {
            return "";
        }
        String value = Terser.getPrimitive(type, component, subcomponent).getValue();
        return value == null || value.equals("\"\"") ? "" : value.strip();
    }

    String joined(int field, int repetition, int component) throws HL7Exception {
        if (repetition >= repetitions(field) || component > Terser.numComponents(segment.getField(field)[repetition])) {
            return "";
        }
        int count = Terser.numSubComponents(segment.getField(field)[repetition], component);
        return IntStream.rangeClosed(1, count)
                .mapToObj(subcomponent -> unchecked(field, repetition, component, subcomponent))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private String unchecked(int field, int repetition, int component, int subcomponent) {
        try {
            return get(field, repetition, component, subcomponent);
        } catch (HL7Exception e) {
            throw new AssertionError(e);
        }
    }

    private int repetitions(int field) throws HL7Exception {
        return field > segment.numFields() ? 0 : segment.getField(field).length;
    }
}
