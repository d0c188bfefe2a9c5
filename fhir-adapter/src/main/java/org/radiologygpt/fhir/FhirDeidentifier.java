package org.radiologygpt.fhir;

import ca.uhn.fhir.parser.IParser;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;
import org.radiologygpt.report.ScrubException;
import org.radiologygpt.report.ValueScrub;

/**
 * A resource without identifiers that still is a resource: built anew from what a policy lets pass, so that an element
 * nobody thought of is not in it. Thread-safe.
 */
public final class FhirDeidentifier {
    private final Map<String, Set<String>> resources;
    private final Set<String> extensions;

    /**
     * By a policy's tables.
     *
     * @param resources types that stay, with the elements of each that stay
     * @param extensions URLs of extensions that stay
     */
    public FhirDeidentifier(Map<String, Set<String>> resources, Set<String> extensions) {
        this.resources = Map.copyOf(resources);
        this.extensions = Set.copyOf(extensions);
    }

    /**
     * The resource without identifiers, as JSON in one line.
     *
     * @param json the bytes of a message that {@link DiagnosticReportReader} reads
     * @throws ScrubException where it cannot be said without its modifiers, or is none; never quotes it
     */
    public String clean(byte[] json, ValueScrub scrub) {
        try {
            IParser parser = FhirR4.json();
            parser.setParserErrorHandler(new ParseNotes());
            Resource root = (Resource)
                    parser.parseResource(NewerVersion.asR4(StrictJson.of(json, DiagnosticReportReader.MAX_BYTES)));
            CleanResource clean = new CleanResource(resources, extensions, scrub);
            Resource cleaned = clean.whole(root);
            return FhirR4.json().encodeResourceToString(cleaned);
        } catch (Rejection e) {
            throw new ScrubException(e.outcome().reason().code());
        }
    }
}
