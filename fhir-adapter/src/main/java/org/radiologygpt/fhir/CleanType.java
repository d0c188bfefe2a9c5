package org.radiologygpt.fhir;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Quantity.QuantityComparator;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Signature;
import org.radiologygpt.markup.MarkupException;
import org.radiologygpt.markup.MarkupText;
import org.radiologygpt.report.ValueScrub;

/** Data types that carry identifiers, each by a rule of its own; any other is rebuilt from its elements. */
final class CleanType {
    private static final Pattern RESOURCE_TYPE = Pattern.compile("[A-Z][A-Za-z]{1,40}");
    private static final Pattern STATE = Pattern.compile("[A-Z]{2}");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2,3}");
    private static final Set<String> YEARS = Set.of("a", "y", "yr", "yrs", "year", "years");
    private static final int OLDEST = 89;

    private final ValueScrub scrub;
    private final CleanTexts texts;
    private final UnaryOperator<Base> rebuilt;

    /** @param rebuilt how a type without a rule of its own is cleaned */
    CleanType(ValueScrub scrub, CleanTexts texts, UnaryOperator<Base> rebuilt) {
        this.scrub = scrub;
        this.texts = texts;
        this.rebuilt = rebuilt;
    }

    Optional<? extends Base> clean(Base value, String name) {
        if (value instanceof Identifier identifier) {
            return identifier(identifier);
        }
        if (value instanceof Reference reference) {
            return reference(reference);
        }
        if (value instanceof Coding coding) {
            return Optional.of(coding(coding));
        }
        if (value instanceof CodeableConcept concept) {
            return Optional.of(concept(concept));
        }
        if (value instanceof HumanName human) {
            return scrub.name(PersonNames.of(human))
                    .map(person -> new HumanName().setFamily(person.family()).addGiven(person.given()));
        }
        if (value instanceof Attachment attachment) {
            return attachment(attachment);
        }
        return others(value);
    }

    private Optional<? extends Base> others(Base value) {
        if (value instanceof Narrative narrative) {
            return narrative(narrative);
        }
        if (value instanceof Address address) {
            return Optional.of(address(address));
        }
        if (value instanceof Quantity quantity) {
            return Optional.of(quantity(quantity));
        }
        if (value instanceof Meta meta) {
            return Optional.of(meta(meta));
        }
        boolean telling = value instanceof ContactPoint || value instanceof Signature;
        return telling ? Optional.empty() : Optional.of(rebuilt.apply(value));
    }

    private Optional<Base> identifier(Identifier identifier) {
        String value = Optional.ofNullable(identifier.getValue()).orElse("");
        Optional<String> other = value.startsWith("urn:oid:")
                ? scrub.uid(value.substring("urn:oid:".length())).map(uid -> "urn:oid:" + uid)
                : scrub.identifier(value);
        return other.map(id -> {
            Identifier clean = new Identifier().setValue(id);
            if (identifier.hasSystem()) {
                scrub.token(identifier.getSystem()).ifPresent(token -> clean.setSystem("urn:radiology-gpt:" + token));
            }
            if (identifier.hasType()) {
                clean.setType(concept(identifier.getType()));
            }
            return clean.setUse(identifier.getUse());
        });
    }

    private Optional<Base> reference(Reference reference) {
        Reference clean = new Reference();
        if (reference.hasReference()) {
            FhirLinks.of(reference.getReference(), scrub).ifPresent(clean::setReference);
        }
        if (reference.hasType()
                && RESOURCE_TYPE.matcher(reference.getType()).matches()
                && scrub.keeps(reference.getType())) {
            clean.setType(reference.getType());
        }
        if (reference.hasIdentifier()) {
            identifier(reference.getIdentifier()).ifPresent(id -> clean.setIdentifier((Identifier) id));
        }
        return clean.isEmpty() ? Optional.empty() : Optional.of(clean);
    }

    private CodeableConcept concept(CodeableConcept concept) {
        CodeableConcept clean = new CodeableConcept();
        concept.getCoding().stream()
                .map(this::coding)
                .filter(coding -> !coding.isEmpty())
                .forEach(clean::addCoding);
        if (concept.hasText()) {
            clean.setText(scrub.text(concept.getText()));
        }
        return clean;
    }

    private Coding coding(Coding coding) {
        String system = Optional.ofNullable(coding.getSystem()).orElse("");
        Coding clean = new Coding();
        if (scrub.keepsSystem(system)) {
            clean.setSystem(system);
        } else if (!system.isBlank()) {
            scrub.token(system).ifPresent(token -> clean.setSystem("urn:radiology-gpt:" + token));
        }
        if (coding.hasCode() && scrub.keepsCode(system, coding.getCode())) {
            clean.setCode(coding.getCode());
        } else if (coding.hasCode()) {
            scrub.dropped("Coding.code");
        }
        if (coding.hasDisplay()) {
            clean.setDisplay(scrub.text(coding.getDisplay()));
        }
        return clean;
    }

    private Address address(Address address) {
        Address clean = new Address();
        scrub.postalCode(Optional.ofNullable(address.getPostalCode()).orElse(""))
                .ifPresent(clean::setPostalCode);
        if (address.hasState() && STATE.matcher(address.getState()).matches() && scrub.keeps(address.getState())) {
            clean.setState(address.getState());
        }
        if (address.hasCountry()
                && COUNTRY.matcher(address.getCountry()).matches()
                && scrub.keeps(address.getCountry())) {
            clean.setCountry(address.getCountry());
        }
        return clean;
    }

    private Quantity quantity(Quantity quantity) {
        Quantity clean = (Quantity) rebuilt.apply(quantity);
        clean.setSystem(null).setCode(null);
        if (quantity.hasSystem() && scrub.keepsSystem(quantity.getSystem())) {
            clean.setSystem(quantity.getSystem());
            if (quantity.hasCode() && scrub.keepsCode(quantity.getSystem(), quantity.getCode())) {
                clean.setCode(quantity.getCode());
            }
        }
        String unit = quantity.hasUnit() ? quantity.getUnit() : String.valueOf(quantity.getCode());
        boolean old = quantity.hasValue() && quantity.getValue().compareTo(BigDecimal.valueOf(OLDEST)) > 0;
        if (old && YEARS.contains(unit.toLowerCase(Locale.ROOT))) {
            clean.setValue(OLDEST).setComparator(QuantityComparator.GREATER_THAN);
        }
        return clean;
    }

    /** Confidentiality and profiles of HL7; no version, time or source. */
    private Meta meta(Meta meta) {
        Meta clean = new Meta();
        meta.getSecurity().stream()
                .map(this::coding)
                .filter(coding -> !coding.isEmpty())
                .forEach(clean::addSecurity);
        meta.getProfile().stream()
                .map(CanonicalType::getValue)
                .filter(profile ->
                        profile != null && profile.startsWith("http://hl7.org/fhir/") && scrub.keepsSystem(profile))
                .forEach(clean::addProfile);
        return clean;
    }

    /** Text of any kind as plain text; what is no text is left out, and a URL with it. */
    private Optional<Base> attachment(Attachment attachment) {
        Optional<String> text = AttachmentText.of(attachment, warning -> {});
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Attachment clean = new Attachment().setContentType("text/plain");
        if (attachment.hasTitle()) {
            clean.setTitle(scrub.text(attachment.getTitle()));
        }
        texts.add(text.get(), words -> clean.setData(words.getBytes(StandardCharsets.UTF_8)));
        return Optional.of(clean.setData(new byte[] {'_'}));
    }

    private Optional<Base> narrative(Narrative narrative) {
        String div = narrative.getDivAsString();
        if (div == null) {
            return Optional.empty();
        }
        try {
            String words = MarkupText.fromHtml(div);
            Narrative clean = new Narrative().setStatus(narrative.getStatus());
            clean.setDivAsString(xhtml("___"));
            texts.add(words, text -> clean.setDivAsString(xhtml(text)));
            return Optional.of(clean);
        } catch (MarkupException e) {
            return Optional.empty();
        }
    }

    private static String xhtml(String text) {
        return "<div xmlns=\"http://www.w3.org/1999/xhtml\">"
                + Xhtml.escaped(text).replace("\n", "<br/>") + "</div>";
    }
}
