package org.radiologygpt;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport.IssueSeverity;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;

/**
 * HAPI's validator against FHIR R4 as published, offline. A code system that it does not carry (LOINC, CPT, a sender's
 * own) cannot be checked and is a warning.
 */
final class R4Validator {
    private static final class Holder {
        private static final FhirValidator VALIDATOR = create();
    }

    private final Map<ResultSeverityEnum, Integer> counts = new EnumMap<>(ResultSeverityEnum.class);

    /** The errors of a resource: where and why. */
    List<String> errors(String json) {
        List<SingleValidationMessage> messages =
                Holder.VALIDATOR.validateWithResult(json).getMessages();
        messages.forEach(message -> counts.merge(message.getSeverity(), 1, Integer::sum));
        return messages.stream()
                .filter(message -> message.getSeverity().ordinal() >= ResultSeverityEnum.ERROR.ordinal())
                .map(message -> message.getLocationString() + ": " + message.getMessage())
                .toList();
    }

    /** All messages so far by severity. */
    Map<ResultSeverityEnum, Integer> counts() {
        return counts;
    }

    /** All messages of a resource of one severity. */
    static List<String> messages(String json, ResultSeverityEnum severity) {
        return Holder.VALIDATOR.validateWithResult(json).getMessages().stream()
                .filter(message -> message.getSeverity() == severity)
                .map(message -> message.getLocationString() + ": " + message.getMessage())
                .toList();
    }

    /** HAPI 8.8 has no other way yet to say what an unknown code system is. */
    @SuppressWarnings("deprecation")
    private static FhirValidator create() {
        // A context of its own: the validator's cache and class scanning stay out of the tests of the product's
        // context.
        FhirContext context = FhirContext.forR4();
        UnknownCodeSystemWarningValidationSupport unknown = new UnknownCodeSystemWarningValidationSupport(context);
        unknown.setNonExistentCodeSystemSeverity(IssueSeverity.WARNING);
        ValidationSupportChain chain = new ValidationSupportChain(
                new DefaultProfileValidationSupport(context),
                new CommonCodeSystemsTerminologyService(context),
                new InMemoryTerminologyServerValidationSupport(context),
                unknown);
        FhirInstanceValidator instances = new FhirInstanceValidator(chain);
        instances.setNoTerminologyChecks(false);
        return context.newValidator().registerValidatorModule(instances);
    }
}
