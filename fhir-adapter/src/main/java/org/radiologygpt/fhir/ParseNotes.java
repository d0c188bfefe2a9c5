package org.radiologygpt.fhir;

import ca.uhn.fhir.parser.IParserErrorHandler;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ScalarType;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.radiologygpt.report.RejectReason;

/**
 * What HAPI's parser finds amiss. An unknown element is counted; whatever would make HAPI drop a value of a known one
 * ends the reading: a lost date of birth would be one that de-identification cannot look for.
 */
final class ParseNotes implements IParserErrorHandler {
    private final TreeMap<String, Integer> counts = new TreeMap<>();

    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        counts.forEach((what, count) -> warnings.add(what + ": " + count));
        return warnings;
    }

    @Override
    public void containedResourceWithNoId(IParseLocation location) {
        count("contained resource without id");
    }

    @Override
    public void incorrectJsonType(
            IParseLocation location,
            String element,
            ValueType expected,
            ScalarType expectedScalar,
            ValueType found,
            ScalarType foundScalar) {
        boolean readable = expected == ValueType.SCALAR && found == ValueType.SCALAR;
        if (!readable) {
            throw invalid(location, "has the wrong JSON type");
        }
        count("scalar of the wrong JSON type");
    }

    @Override
    public void invalidValue(IParseLocation location, String value, String error) {
        if (value == null || value.isEmpty()) {
            count("empty value");
            return;
        }
        if (location != null && "status".equals(location.getParentElementName())) {
            throw new Rejection(RejectReason.UNKNOWN_STATUS, "status has a code that FHIR R4 does not know");
        }
        throw invalid(location, "has an invalid value");
    }

    @Override
    public void missingRequiredElement(IParseLocation location, String element) {
        count("missing required element");
    }

    @Override
    public void unexpectedRepeatingElement(IParseLocation location, String element) {
        throw invalid(location, "is repeated");
    }

    @Override
    public void unknownAttribute(IParseLocation location, String attribute) {
        count("unknown attribute");
    }

    @Override
    public void unknownElement(IParseLocation location, String element) {
        count("unknown element");
    }

    @Override
    public void unknownReference(IParseLocation location, String reference) {
        count("reference to no contained resource");
    }

    @Override
    public void invalidInternalReference(IParseLocation location, String reference) {
        count("invalid internal reference");
    }

    @Override
    public void extensionContainsValueAndNestedExtensions(IParseLocation location) {
        count("extension with value and extensions");
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    private static Rejection invalid(IParseLocation location, String what) {
        String element = location == null || location.getParentElementName() == null
                ? "an element"
                : location.getParentElementName();
        return new Rejection(RejectReason.INVALID_FHIR, element + " " + what);
    }
}
