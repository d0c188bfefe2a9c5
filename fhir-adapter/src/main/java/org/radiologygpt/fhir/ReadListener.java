package org.radiologygpt.fhir;

import org.hl7.fhir.r4.model.Resource;

/** Is told of what a FHIR server returned. Thread-safe. */
@FunctionalInterface
public interface ReadListener {

    /**
     * A resource was read.
     *
     * @param search the search that returned it, as {@code Task?identifier=…}
     */
    void found(Resource resource, String search);
}
