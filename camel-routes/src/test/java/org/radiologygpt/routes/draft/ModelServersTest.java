package org.radiologygpt.routes.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.radiologygpt.routes.draft.FlakyServer.Mood;
import org.radiologygpt.routes.draft.ModelException.Kind;
import org.radiologygpt.routes.draft.ModelServers.Status;

class ModelServersTest {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(5);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Time time = new Time();
    private final AtomicInteger prompts = new AtomicInteger();
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        callers.shutdownNow();
        for (AutoCloseable part : open) {
            part.close();
        }
    }

    @Test
    void calls_at_once_are_spread_evenly() {
        List<FlakyServer> all = servers(3);
        all.forEach(server -> server.mood = Mood.HUNG);
        ModelServers model = model(LONG, all);
        List<Future<?>> calls = calls(model, 6);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(all).extracting(s -> s.asked.get()).containsExactly(2, 2, 2));
        assertThat(model.statuses()).extracting(Status::inFlight).containsExactly(2, 2, 2);
        all.forEach(FlakyServer::release);
        answered(calls);
        assertThat(model.statuses()).extracting(Status::inFlight).containsExactly(0, 0, 0);
        assertThat(model.statuses()).extracting(Status::answered).containsExactly(2L, 2L, 2L);
    }

    @Test
    void busy_server_is_spared() {
        List<FlakyServer> all = servers(2);
        all.get(0).mood = Mood.HUNG;
        ModelServers model = model(LONG, all);
        Future<?> hung = firstOn(all.get(0), model);
        for (int i = 0; i < 10; i++) {
            assertThat(model.complete("next").text()).isEqualTo("re: next");
        }
        assertThat(all.get(0).asked).hasValue(1);
        all.get(0).release();
        answered(List.of(hung));
    }

    @ParameterizedTest
    @EnumSource(names = {"UNAVAILABLE", "OVERLOADED", "BROKEN", "CUT"})
    void call_that_fails_is_answered_by_another_server_and_the_failing_one_is_left_out(Mood mood) {
        List<FlakyServer> all = servers(2);
        all.get(0).mood = mood;
        ModelServers model = model(LONG, all);
        for (int i = 0; i < 40; i++) {
            assertThat(model.complete("p" + i).text()).isEqualTo("re: p" + i);
        }
        assertThat(all.get(0).asked.get()).isBetween(1, 4);
        assertThat(all.get(1).asked).hasValue(40);
        assertThat(model.statuses().get(0).state())
                .isEqualTo(mood == Mood.OVERLOADED ? ServerState.PAUSED : ServerState.FAILING);
        assertThat(model.allDown()).isFalse();
    }

    @Test
    void overloaded_server_is_asked_again_after_the_time_it_named() {
        List<FlakyServer> all = servers(2);
        all.get(0).mood = Mood.OVERLOADED;
        ModelServers model = model(LONG, all);
        completeUntilAsked(all.get(0), model);
        all.get(0).mood = Mood.WELL;
        time.forward(Duration.ofSeconds(29));
        assertThat(model.statuses().get(0).state()).isEqualTo(ServerState.PAUSED);
        time.forward(Duration.ofSeconds(2));
        completeUntilAsked(all.get(0), model);
        assertThat(model.statuses().get(0).answered()).isEqualTo(1);
    }

    @Test
    void all_overloaded_is_told_with_the_shortest_wait() {
        List<FlakyServer> all = servers(2);
        all.forEach(server -> server.mood = Mood.OVERLOADED);
        ModelServers model = model(LONG, all);
        assertThat(failure(model).retryAfter()).contains(Duration.ofSeconds(30));
        time.forward(Duration.ofSeconds(10));
        assertThat(failure(model).retryAfter()).contains(Duration.ofSeconds(20));
        assertThat(all).extracting(server -> server.asked.get()).containsExactly(1, 1);
    }

    @Test
    void failing_server_comes_back_after_a_trial() {
        List<FlakyServer> all = servers(2);
        all.get(0).mood = Mood.UNAVAILABLE;
        ModelServers model = model(all, new Resilience(LONG, 1, SHORT, 16, 50, 10, Duration.ofMillis(300)));
        await().atMost(PATIENCE).until(() -> {
            model.complete("p");
            return model.statuses().get(0).state() == ServerState.FAILING;
        });
        all.get(0).mood = Mood.WELL;
        await().atMost(PATIENCE).until(() -> {
            model.complete("p");
            return model.statuses().get(0).answered() > 2;
        });
        assertThat(model.statuses().get(0).state()).isEqualTo(ServerState.UNCHECKED);
    }

    @Test
    void hung_server_costs_its_calls_their_time_and_then_gets_no_more() {
        List<FlakyServer> all = servers(2);
        all.get(0).mood = Mood.HUNG;
        ModelServers model = model(Duration.ofSeconds(2), all);
        await().atMost(PATIENCE).until(() -> {
            kind(model);
            return model.statuses().get(0).state() == ServerState.FAILING;
        });
        int before = all.get(0).asked.get();
        for (int i = 0; i < 3; i++) {
            assertThat(model.complete("p").text()).isEqualTo("re: p");
        }
        assertThat(all.get(0).asked.get()).isBetween(before, before + 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"HUNG", "STALLED"})
    void no_second_server_is_asked_when_the_time_is_over(Mood mood) {
        List<FlakyServer> all = servers(2);
        all.forEach(server -> server.mood = mood);
        ModelServers model = model(Duration.ofSeconds(2), all);
        assertThat(failure(model).kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(all.stream().mapToInt(server -> server.asked.get()).sum()).isEqualTo(1);
    }

    @Test
    void refused_prompt_is_not_shown_to_another_server() {
        List<FlakyServer> all = servers(2);
        all.forEach(server -> server.mood = Mood.REFUSING);
        ModelServers model = model(LONG, all);
        assertThat(failure(model).kind()).isEqualTo(Kind.REFUSED);
        assertThat(all.stream().mapToInt(server -> server.asked.get()).sum()).isEqualTo(1);
        assertThat(model.allDown()).isFalse();
    }

    @Test
    void server_that_is_not_ready_is_left_out_until_it_is() {
        List<FlakyServer> all = servers(2);
        all.get(0).readiness = 503;
        ModelServers model = model(LONG, all);
        model.watch(LOOK);
        states(model, ServerState.NOT_READY, ServerState.READY);
        for (int i = 0; i < 4; i++) {
            model.complete("p");
        }
        assertThat(all.get(0).asked).hasValue(0);
        all.get(0).readiness = 200;
        states(model, ServerState.READY, ServerState.READY);
        completeUntilAsked(all.get(0), model);
    }

    @Test
    void server_with_other_weights_than_required_gets_no_prompt() {
        List<FlakyServer> all = servers(2);
        all.get(0).digest = "bb";
        ModelServers model = model(LONG, all, Dialect.radiologyGpt().pinned("", "aa"));
        for (int i = 0; i < 10; i++) {
            assertThat(model.complete("p").model().digest()).isEqualTo("sha256:aa");
        }
        model.watch(LOOK);
        states(model, ServerState.DIGEST_MISMATCH, ServerState.READY);
        all.get(1).digest = "bb";
        states(model, ServerState.DIGEST_MISMATCH, ServerState.DIGEST_MISMATCH);
        int before = all.get(1).asked.get();
        assertThat(failure(model).kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(model.allDown()).isTrue();
        assertThat(all).extracting(server -> server.asked.get()).containsExactly(0, before);
    }

    @Test
    void all_down_is_unavailable_and_all_come_back() {
        List<FlakyServer> all = servers(3);
        List<Integer> ports = all.stream().map(FlakyServer::port).toList();
        ModelServers model = model(LONG, all);
        model.watch(LOOK);
        states(model, ServerState.READY, ServerState.READY, ServerState.READY);
        all.forEach(FlakyServer::close);
        states(model, ServerState.UNREACHABLE, ServerState.UNREACHABLE, ServerState.UNREACHABLE);
        assertThat(failure(model).kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(model.allDown()).isTrue();
        List<FlakyServer> again =
                ports.stream().map(port -> opened(new FlakyServer(port))).toList();
        states(model, ServerState.READY, ServerState.READY, ServerState.READY);
        await().atMost(PATIENCE).until(() -> {
            model.complete("p");
            return again.stream().allMatch(server -> server.asked.get() > 0);
        });
    }

    @Test
    void single_server_is_asked_whatever_is_known_of_it() {
        List<FlakyServer> one = servers(1);
        one.get(0).readiness = 503;
        ModelServers model = model(LONG, one);
        model.watch(LOOK);
        states(model, ServerState.NOT_READY);
        one.get(0).mood = Mood.UNAVAILABLE;
        for (int i = 0; i < 10; i++) {
            assertThat(failure(model).kind()).isEqualTo(Kind.UNAVAILABLE);
        }
        assertThat(one.get(0).asked).hasValue(10);
        one.get(0).mood = Mood.WELL;
        assertThat(model.complete("p").text()).isEqualTo("re: p");
        assertThat(model.allDown()).isTrue();
    }

    @Test
    void every_call_has_the_answer_to_its_own_prompt_while_servers_fail_and_recover() {
        List<FlakyServer> all = servers(3);
        Resilience patient = new Resilience(LONG, 10, SHORT, 16, 50, 10, Duration.ofMillis(20));
        ModelServers servers = model(all, patient);
        ResilientModel model = new ResilientModel(servers, patient, callers, servers::allDown);
        List<Future<?>> calls = new ArrayList<>();
        List<Mood> moods = List.of(Mood.UNAVAILABLE, Mood.CUT, Mood.BROKEN, Mood.WELL);
        for (int i = 0; i < 200; i++) {
            all.get(0).mood = moods.get(i / 10 % moods.size());
            all.get(1).mood = i < 100 ? Mood.WELL : Mood.CUT;
            calls.addAll(calls(model, 1));
        }
        answered(calls);
        assertThat(servers.statuses()).extracting(Status::inFlight).containsExactly(0, 0, 0);
        assertThat(servers.statuses().stream().mapToLong(Status::answered).sum())
                .isEqualTo(200);
    }

    private Future<?> firstOn(FlakyServer wanted, ModelServers model) {
        while (true) {
            int before = wanted.asked.get();
            Future<?> call = calls(model, 1).get(0);
            await().atMost(PATIENCE).until(() -> call.isDone() || wanted.asked.get() > before);
            if (wanted.asked.get() > before) {
                return call;
            }
        }
    }

    private static void completeUntilAsked(FlakyServer wanted, ModelServers model) {
        int before = wanted.asked.get();
        await().atMost(PATIENCE).until(() -> {
            model.complete("p");
            return wanted.asked.get() > before;
        });
    }

    /** Calls with prompts of their own, each done when it has the answer to it. */
    private List<Future<?>> calls(ImpressionModel model, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "p" + prompts.incrementAndGet())
                .<Future<?>>map(prompt -> callers.submit(
                        () -> assertThat(model.complete(prompt).text()).isEqualTo("re: " + prompt)))
                .toList();
    }

    private static void answered(List<Future<?>> calls) {
        for (Future<?> call : calls) {
            assertThat(call).succeedsWithin(PATIENCE);
        }
    }

    private static void states(ModelServers model, ServerState... states) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(model.statuses()).extracting(Status::state).containsExactly(states));
    }

    private static void kind(ImpressionModel model) {
        try {
            model.complete("p");
        } catch (ModelException e) {
            assertThat(e.kind()).isEqualTo(Kind.TIMEOUT);
        }
    }

    private static ModelException failure(ImpressionModel model) {
        try {
            model.complete("p");
        } catch (ModelException e) {
            return e;
        }
        throw new AssertionError("it answered");
    }

    private List<FlakyServer> servers(int count) {
        return Stream.generate(() -> opened(new FlakyServer())).limit(count).toList();
    }

    private ModelServers model(Duration timeout, List<FlakyServer> servers) {
        return model(timeout, servers, Dialect.radiologyGpt());
    }

    private ModelServers model(Duration timeout, List<FlakyServer> servers, Dialect dialect) {
        List<ModelEndpoint> endpoints = servers.stream()
                .map(server -> endpoint(server.url(), timeout, dialect))
                .toList();
        Resilience settings = new Resilience(timeout, 1, SHORT, 16, 50, 10, Duration.ofMinutes(5));
        return opened(new ModelServers(CLIENT, endpoints, settings, time));
    }

    private ModelServers model(List<FlakyServer> servers, Resilience settings) {
        List<ModelEndpoint> endpoints = servers.stream()
                .map(server -> endpoint(server.url(), LONG, Dialect.radiologyGpt()))
                .toList();
        return opened(new ModelServers(CLIENT, endpoints, settings, time));
    }

    private static ModelEndpoint endpoint(URI url, Duration timeout, Dialect dialect) {
        return new ModelEndpoint(url, "demo", "", Duration.ofSeconds(10), timeout, 256, List.of("\n###"), dialect);
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.add(part);
        return part;
    }

    /** The time of day, which a test moves on. */
    private static final class Time extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        void forward(Duration time) {
            ahead = ahead.plus(time);
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH.plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
