package org.radiologygpt.fhir;

import ca.uhn.fhir.rest.client.apache.ApacheRestfulClientFactory;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import ca.uhn.fhir.rest.client.interceptor.BearerTokenAuthInterceptor;
import ca.uhn.fhir.rest.gclient.TokenClientParam;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DiagnosticReport;

/** Any FHIR R4 server over HTTP, through HAPI's client. */
public final class RestFhirStore implements FhirStore {
    private final FhirEndpoint endpoint;
    private final Clock clock;
    private final ApacheRestfulClientFactory factory;

    /** Opens no connection yet; the clock reads a {@code Retry-After} that is a date. */
    public RestFhirStore(FhirEndpoint endpoint, Clock clock) {
        this.endpoint = endpoint;
        this.clock = clock;
        this.factory = new ApacheRestfulClientFactory(FhirR4.context());
        factory.setServerValidationMode(ServerValidationModeEnum.NEVER);
        factory.setConnectTimeout(millis(endpoint.connectTimeout()));
        factory.setConnectionRequestTimeout(millis(endpoint.connectTimeout()));
        factory.setSocketTimeout(millis(endpoint.readTimeout()));
        factory.setPoolMaxTotal(endpoint.connections());
        factory.setPoolMaxPerRoute(endpoint.connections());
    }

    @Override
    public Optional<StoredDraft> findDraft(String idempotencyKey) {
        Bundle found = call(client -> client.search()
                .forResource(DiagnosticReport.class)
                .where(new TokenClientParam("identifier").exactly().systemAndIdentifier(FhirUris.DRAFT, idempotencyKey))
                .returnBundle(Bundle.class)
                .execute());
        return found.getEntry().stream()
                .map(BundleEntryComponent::getResource)
                .filter(DiagnosticReport.class::isInstance)
                .map(DiagnosticReport.class::cast)
                .filter(report -> report.getIdentifier().stream()
                        .anyMatch(identifier -> FhirUris.DRAFT.equals(identifier.getSystem())
                                && idempotencyKey.equals(identifier.getValue())))
                .findFirst()
                .map(RestFhirStore::stored);
    }

    @Override
    public void write(Bundle transaction) {
        Bundle answer =
                call(client -> client.transaction().withBundle(transaction).execute());
        boolean complete = answer.getType() == BundleType.TRANSACTIONRESPONSE
                && answer.getEntry().size() == transaction.getEntry().size()
                && answer.getEntry().stream()
                        .allMatch(entry -> entry.getResponse().getStatus() != null
                                && entry.getResponse().getStatus().startsWith("2"));
        if (!complete) {
            throw new FhirStoreException(
                    FhirStoreException.Kind.PERMANENT,
                    200,
                    Optional.empty(),
                    List.of(),
                    "the answer confirms not every entry of the transaction");
        }
    }

    private static StoredDraft stored(DiagnosticReport report) {
        return new StoredDraft(
                "DiagnosticReport/" + report.getIdElement().getIdPart(),
                Optional.ofNullable(report.getIdElement().getVersionIdPart()).orElse(""),
                Optional.ofNullable(report.getStatus())
                        .map(status -> status.toCode())
                        .orElse(""),
                origin(report),
                Optional.ofNullable(report.getConclusion()).orElse(""));
    }

    private static String origin(DiagnosticReport report) {
        return report.getMeta().getTag().stream()
                .filter(tag -> FhirUris.ORIGIN_TAG.equals(tag.getSystem()))
                .map(Coding::getCode)
                .findFirst()
                .orElse("");
    }

    private <T> T call(Function<IGenericClient, T> request) {
        RetryAfter retryAfter = new RetryAfter(clock);
        IGenericClient client = factory.newGenericClient(endpoint.base().toString());
        client.registerInterceptor(retryAfter);
        String token = endpoint.bearerToken().get();
        if (!token.isBlank()) {
            client.registerInterceptor(new BearerTokenAuthInterceptor(token));
        }
        try {
            return request.apply(client);
        } catch (RuntimeException e) {
            throw StoreFailures.of(e, retryAfter.asked());
        }
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
