package org.radiologygpt.routes.quickstart;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import ca.uhn.fhir.util.ResourceReferenceInfo;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseReference;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.radiologygpt.fhir.FhirR4;

/**
 * Carries out a FHIR R4 transaction: POST with {@code ifNoneExist}, PUT by id or by condition, {@code ifMatch}, and
 * references between entries by their full URLs. All entries take effect or none; transactions run one after another.
 */
final class FhirTransaction {
    private final FhirResources resources;
    private final Set<String> types;
    private final Clock clock;

    FhirTransaction(FhirResources resources, Set<String> types, Clock clock) {
        this.resources = resources;
        this.types = types;
        this.clock = clock;
    }

    /**
     * What becomes of one entry.
     *
     * @param resource as it is to be stored, or as it came where a stored one matched
     * @param type resource type
     * @param id logical id
     * @param previous version that it replaces, or that a conditional create found
     * @param write false where nothing is to be written
     */
    private record Step(Resource resource, String type, String id, Optional<StoredVersion> previous, boolean write) {}

    Bundle execute(Bundle request) {
        if (request.getType() != BundleType.TRANSACTION) {
            throw new InvalidRequestException("only a Bundle of type transaction is taken");
        }
        synchronized (resources) {
            List<Step> steps = plan(request);
            rewriteReferences(request, steps);
            List<StoredVersion> changed = new ArrayList<>();
            Bundle response = new Bundle().setType(BundleType.TRANSACTIONRESPONSE);
            steps.forEach(step -> response.addEntry(carryOut(step, changed)));
            resources.commit(changed);
            return response;
        }
    }

    private List<Step> plan(Bundle request) {
        List<Step> steps = new ArrayList<>();
        Map<String, Step> conditional = new HashMap<>();
        for (BundleEntryComponent entry : request.getEntry()) {
            BundleEntryRequestComponent call = entry.getRequest();
            Resource resource = entry.getResource();
            if (resource == null || !types.contains(resource.fhirType())) {
                throw new UnprocessableEntityException("an entry holds no resource of a type that this server keeps");
            }
            String condition = resource.fhirType() + "?" + call.getIfNoneExist();
            Step known = call.hasIfNoneExist() ? conditional.get(condition) : null;
            Step step = known == null
                    ? plan(call, resource)
                    : new Step(resource, known.type(), known.id(), known.previous(), false);
            if (call.hasIfNoneExist()) {
                conditional.put(condition, step);
            }
            steps.add(step);
        }
        requireDistinct(steps);
        return steps;
    }

    private Step plan(BundleEntryRequestComponent call, Resource resource) {
        if (call.getMethod() == HTTPVerb.POST) {
            return create(call, resource);
        }
        if (call.getMethod() == HTTPVerb.PUT) {
            return update(call, resource);
        }
        throw new InvalidRequestException("only POST and PUT are taken in a transaction");
    }

    private Step create(BundleEntryRequestComponent call, Resource resource) {
        String type = resource.fhirType();
        Optional<StoredVersion> found = call.hasIfNoneExist() ? match(type, call.getIfNoneExist()) : Optional.empty();
        String id = found.map(StoredVersion::id).orElseGet(resources::nextId);
        return new Step(resource, type, id, found, found.isEmpty());
    }

    private Step update(BundleEntryRequestComponent call, Resource resource) {
        String type = resource.fhirType();
        String url = call.getUrl();
        boolean byCondition = url.contains("?");
        String[] parts = url.split("[/?]", 2);
        if (parts.length < 2 || !parts[0].equals(type) || parts[1].isBlank()) {
            throw new InvalidRequestException("PUT names no " + type);
        }
        Optional<StoredVersion> previous = byCondition ? match(type, parts[1]) : resources.current(type, parts[1]);
        String id =
                previous.map(StoredVersion::id).orElseGet(() -> byCondition ? resources.nextId() : clientId(parts[1]));
        if (call.hasIfMatch()) {
            String current =
                    previous.map(version -> Integer.toString(version.version())).orElse("");
            if (!call.getIfMatch().replaceAll("^W/|\"", "").equals(current)) {
                throw new PreconditionFailedException("If-Match is not the current version");
            }
        }
        return new Step(resource, type, id, previous, true);
    }

