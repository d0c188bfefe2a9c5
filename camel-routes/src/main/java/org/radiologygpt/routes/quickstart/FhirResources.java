package org.radiologygpt.routes.quickstart;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Every version of every resource in memory, and in a journal. Each method is atomic; a caller that decides from what
 * it reads holds this object's monitor until it has committed.
 */
final class FhirResources implements AutoCloseable {
    private final Map<String, List<StoredVersion>> versions = new LinkedHashMap<>();
    private final Map<String, Map<SearchTerm, Set<String>>> index = new HashMap<>();
    private final FhirJournal journal;
    private long lastId;

    private FhirResources(Path directory) {
        journal = FhirJournal.open(
                directory,
                transaction -> transaction.stream().map(StoredVersion::parse).forEach(this::apply));
    }

    /** The resources that were committed in this directory. */
    static FhirResources open(Path directory) {
        return new FhirResources(directory);
    }

    /** A logical id that no resource has. */
    synchronized String nextId() {
        lastId++;
        return Long.toString(lastId);
    }

    /** The newest version. */
    synchronized Optional<StoredVersion> current(String type, String id) {
        List<StoredVersion> all = history(type, id);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** All versions, oldest first; empty where there is no such resource. */
    synchronized List<StoredVersion> history(String type, String id) {
        return List.copyOf(versions.getOrDefault(type + "/" + id, List.of()));
    }

    /** The newest versions of the resources of a type that a query finds, oldest resource first. */
    synchronized List<StoredVersion> find(String type, FhirQuery query) {
        Map<SearchTerm, Set<String>> terms = index.getOrDefault(type, Map.of());
        Optional<Set<String>> ids = query.conditions().stream()
                .map(condition -> union(terms, condition))
                .reduce((left, right) -> {
                    left.retainAll(right);
                    return left;
                });
        return ids.map(found -> found.stream().map(id -> current(type, id).orElseThrow()))
                .orElseGet(() -> versions.values().stream()
                        .map(all -> all.get(all.size() - 1))
                        .filter(newest -> newest.type().equals(type)))
                .toList();
    }

    /** Stores new versions, all or none: on disk first, then for all to see. */
    synchronized void commit(List<StoredVersion> changed) {
        if (!changed.isEmpty()) {
            journal.append(changed.stream().map(StoredVersion::json).toList());
            changed.forEach(this::apply);
        }
    }

    @Override
    public synchronized void close() {
        journal.close();
    }

    private void apply(StoredVersion version) {
        List<StoredVersion> all = versions.computeIfAbsent(version.reference(), key -> new ArrayList<>());
        Map<SearchTerm, Set<String>> terms = index.computeIfAbsent(version.type(), key -> new HashMap<>());
        if (!all.isEmpty()) {
            SearchTerm.of(all.get(all.size() - 1).resource())
                    .forEach(term -> terms.get(term).remove(version.id()));
        }
        SearchTerm.of(version.resource()).forEach(term -> terms.computeIfAbsent(term, key -> new LinkedHashSet<>())
                .add(version.id()));
        all.add(version);
        if (version.id().matches("\\d{1,18}")) {
            lastId = Math.max(lastId, Long.parseLong(version.id()));
        }
    }

    private static Set<String> union(Map<SearchTerm, Set<String>> terms, Set<SearchTerm> condition) {
        Set<String> ids = new TreeSet<>(FhirResources::byAge);
        condition.forEach(term -> ids.addAll(terms.getOrDefault(term, Set.of())));
        return ids;
    }

    /** Our own ids are numbers that grow; ids that clients chose come after them. */
    private static int byAge(String left, String right) {
        int length = Integer.compare(left.length(), right.length());
        return length != 0 ? length : left.compareTo(right);
    }
}
