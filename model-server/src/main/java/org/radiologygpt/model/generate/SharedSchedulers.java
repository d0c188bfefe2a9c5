package org.radiologygpt.model.generate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.radiologygpt.model.decode.DeviceStatus;
import org.radiologygpt.model.weights.LoraAdapter;

/**
 * Several schedulers of one model, one for each GPU, as one: a request goes to the one that has fewest, an adapter to all.
 * Each keeps its own queue, order and prefixes, so that no GPU waits for another.
 *
 * <p>One that is not ready gets no request while another is; it is not ready itself only where none is.
 */
final class SharedSchedulers implements Scheduler {
    private final List<Member> members;

    /** What each loaded adapter is to the members that took it, under what it is to the first of them. */
    private final Map<AdapterLoad, Map<Member, AdapterLoad>> loads = new ConcurrentHashMap<>();

    /**
     * One of them.
     *
     * @param open requests that it has
     * @param given requests that it ever got
     */
    private record Member(Scheduler scheduler, AtomicInteger open, AtomicLong given) {}

    /** @param schedulers from now on its own, which it closes */
    SharedSchedulers(List<Scheduler> schedulers) {
        members = schedulers.stream()
                .map(scheduler -> new Member(scheduler, new AtomicInteger(), new AtomicLong()))
                .toList();
    }

    @Override
    public CompletableFuture<Generation> generate(GenerationRequest request, Consumer<Piece> onText) {
        return generate(request, AdapterLoad.NONE, onText);
    }

    @Override
    public CompletableFuture<Generation> generate(
            GenerationRequest request, AdapterLoad adapter, Consumer<Piece> onText) {
        if (adapter == AdapterLoad.NONE) {
            return generate(fewest(members), request, adapter, onText);
        }
        Map<Member, AdapterLoad> parts = loads.getOrDefault(adapter, Map.of());
        List<Member> able = members.stream().filter(parts::containsKey).toList();
        if (able.isEmpty()) {
            return CompletableFuture.failedFuture(
                    new GenerationException(GenerationException.Cause.UNLOADED, "the adapter is no longer served"));
        }
        Member member = fewest(able);
        return generate(member, request, parts.get(member), onText);
    }

    private static CompletableFuture<Generation> generate(
            Member member, GenerationRequest request, AdapterLoad adapter, Consumer<Piece> onText) {
        member.open().incrementAndGet();
        member.given().incrementAndGet();
        try {
            CompletableFuture<Generation> answer = member.scheduler().generate(request, adapter, onText);
            answer.whenComplete((generation, failure) -> member.open().decrementAndGet());
            return answer;
        } catch (RuntimeException | Error e) {
            member.open().decrementAndGet();
            throw e;
        }
    }

    /** Of equal ones that which got fewest so far. */
    private static Member fewest(List<Member> among) {
        Comparator<Member> readyFirst =
                Comparator.comparing(member -> !member.scheduler().ready());
        return among.stream()
                .min(readyFirst.thenComparing(member -> member.open().get()).thenComparing(member -> member.given()
                        .get()))
                .orElseThrow();
    }

    /** All members take it, or none; those whose GPU is lost for good are left out while another is there. */
    @Override
    public AdapterLoad load(LoraAdapter adapter) {
        Map<Member, AdapterLoad> parts = new HashMap<>();
        List<AdapterLoad> taken = new ArrayList<>();
        boolean allLost = members.stream().allMatch(SharedSchedulers::isLost);
        try {
            for (Member member : members) {
                if (allLost || !isLost(member)) {
                    AdapterLoad load = member.scheduler().load(adapter);
                    parts.put(member, load);
                    taken.add(load);
                }
            }
        } catch (RuntimeException | Error e) {
            unload(parts).join();
            throw e;
        }
        loads.put(taken.get(0), Map.copyOf(parts));
        return taken.get(0);
    }

    private static boolean isLost(Member member) {
        List<DeviceStatus> devices = member.scheduler().devices();
        return !devices.isEmpty() && devices.stream().allMatch(DeviceStatus::lost);
    }

    @Override
    public List<TextGenerator> copies(AdapterLoad load) {
        return loads.getOrDefault(load, Map.of()).entrySet().stream()
                .<TextGenerator>map(part -> new AdapterGenerator(part.getKey().scheduler(), part.getValue()))
                .toList();
    }

    @Override
    public CompletableFuture<Void> unload(AdapterLoad load) {
        return unload(loads.getOrDefault(load, Map.of())).whenComplete((done, failure) -> loads.remove(load));
    }

    private static CompletableFuture<Void> unload(Map<Member, AdapterLoad> parts) {
        return CompletableFuture.allOf(parts.entrySet().stream()
                .map(part -> part.getKey().scheduler().unload(part.getValue()))
                .toArray(CompletableFuture<?>[]::new));
    }

    @Override
    public boolean ready() {
        return members.stream().anyMatch(member -> member.scheduler().ready());
    }

    @Override
    public Optional<Load> load() {
        return members.stream()
                .flatMap(member -> member.scheduler().load().stream())
                .reduce(SharedSchedulers::sum);
    }

    private static Load sum(Load one, Load other) {
        Map<Priority, Integer> waiting = new HashMap<>(one.waiting());
        other.waiting().forEach((priority, count) -> waiting.merge(priority, count, Integer::sum));
        return new Load(
                waiting,
                one.busySlots() + other.busySlots(),
                one.slots() + other.slots(),
                one.kvTokens() + other.kvTokens(),
                one.kvCapacity() + other.kvCapacity());
    }

    @Override
    public List<DeviceStatus> devices() {
        return members.stream()
                .flatMap(member -> member.scheduler().devices().stream())
                .toList();
    }

    @Override
    public int vocabSize() {
        return members.get(0).scheduler().vocabSize();
    }

    @Override
    public void close() {
        members.forEach(member -> member.scheduler().close());
    }
}
