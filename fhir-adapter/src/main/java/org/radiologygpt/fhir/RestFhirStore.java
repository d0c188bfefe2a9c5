package org.radiologygpt.fhir;

import ca.uhn.fhir.rest.api.CacheControlDirective;
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
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryResponseComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;

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
        return report(idempotencyKey).map(StoredDraft::of);
    }

    @Override
    public Optional<DraftResources> load(String idempotencyKey) {
        return report(idempotencyKey)
                .map(report -> new DraftResources(
                        report,
                        search(Task.class, FhirUris.TASK, idempotencyKey)
                                .filter(task -> has(task.getIdentifier(), FhirUris.TASK, idempotencyKey))
                                .findFirst()));
    }

    private Optional<DiagnosticReport> report(String idempotencyKey) {
        return search(DiagnosticReport.class, FhirUris.DRAFT, idempotencyKey)
                .filter(report -> has(report.getIdentifier(), FhirUris.DRAFT, idempotencyKey))
                .findFirst();
    }

    // HAPI's JPA server answers a search with the result of the same search up to a minute before, unless told not to.
    private <T extends Resource> Stream<T> search(Class<T> type, String system, String value) {
        Bundle found = call(client -> client.search()
                .forResource(type)
                .where(new TokenClientParam("identifier").exactly().systemAndIdentifier(system, value))
                .returnBundle(Bundle.class)
                .cacheControl(new CacheControlDirective().setNoCache(true))
                .execute());
        return found.getEntry().stream()
                .map(BundleEntryComponent::getResource)
                .filter(type::isInstance)
                .map(type::cast);
    }

    private static boolean has(List<Identifier> identifiers, String system, String value) {
        return identifiers.stream()
                .anyMatch(identifier -> system.equals(identifier.getSystem()) && value.equals(identifier.getValue()));
    }

    @Override
    public void write(Bundle transaction) {
        answer(transaction);
    }

    @Override
    public Optional<StoredDraft> create(Bundle transaction) {
        String json = FhirJson.text(transaction);
        Bundle answer = complete(transaction, call(client -> FhirR4.json()
                .parseResource(
                        Bundle.class, client.transaction().withBundle(json).execute())));
        for (int i = 0; i < transaction.getEntry().size(); i++) {
            BundleEntryResponseComponent response = answer.getEntry().get(i).getResponse();
            if (transaction.getEntry().get(i).getResource() instanceof DiagnosticReport report
                    && response.getStatus().startsWith("201")) {
                IdType id = new IdType(response.getLocation());
                return id.hasIdPart() ? Optional.of(StoredDraft.of(report, id)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private Bundle answer(Bundle transaction) {
        return complete(
                transaction,
                call(client -> client.transaction().withBundle(transaction).execute()));
    }

    private static Bundle complete(Bundle transaction, Bundle answer) {
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
        return answer;
    }

    /** The id of the one resource that a conditional URL finds. */
    IIdType found(String conditionalUrl) {
        Bundle found = call(client -> client.search()
                .byUrl(conditionalUrl)
                .returnBundle(Bundle.class)
                .cacheControl(new CacheControlDirective().setNoCache(true))
                .execute());
        return found.getEntry().stream()
                .map(entry -> entry.getResource().getIdElement())
                .findFirst()
                .orElseThrow(() -> new FhirStoreException(
                        FhirStoreException.Kind.RETRYABLE,
                        200,
                        Optional.empty(),
                        List.of(),
                        "what was written is not found yet"));
    }

    /** One request, as this server is spoken to. */
    <T> T call(Function<IGenericClient, T> request) {
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
