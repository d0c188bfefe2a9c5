package org.radiologygpt.routes.quickstart;

import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.radiologygpt.fhir.FhirR4;

/**
 * One version of one resource, as JSON on one line: HAPI changes the objects it answers with, text stays as it is.
 *
 * @param type resource type
 * @param id logical id
 * @param version version, from 1
 * @param json the resource with its id and meta
 */
record StoredVersion(String type, String id, int version, String json) {

    static StoredVersion of(Resource resource) {
        int version = Integer.parseInt(resource.getMeta().getVersionId());
        String json = FhirR4.json().encodeResourceToString(resource);
        return new StoredVersion(resource.fhirType(), resource.getIdElement().getIdPart(), version, json);
    }

    static StoredVersion parse(String json) {
        Resource resource = (Resource) FhirR4.json().parseResource(json);
        int version = Integer.parseInt(resource.getMeta().getVersionId());
        return new StoredVersion(resource.fhirType(), resource.getIdElement().getIdPart(), version, json);
    }

    /** {@code Task/12}. */
    String reference() {
        return type + "/" + id;
    }

    /** A copy of its own for each caller. */
    Resource resource() {
        Resource resource = (Resource) FhirR4.json().parseResource(json);
        resource.setId(new IdType(type, id, Integer.toString(version)));
        return resource;
    }
}
