package org.radiologygpt.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;

/** The one FHIR R4 context of the process: building one costs seconds of CPU, sharing it costs nothing. */
public final class FhirR4 {
    private FhirR4() {}

    /** Thread-safe. Versions in {@code Provenance.entity.what} survive encoding: they say which version was read. */
    public static FhirContext context() {
        return Holder.CONTEXT;
    }

    /** A JSON parser for one thread: HAPI's parsers are not thread-safe and cheap to make. */
    public static IParser json() {
        return context().newJsonParser();
    }

    private static final class Holder {
        private static final FhirContext CONTEXT = create();

        private static FhirContext create() {
            FhirContext context = FhirContext.forR4();
            context.getParserOptions().setDontStripVersionsFromReferencesAtPaths("Provenance.entity.what");
            return context;
        }
    }
}
