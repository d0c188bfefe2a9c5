package org.radiologygpt.fhir;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.radiologygpt.report.ScrubException;
import org.radiologygpt.report.ValueScrub;

/** Builds resources anew, element by element: what the policy names is cleaned by its data type, the rest is left out. */
final class CleanResource {
    private static final Set<String> EXTENSIONS = Set.of("extension", "modifierExtension");

    private final Map<String, Set<String>> resources;
    private final Set<String> extensions;
    private final ValueScrub scrub;
    private final CleanTexts texts;
    private final CleanType types;
    private final CleanPrimitive primitives;

    CleanResource(Map<String, Set<String>> resources, Set<String> extensions, ValueScrub scrub) {
        this.resources = resources;
        this.extensions = extensions;
        this.scrub = scrub;
        this.texts = new CleanTexts(scrub);
        this.primitives = new CleanPrimitive(scrub, texts);
        this.types = new CleanType(scrub, texts, this::rebuilt);
    }

    /** The whole of a message. */
    Resource whole(Resource root) {
        Resource clean = resource(root).orElseThrow(() -> new ScrubException("not_in_policy"));
        texts.fill();
        return clean;
    }

    private Optional<Resource> resource(Resource resource) {
        String type = resource.fhirType();
        Set<String> allowed = resources.get(type);
        if (allowed == null) {
            scrub.dropped(type);
            return Optional.empty();
        }
        Resource clean = (Resource) fresh(resource);
        Optional.ofNullable(resource.getIdElement().getIdPart())
                .flatMap(id -> scrub.token(id.replace("#", "")))
                .ifPresent(clean::setId);
        for (Property property : resource.children()) {
            String name = property.getName().replace("[x]", "");
            if (allowed.contains(name) || EXTENSIONS.contains(name)) {
                copy(property, clean, type);
            } else if (property.hasValues() && !name.equals("id")) {
                scrub.dropped(type + "." + name);
            }
        }
        return Optional.of(clean);
    }

    /** A data type or backbone element that has no rule of its own: its elements, each by its type. */
    private Base rebuilt(Base element) {
        Base clean = fresh(element);
        for (Property property : element.children()) {
            if (!property.getName().equals("id") && !isHeldBack(element, property.getName())) {
                copy(property, clean, element.fhirType());
            }
        }
        return clean;
    }

    /** How an entry was found, asked for or answered says where it came from. */
    private static boolean isHeldBack(Base element, String name) {
        return element instanceof BundleEntryComponent
                && !Set.of("resource", "fullUrl").contains(name);
    }

    private void copy(Property property, Base clean, String parent) {
        for (Base value : property.getValues()) {
            Optional<? extends Base> kept = value(value, property.getName(), parent);
            if (kept.isPresent() && !(kept.get().isEmpty() && !kept.get().isPrimitive())) {
                clean.setProperty(property.getName(), kept.get());
            } else if (kept.isEmpty()) {
                scrub.dropped(parent + "." + property.getName().replace("[x]", ""));
            }
        }
    }

    private Optional<? extends Base> value(Base value, String name, String parent) {
        if (value instanceof Resource resource) {
            return resource(resource);
        }
        if (value instanceof Extension extension) {
            return extension(extension, name);
        }
        if (value instanceof BundleEntryComponent entry) {
            return Optional.of(rebuilt(entry)).filter(clean -> ((BundleEntryComponent) clean).hasResource());
        }
        return value.isPrimitive() ? primitives.clean(value, name, parent) : types.clean(value, name);
    }

    private Optional<Base> extension(Extension extension, String name) {
        if (extensions.contains(String.valueOf(extension.getUrl()))) {
            Extension clean = new Extension(extension.getUrl());
            for (Property property : extension.children()) {
                if (List.of("value[x]", "extension").contains(property.getName())) {
                    copy(property, clean, "Extension");
                }
            }
            return Optional.of(clean);
        }
        if (name.equals("modifierExtension")) {
            throw new ScrubException("modifier_extension");
        }
        return Optional.empty();
    }

    private static Base fresh(Base like) {
        try {
            return like.getClass().getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no constructor: " + like.fhirType());
        }
    }
}
