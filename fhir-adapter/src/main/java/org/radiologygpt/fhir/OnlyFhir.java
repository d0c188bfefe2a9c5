package org.radiologygpt.fhir;

import ca.uhn.fhir.rest.client.api.IClientInterceptor;
import ca.uhn.fhir.rest.client.api.IHttpRequest;
import ca.uhn.fhir.rest.client.api.IHttpResponse;
import ca.uhn.fhir.rest.client.exceptions.FhirClientConnectionException;
import java.util.List;
import java.util.Locale;

/**
 * Lets no success pass that is no FHIR: HAPI's client takes the page of a proxy that comes with 200 for the answer to a
 * create or an update, as it needs no body there.
 */
final class OnlyFhir implements IClientInterceptor {
    private static final List<String> EMPTY = List.of("0");

    @Override
    public void interceptRequest(IHttpRequest request) {
        // Only answers are looked at.
    }

    @Override
    public void interceptResponse(IHttpResponse response) {
        boolean success = response.getStatus() / 100 == 2;
        boolean empty = response.getStatus() == 204 || EMPTY.equals(response.getHeaders("Content-Length"));
        if (success && !empty && !isFhir(response.getHeaders("Content-Type"))) {
            throw new FhirClientConnectionException("a success that is no FHIR");
        }
    }

    /** An answer without any type is left to the parser. */
    private static boolean isFhir(List<String> types) {
        return types == null
                || types.stream()
                        .map(type -> type.toLowerCase(Locale.ROOT))
                        .allMatch(type -> type.contains("json") || type.contains("xml"));
    }
}
