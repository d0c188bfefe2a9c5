package org.radiologygpt.fhir;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.radiologygpt.report.RadiologyReport;

/**
 * Entries of one conversion's transaction. Each has a full URL that follows from the report's key, and a condition by
 * which a server stores it once. What the hospital's server may own already is created only where it is missing; the
 * report and its observations, which are this message's own, are brought up to date.
 */
final class BundleEntries {
    private final String key;
    private final List<BundleEntryComponent> entries = new ArrayList<>();

    BundleEntries(RadiologyReport report) {
        this.key = report.key().toString();
    }

    /** The identifier of a part of this report, which names it where the message gives no identifier. */
    Identifier own(String part) {
        return new Identifier().setSystem(FhirUris.CONVERTED).setValue(key + "|" + part);
    }

    /** Creates a resource unless the server has one with this identifier. */
    Reference createOnce(Resource resource, Identifier identifier) {
        return create(resource, FhirUris.token("identifier", identifier.getSystem(), identifier.getValue()));
    }

    /** Creates a resource unless the server has one that this search finds. */
    Reference create(Resource resource, String search) {
        String url = fullUrl(resource, search);
        entry(resource, url)
                .getRequest()
                .setMethod(HTTPVerb.POST)
                .setUrl(resource.fhirType())
                .setIfNoneExist(search);
        return new Reference(url);
    }

    /** Creates a resource, or replaces the one with this identifier. */
    Reference put(Resource resource, Identifier identifier) {
        String search = FhirUris.token("identifier", identifier.getSystem(), identifier.getValue());
        String url = fullUrl(resource, search);
        entry(resource, url).getRequest().setMethod(HTTPVerb.PUT).setUrl(resource.fhirType() + "?" + search);
        return new Reference(url);
    }

    /** References to all entries so far, in their order. */
    List<Reference> references() {
        return entries.stream().map(entry -> new Reference(entry.getFullUrl())).toList();
    }

    /** The transaction; the report itself stands first. */
    Bundle bundle() {
        Bundle bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        entries.stream().filter(BundleEntries::isReport).forEach(bundle::addEntry);
        entries.stream().filter(entry -> !isReport(entry)).forEach(bundle::addEntry);
        return bundle;
    }

    private static boolean isReport(BundleEntryComponent entry) {
        return entry.getResource() instanceof DiagnosticReport;
    }

    private BundleEntryComponent entry(Resource resource, String url) {
        BundleEntryComponent entry = new BundleEntryComponent().setFullUrl(url).setResource(resource);
        entries.add(entry);
        return entry;
    }

    private String fullUrl(Resource resource, String search) {
        return FhirUris.urn(key + "|" + resource.fhirType() + "?" + search);
    }
}
