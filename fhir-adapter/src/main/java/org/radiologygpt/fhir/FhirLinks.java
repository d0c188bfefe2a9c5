package org.radiologygpt.fhir;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.radiologygpt.report.ValueScrub;

/** Links between resources, changed alike at both ends. */
final class FhirLinks {
    private static final Pattern TYPED =
            Pattern.compile("(https?://[^?#]*/)?([A-Z][A-Za-z]{1,40})/([A-Za-z0-9.-]{1,64})(?:/_history/.*)?");
    private static final String BASE = "https://example.org/fhir/";

    private FhirLinks() {}

    /** The link to the same resource under its other id; empty for a search or what is no link. */
    static Optional<String> of(String link, ValueScrub scrub) {
        if (link.startsWith("#")) {
            return scrub.token(link.substring(1)).map(id -> "#" + id);
        }
        if (link.startsWith("urn:uuid:") || link.startsWith("urn:oid:")) {
            return scrub.token(link)
                    .map(id -> "urn:uuid:" + UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)));
        }
        Matcher typed = TYPED.matcher(link);
        if (!typed.matches()) {
            return Optional.empty();
        }
        return scrub.token(typed.group(3)).map(id -> (typed.group(1) == null ? "" : BASE) + typed.group(2) + "/" + id);
    }
}
