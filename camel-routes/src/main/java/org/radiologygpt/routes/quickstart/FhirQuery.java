package org.radiologygpt.routes.quickstart;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A search: all of its conditions must hold, each by one of its terms.
 *
 * @param conditions for each parameter the terms of which one must be the resource's
 */
record FhirQuery(List<Set<SearchTerm>> conditions) {
    /** Parameters about the answer, not about what is found; HAPI sees to them. */
    private static final Set<String> RESULT_PARAMETERS =
            Set.of("_count", "_format", "_pretty", "_summary", "_elements", "_total", "_offset", "_sort", "_include");

    /** A conditional URL: {@code identifier=system|value}, with or without the type before it. */
    static FhirQuery parse(String conditional) {
        List<Set<SearchTerm>> conditions = new ArrayList<>();
        String query = conditional.substring(conditional.indexOf('?') + 1);
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new InvalidRequestException("a condition is no name=value");
            }
            add(conditions, decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        }
        return new FhirQuery(conditions);
    }

    /** The parameters of a search request, decoded. */
    static FhirQuery of(Map<String, String[]> parameters) {
        List<Set<SearchTerm>> conditions = new ArrayList<>();
        parameters.forEach((name, values) -> {
            for (String value : values) {
                add(conditions, name, value);
            }
        });
        return new FhirQuery(conditions);
    }

    private static void add(List<Set<SearchTerm>> conditions, String name, String value) {
        if (RESULT_PARAMETERS.contains(name)) {
            return;
        }
        String plain = name.replaceFirst(":identifier$", "");
        boolean known = Set.of("_id", "_security", "_tag").contains(name)
                || SearchTerm.PARAMETERS.values().stream().anyMatch(names -> names.contains(plain));
        if (!known) {
            throw new InvalidRequestException("search parameter is not supported; supported are _id, _security, _tag, "
                    + "identifier, status, code, category, type, subject, patient, focus, target, based-on, result, "
                    + "derived-from");
        }
        Set<SearchTerm> terms = new HashSet<>();
        for (String alternative : split(value, ',')) {
            terms.add(term(name, alternative));
        }
        conditions.add(terms);
    }

    private static SearchTerm term(String name, String value) {
        List<String> parts = split(value, '|');
        if (parts.size() == 1) {
            return new SearchTerm(name, SearchTerm.ANY, relative(unescaped(value)));
        }
        String code = unescaped(value.substring(parts.get(0).length() + 1));
        return new SearchTerm(name, unescaped(parts.get(0)), code.isEmpty() ? SearchTerm.ANY : code);
    }

    /** {@code Type/id} of a reference, without base and version; anything else as it stands. */
    static String relative(String reference) {
        return reference
                .replaceFirst("/_history/[^/]*$", "")
                .replaceFirst("^https?://.*/([A-Z][A-Za-z]+/[A-Za-z0-9.-]{1,64})$", "$1");
    }

    /** Splits at a character that no backslash escapes (FHIR R4 search 3.1.1.4.0.1). */
    private static List<String> split(String text, char at) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == at) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static String unescaped(String text) {
        return text.replaceAll("\\\\([\\\\,$|])", "$1");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
