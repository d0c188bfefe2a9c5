package org.radiologygpt.fhir;

import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Resource;

/** Entries of a transaction that change nothing when they are sent again. */
final class Conditional {
    private Conditional() {}

    /** Creates a resource unless the server has one that the search finds. */
    static void create(Bundle bundle, String fullUrl, Resource resource, String search) {
        bundle.addEntry()
                .setFullUrl(fullUrl)
                .setResource(resource)
                .getRequest()
                .setMethod(HTTPVerb.POST)
                .setUrl(resource.fhirType())
                .setIfNoneExist(search);
    }

    /** Replaces a resource that is still in the version that was read. */
    static void replace(Bundle bundle, Resource resource) {
        String id = resource.fhirType() + "/" + resource.getIdElement().getIdPart();
        String version = resource.getMeta().getVersionId();
        bundle.addEntry()
                .setFullUrl(FhirUris.urn(id))
                .setResource(resource)
                .getRequest()
                .setMethod(HTTPVerb.PUT)
                .setUrl(id)
                .setIfMatch(version == null ? null : "W/\"" + version + "\"");
    }
}