    private static String clientId(String id) {
        if (!id.matches("[A-Za-z0-9.-]{1,64}") || id.matches("\\d+")) {
            throw new InvalidRequestException("an id that a client chooses needs a letter");
        }
        return id;
    }

    private Optional<StoredVersion> match(String type, String condition) {
        List<StoredVersion> found = resources.find(type, FhirQuery.parse(condition));
        if (found.size() > 1) {
            throw new PreconditionFailedException("a condition on " + type + " finds " + found.size() + " resources");
        }
        return found.stream().findFirst();
    }

    private static void requireDistinct(List<Step> steps) {
        long writes = steps.stream().filter(Step::write).count();
        long targets = steps.stream()
                .filter(Step::write)
                .map(step -> step.type() + "/" + step.id())
                .distinct()
                .count();
        if (writes != targets) {
            throw new InvalidRequestException("two entries write one resource");
        }
    }

    private void rewriteReferences(Bundle request, List<Step> steps) {
        Map<String, String> byFullUrl = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            String fullUrl = request.getEntry().get(i).getFullUrl();
            if (fullUrl != null) {
                byFullUrl.put(fullUrl, steps.get(i).type() + "/" + steps.get(i).id());
            }
        }
        for (Step step : steps) {
            if (step.write()) {
                FhirR4.context().newTerser().getAllResourceReferences(step.resource()).stream()
                        .map(ResourceReferenceInfo::getResourceReference)
                        .forEach(reference -> rewrite(reference, byFullUrl));
            }
        }
    }

    private void rewrite(IBaseReference reference, Map<String, String> byFullUrl) {
        String literal = reference.getReferenceElement().getValue();
        if (literal == null) {
            return;
        }
        String target = byFullUrl.get(literal);
        if (target == null && literal.contains("?")) {
            String type = literal.substring(0, literal.indexOf('?'));
            target = match(type, literal)
                    .map(StoredVersion::reference)
                    .orElseThrow(() -> new PreconditionFailedException("a conditional reference finds no " + type));
        }
        if (target == null && literal.startsWith("urn:uuid:")) {
            throw new InvalidRequestException("a reference means no entry of the transaction");
        }
        if (target != null) {
            reference.setResource(null);
            reference.setReference(target);
        }
    }

    private BundleEntryComponent carryOut(Step step, List<StoredVersion> changed) {
        StoredVersion result = step.write() ? stored(step, changed) : existing(step, changed);
        boolean created = step.write() && step.previous().isEmpty();
        BundleEntryComponent entry = new BundleEntryComponent();
        entry.getResponse()
                .setStatus(created ? "201 Created" : "200 OK")
                .setLocation(result.reference() + "/_history/" + result.version())
                .setEtag("W/\"" + result.version() + "\"");
        return entry;
    }

    private static StoredVersion existing(Step step, List<StoredVersion> changed) {
        return step.previous().orElseGet(() -> changed.stream()
                .filter(version -> version.reference().equals(step.type() + "/" + step.id()))
                .findFirst()
                .orElseThrow());
    }

    /** The next version; the previous one where the new content is the same. */
    private StoredVersion stored(Step step, List<StoredVersion> changed) {
        Resource resource = step.resource();
        resource.setId(new IdType(step.type(), step.id()));
        if (step.previous().isPresent()) {
            StoredVersion previous = step.previous().get();
            Resource before = previous.resource();
            resource.getMeta().setVersionId(before.getMeta().getVersionId());
            resource.getMeta().setLastUpdatedElement(before.getMeta().getLastUpdatedElement());
            if (StoredVersion.of(resource).json().equals(previous.json())) {
                return previous;
            }
        }
        int version = step.previous().map(StoredVersion::version).orElse(0) + 1;
        resource.getMeta().setVersionId(Integer.toString(version)).setLastUpdated(Date.from(clock.instant()));
        StoredVersion next = StoredVersion.of(resource);
        changed.add(next);
        return next;
    }
}
