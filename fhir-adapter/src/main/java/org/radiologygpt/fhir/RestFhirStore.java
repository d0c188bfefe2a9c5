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
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;

/** Any FHIR R4 server over HTTP, through HAPI's client. Thread-safe. */
public final class RestFhirStore implements FhirStore {
    private final FhirEndpoint endpoint;
    private final DraftForm form;
    private final ReadListener reads;
    private final ApacheRestfulClientFactory factory;
    private final RetryAfter retryAfter;
    private volatile Session session;

    /** A store of drafts that are DiagnosticReports. */
    public RestFhirStore(FhirEndpoint endpoint, Clock clock) {
        this(endpoint, clock, DraftForm.DIAGNOSTIC_REPORT);
    }

    /** A store that tells nobody what it reads. */
    public RestFhirStore(FhirEndpoint endpoint, Clock clock, DraftForm form) {
        this(endpoint, clock, form, (resource, search) -> {});
    }

    /**
     * Opens no connection yet.
     *
     * @param clock reads a {@code Retry-After} that is a date
     * @param form what drafts are looked for as
     * @param reads is told of each resource that a search returned
     */
    public RestFhirStore(FhirEndpoint endpoint, Clock clock, DraftForm form, ReadListener reads) {
        this.form = form;
        this.endpoint = endpoint;
        this.retryAfter = new RetryAfter(clock);
        this.reads = reads;
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
        return draft(idempotencyKey).map(StoredDraft::of);
    }

    @Override
    public Optional<DraftResources> load(String idempotencyKey) {
        return draft(idempotencyKey)
                .map(draft -> new DraftResources(
                        draft.resource(),
                        search(Task.class, FhirUris.TASK, idempotencyKey)
                                .filter(task -> has(task.getIdentifier(), FhirUris.TASK, idempotencyKey))
                                .findFirst(),
                        draft.hasObservations() ? observations(idempotencyKey) : List.of()));
    }

    private Optional<DraftCarrier> draft(String idempotencyKey) {
        return search(form.type(), FhirUris.DRAFT, idempotencyKey)
                .flatMap(found -> DraftCarrier.of(found).stream())
                .filter(found -> found.key().equals(idempotencyKey))
                .findFirst();
    }

    private List<Observation> observations(String idempotencyKey) {
        return search(Observation.class, FhirUris.DRAFT, idempotencyKey)
                .filter(observation -> has(observation.getIdentifier(), FhirUris.DRAFT, idempotencyKey))
                .toList();
    }

    // HAPI's JPA server answers a search with the result of the same search up to a minute before, unless told not to.
    private <T extends Resource> Stream<T> search(Class<T> type, String system, String value) {
        Bundle found = call(client -> client.search()
                .forResource(type)
                .where(new TokenClientParam("identifier").exactly().systemAndIdentifier(system, value))
                .returnBundle(Bundle.class)
                .cacheControl(new CacheControlDirective().setNoCache(true))
                .execute());
        List<T> resources = found.getEntry().stream()
                .map(BundleEntryComponent::getResource)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
        String search = type.getSimpleName() + "?" + FhirUris.token("identifier", system, value);
        resources.forEach(resource -> reads.found(resource, search));
        return resources.stream();
    }

    private static boolean has(List<Identifier> identifiers, String system, String value) {
        return identifiers.stream()
                .anyMatch(identifier -> system.equals(identifier.getSystem()) && value.equals(identifier.getValue()));
    }

    // By HAPI's own encoder: a change holds resources that were received.
    @Override
    public void write(Bundle transaction) {
        confirmed(
                transaction,
                client -> TransactionAnswer.of(
                        client.transaction().withBundle(transaction).execute()));
    }

    @Override
    public Optional<StoredDraft> create(Bundle transaction) {
        String json = FhirJson.text(transaction);
        TransactionAnswer answer = confirmed(
                transaction,
                client -> TransactionAnswer.of(
                        client.transaction().withBundle(json).execute()));
        for (int i = 0; i < transaction.getEntry().size(); i++) {
            TransactionAnswer.Entry entry = answer.entries().get(i);
            Optional<DraftCarrier> draft =
                    DraftCarrier.of(transaction.getEntry().get(i).getResource());
            if (draft.isPresent() && entry.status().startsWith("201")) {
                IdType id = new IdType(entry.location());
                return draft.filter(carrier -> id.hasIdPart()).map(carrier -> StoredDraft.of(carrier, id));
            }
        }
        return Optional.empty();
    }

    private TransactionAnswer confirmed(Bundle transaction, Function<IGenericClient, TransactionAnswer> request) {
        TransactionAnswer answer = call(request);
        if (!answer.confirms(transaction.getEntry().size())) {
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
        IGenericClient client = client(endpoint.bearerToken().get());
        retryAfter.forget();
        try {
            return request.apply(client);
        } catch (RuntimeException e) {
            throw StoreFailures.of(e, retryAfter.asked());
        }
    }

    /** The same client as long as the token is the same: HAPI looks through all interceptors for each new one. */
    private IGenericClient client(String token) {
        Session now = session;
        if (now == null || !now.token().equals(token)) {
            now = new Session(token, opened(token));
            session = now;
        }
        return now.client();
    }

    private IGenericClient opened(String token) {
        IGenericClient client = factory.newGenericClient(endpoint.base().toString());
        client.registerInterceptor(retryAfter);
        client.registerInterceptor(new OnlyFhir());
        if (!token.isBlank()) {
            client.registerInterceptor(new BearerTokenAuthInterceptor(token));
        }
        return client;
    }

    private record Session(String token, IGenericClient client) {
        @Override
        public String toString() {
            return "Session";
        }
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
