package org.radiologygpt.routes.quickstart;

import ca.uhn.fhir.rest.annotation.ConditionalUrlParam;
import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.History;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.annotation.Update;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.SimpleBundleProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryResponseComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;

/** The REST interactions of one resource type. HAPI finds the methods by their annotations, so they are public. */
public final class FhirResourceProvider<T extends Resource> implements IResourceProvider {
    private final Class<T> type;
    private final String name;
    private final FhirResources resources;
    private final FhirTransaction transaction;

    FhirResourceProvider(Class<T> type, FhirResources resources, FhirTransaction transaction) {
        this.type = type;
        this.name = type.getSimpleName();
        this.resources = resources;
        this.transaction = transaction;
    }

    @Override
    public Class<T> getResourceType() {
        return type;
    }

    @Read(version = true)
    public T read(@IdParam IdType id) {
        StoredVersion found = resources.history(name, id.getIdPart()).stream()
                .filter(version ->
                        !id.hasVersionIdPart() || id.getVersionIdPart().equals(Integer.toString(version.version())))
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new ResourceNotFoundException(id));
        return type.cast(found.resource());
    }

    @History
    public IBundleProvider history(@IdParam IdType id) {
        List<StoredVersion> versions = new ArrayList<>(resources.history(name, id.getIdPart()));
        if (versions.isEmpty()) {
            throw new ResourceNotFoundException(id);
        }
        Collections.reverse(versions);
        return provider(versions);
    }

    @Search(allowUnknownParams = true)
    public IBundleProvider search(RequestDetails request) {
        return provider(resources.find(name, FhirQuery.of(request.getParameters())));
    }

    @Create
    public MethodOutcome create(@ResourceParam T resource, @ConditionalUrlParam String condition) {
        BundleEntryRequestComponent call = new BundleEntryRequestComponent();
        call.setMethod(HTTPVerb.POST).setUrl(name);
        if (condition != null) {
            call.setIfNoneExist(condition.substring(condition.indexOf('?') + 1));
        }
        return single(call, resource);
    }

    @Update
    public MethodOutcome update(@IdParam IdType id, @ResourceParam T resource, @ConditionalUrlParam String condition) {
        BundleEntryRequestComponent call = new BundleEntryRequestComponent();
        call.setMethod(HTTPVerb.PUT).setUrl(condition == null ? name + "/" + id.getIdPart() : condition);
        if (condition == null && id.hasVersionIdPart()) {
            call.setIfMatch(id.getVersionIdPart());
        }
        return single(call, resource);
    }

    private MethodOutcome single(BundleEntryRequestComponent call, T resource) {
        Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
        bundle.addEntry().setResource(resource).setRequest(call);
        BundleEntryResponseComponent answer =
                transaction.execute(bundle).getEntryFirstRep().getResponse();
        IdType id = new IdType(answer.getLocation());
        return new MethodOutcome(id, answer.getStatus().startsWith("201")).setResource(read(id));
    }

    private static IBundleProvider provider(List<StoredVersion> versions) {
        List<IBaseResource> found = new ArrayList<>();
        versions.forEach(version -> found.add(version.resource()));
        return new SimpleBundleProvider(found);
    }
}
