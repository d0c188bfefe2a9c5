package org.radiologygpt.fhir;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Base64BinaryType;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumeration;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.MarkdownType;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.radiologygpt.report.ValueScrub;

/** Primitive values by their FHIR type; without extensions and element ids. */
final class CleanPrimitive {
    private static final Pattern UID = Pattern.compile("(?:urn:oid:)?([0-2](?:\\.\\d+){5,})");
    private static final Pattern WHOLE_INSTANT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T.*");
    private static final Set<String> OF_HL7 = Set.of("http://hl7.org/fhir/", "http://terminology.hl7.org/");
    /** Strings that name a person where nothing else does. */
    private static final Set<String> PEOPLE = Set.of("author[x]");

    private final ValueScrub scrub;
    private final CleanTexts texts;

    CleanPrimitive(ValueScrub scrub, CleanTexts texts) {
        this.scrub = scrub;
        this.texts = texts;
    }

    Optional<? extends Base> clean(Base value, String name, String parent) {
        String text = value.primitiveValue();
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        if (value instanceof Enumeration<?>) {
            return Optional.of(new CodeType(text));
        }
        if (value instanceof BaseDateTimeType date) {
            return date(date, name);
        }
        if (value instanceof BooleanType) {
            return Optional.of(new BooleanType(text));
        }
        if (name.equals("fullUrl")) {
            return FhirLinks.of(text, scrub).map(UriType::new);
        }
        return value instanceof Base64BinaryType ? Optional.empty() : words(value, text, name);
    }

    private Optional<? extends Base> words(Base value, String text, String name) {
        if (name.equals("uid") || UID.matcher(text).matches()) {
            return uid(value, text);
        }
        if (value instanceof IdType) {
            return scrub.token(text).map(IdType::new);
        }
        if (value instanceof UriType) {
            boolean public_ = OF_HL7.stream().anyMatch(text::startsWith) && scrub.keepsSystem(text);
            return public_ ? Optional.of(same(value, text)) : Optional.empty();
        }
        boolean running = value.getClass() == StringType.class || value instanceof MarkdownType;
        if (!running) {
            return scrub.keeps(text) ? Optional.of(same(value, text)) : Optional.empty();
        }
        if (PEOPLE.contains(name)) {
            return Optional.empty();
        }
        PrimitiveType<?> place = same(value, "___");
        texts.add(text, place::setValueAsString);
        return Optional.of(place);
    }

    private Optional<? extends Base> uid(Base value, String text) {
        String prefix = text.startsWith("urn:oid:") ? "urn:oid:" : "";
        return scrub.uid(text.substring(prefix.length())).map(uid -> same(value, prefix + uid));
    }

    private Optional<? extends Base> date(BaseDateTimeType date, String name) {
        String text = date.getValueAsString();
        Optional<String> clean = name.equals("birthDate") ? scrub.birthDate(text) : scrub.date(text);
        if (date instanceof InstantType) {
            return clean.filter(value -> WHOLE_INSTANT.matcher(value).matches()).map(InstantType::new);
        }
        return date instanceof DateType ? clean.map(DateType::new) : clean.map(DateTimeType::new);
    }

    private static PrimitiveType<?> same(Base like, String value) {
        try {
            PrimitiveType<?> same =
                    (PrimitiveType<?>) like.getClass().getDeclaredConstructor().newInstance();
            same.setValueAsString(value);
            return same;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no constructor: " + like.fhirType());
        }
    }
}
