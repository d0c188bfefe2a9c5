package org.radiologygpt.model.generate;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Waiting requests of one priority: each client's in the order they came, and the clients in turn. */
final class Lane<T> {
    private final Map<String, Deque<Entry<T>>> clients = new LinkedHashMap<>();
    private int size;

    /**
     * A waiting request.
     *
     * @param turn its priority and client
     * @param since nanoseconds on the queue's clock
     */
    record Entry<T>(T item, Turn turn, long since) {
        String client() {
            return turn.client();
        }
    }

    int size() {
        return size;
    }

    int of(String client) {
        Deque<Entry<T>> own = clients.get(client);
        return own == null ? 0 : own.size();
    }

    void add(Entry<T> entry) {
        clients.computeIfAbsent(entry.client(), client -> new ArrayDeque<>()).add(entry);
        size++;
    }

    void remove(Entry<T> entry) {
        Deque<Entry<T>> own = clients.get(entry.client());
        own.remove(entry);
        size--;
        if (own.isEmpty()) {
            clients.remove(entry.client());
        }
    }

    /** Takes the first request of the client whose turn it is; that client's next turn comes after all others'. */
    Optional<Entry<T>> next() {
        if (size == 0) {
            return Optional.empty();
        }
        Entry<T> next = clients.values().iterator().next().getFirst();
        remove(next);
        Deque<Entry<T>> rest = clients.remove(next.client());
        if (rest != null) {
            clients.put(next.client(), rest);
        }
        return Optional.of(next);
    }

    /** The request that came first. */
    Optional<Entry<T>> oldest() {
        return clients.values().stream().map(Deque::getFirst).min(Comparator.comparingLong(Entry::since));
    }

    /** Each client's newest request, of the client that has most first. */
    Stream<Entry<T>> newest() {
        return clients.values().stream()
                .sorted(Comparator.<Deque<Entry<T>>>comparingInt(Deque::size).reversed())
                .map(Deque::getLast);
    }
}
