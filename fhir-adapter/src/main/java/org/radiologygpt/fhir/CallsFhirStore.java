package org.radiologygpt.fhir;

import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;

/**
 * A FHIR R4 server that takes no transaction: the entries of a transaction go out one by one, each on its own condition,
 * in an order in which each refers only to what is there already. The review task is the last call and so the mark of a
 * whole draft: a draft without it counts as not stored and is written again, over what the broken attempt left. What is
 * <em>not</em> guaranteed: until the last call a reader of the server sees a part.
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
            IIdType id = send(entry, resource, before);
            written.put(entry.getFullUrl(), resource.fhirType() + "/" + id.getIdPart());
        }
    }

    /** A draft that is no longer open is not to get its task any more, and has nothing to wait for. */
    private static boolean isWhole(DraftResources draft) {
        return draft.task().isPresent() || !DraftWithdrawal.isOpen(draft.report());
    }

    /** The key of the draft that a transaction creates; empty where it changes one. */
    private static Optional<String> created(Bundle transaction) {
        return transaction.getEntry().stream()
                .filter(entry -> entry.getRequest().getMethod() == HTTPVerb.POST)
                .map(BundleEntryComponent::getResource)
                .filter(DiagnosticReport.class::isInstance)
                .map(report -> DraftWithdrawal.draftKey((DiagnosticReport) report))
                .findFirst();
    }

    private static List<BundleEntryComponent> inOrder(Bundle transaction) {
        return transaction.getEntry().stream()
                .sorted(Comparator.comparing(entry -> entry.getResource() instanceof Task))
                .toList();
    }

    private static void resolve(Resource resource, Map<String, String> written) {
        FhirR4.context().newTerser().getAllResourceReferences(resource).forEach(found -> {
            String target = written.get(
                    found.getResourceReference().getReferenceElement().getValue());
            if (target != null) {
                found.getResourceReference().setReference(target);
            }
        });
    }

    private IIdType send(BundleEntryComponent entry, Resource resource, Optional<DraftResources> before) {
        String condition = resource.fhirType() + "?" + entry.getRequest().getIfNoneExist();
        if (entry.getRequest().getMethod() == HTTPVerb.PUT) {
            return update(resource, resource.getIdElement());
        }
        if (before.isPresent() && resource instanceof DiagnosticReport) {
            return update(resource, before.get().report().getIdElement());
        }
        // The guards' verdicts must be those of the text that stands now, not of the attempt that broke off.
        return before.isPresent() && resource instanceof Provenance
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
