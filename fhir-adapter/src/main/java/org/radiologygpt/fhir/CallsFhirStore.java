package org.radiologygpt.fhir;

import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;

/**
 * A FHIR R4 server that takes no transaction: the entries of a transaction go out one by one, each on its own condition.
 * The draft itself comes before its Observations, so that whatever a broken attempt leaves is found by it; then it is
 * tied to them. The review task is the last call and so the mark of a whole draft: a draft without it counts as not
 * stored and is written again, over what the broken attempt left. What is <em>not</em> guaranteed: until the last call a
 * reader of the server sees a part.
 */
public final class CallsFhirStore implements FhirStore {
    private final RestFhirStore server;

    public CallsFhirStore(RestFhirStore server) {
        this.server = server;
    }

    @Override
    public Optional<StoredDraft> findDraft(String idempotencyKey) {
        return load(idempotencyKey).filter(CallsFhirStore::isWhole).map(DraftResources::stored);
    }

    @Override
    public Optional<DraftResources> load(String idempotencyKey) {
        return server.load(idempotencyKey);
    }

    @Override
    public void write(Bundle transaction) {
        Optional<DraftResources> before = created(transaction).flatMap(this::load);
        if (before.filter(CallsFhirStore::isWhole).isPresent()) {
            return;
        }
        Map<String, String> written = new HashMap<>();
        for (BundleEntryComponent entry : inOrder(transaction)) {
            Resource resource = entry.getResource().copy();
            resolve(resource, written);
            IIdType id = written.containsKey(entry.getFullUrl()) ? tied(resource) : send(entry, resource, before);
            written.put(entry.getFullUrl(), resource.fhirType() + "/" + id.getIdPart());
        }
    }

    /** A draft that is no longer open is not to get its task any more, and has nothing to wait for. */
    private static boolean isWhole(DraftResources draft) {
        return draft.task().isPresent() || !draft.carrier().isOpen();
    }

    /** The key of the draft that a transaction creates; empty where it changes one. */
    private static Optional<String> created(Bundle transaction) {
        return transaction.getEntry().stream()
                .filter(CallsFhirStore::isCreated)
                .flatMap(entry -> DraftCarrier.of(entry.getResource()).stream())
                .map(DraftCarrier::key)
                .findFirst();
    }

    /** A draft that is created with Observations stands in the order twice: before them, and after them to be tied. */
    private static List<BundleEntryComponent> inOrder(Bundle transaction) {
        List<BundleEntryComponent> all = new ArrayList<>(transaction.getEntry());
        all.sort(Comparator.comparing(CallsFhirStore::rank));
        boolean parts = all.stream().anyMatch(entry -> isCreated(entry) && entry.getResource() instanceof Observation);
        if (parts) {
            transaction.getEntry().stream()
                    .filter(entry -> isCreated(entry)
                            && DraftCarrier.of(entry.getResource()).isPresent())
                    .forEach(draft -> all.add(lastObservation(all) + 1, draft));
        }
        return all;
    }

    private static int rank(BundleEntryComponent entry) {
        return switch (entry.getResource().fhirType()) {
            case "Observation" -> 1;
            case "Provenance", "AuditEvent" -> 2;
            case "Task" -> 3;
            default -> 0;
        };
    }

    private static int lastObservation(List<BundleEntryComponent> entries) {
        return IntStream.range(0, entries.size())
                .filter(i -> entries.get(i).getResource() instanceof Observation)
                .max()
                .orElseThrow();
    }

    private static boolean isCreated(BundleEntryComponent entry) {
        return entry.getRequest().getMethod() == HTTPVerb.POST;
    }

    /** What is not written yet is named by its identifier alone. */
    private static void resolve(Resource resource, Map<String, String> written) {
        FhirR4.context().newTerser().getAllResourceReferences(resource).forEach(found -> {
            String literal = found.getResourceReference().getReferenceElement().getValue();
            if (literal != null && literal.startsWith("urn:uuid:")) {
                found.getResourceReference().setReference(written.get(literal));
            }
        });
    }

    /** The draft once more, with references to what was written after it; a draft that was taken back meanwhile stays so. */
    private IIdType tied(Resource draft) {
        String key = DraftCarrier.of(draft).orElseThrow().key();
        DraftResources now = load(key)
                .filter(found -> found.carrier().isOpen())
                .orElseThrow(() -> new FhirStoreException(
                        FhirStoreException.Kind.RETRYABLE,
                        409,
                        Optional.empty(),
                        List.of(),
                        "the draft is no longer as it was written"));
        return update(draft, now.draft().getIdElement());
    }

    private IIdType send(BundleEntryComponent entry, Resource resource, Optional<DraftResources> before) {
        String condition = resource.fhirType() + "?" + entry.getRequest().getIfNoneExist();
        if (entry.getRequest().getMethod() == HTTPVerb.PUT) {
            return update(resource, resource.getIdElement());
        }
        if (before.isPresent() && DraftCarrier.of(resource).isPresent()) {
            return update(resource, before.get().draft().getIdElement());
        }
        // Guards' verdicts and Observations must be those of the text that stands now, not of the attempt that broke
        // off.
        return before.isPresent() && (resource instanceof Provenance || resource instanceof Observation)
                ? identified(condition, client -> client.update()
                        .resource(resource)
                        .conditionalByUrl(condition)
                        .execute())
                : identified(condition, client -> client.create()
                        .resource(resource)
                        .conditionalByUrl(condition)
                        .execute());
    }

    /** On condition that the version is the one that was read (If-Match). */
    private IIdType update(Resource resource, IdType read) {
        String version = read.hasVersionIdPart()
                ? read.getVersionIdPart()
                : resource.getMeta().getVersionId();
        IdType id = new IdType(resource.fhirType(), read.getIdPart(), version);
        server.call(client -> client.update().resource(resource).withId(id).execute());
        return id;
    }

    /** The id that the server answers; some answer a create that changed nothing without one. */
    private IIdType identified(String condition, Function<IGenericClient, MethodOutcome> request) {
        IIdType id = server.call(request).getId();
        return id != null && id.hasIdPart() ? id : server.found(condition);
    }
}
