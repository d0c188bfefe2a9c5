package org.radiologygpt.model.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a soak must find, shown with servers that are wrong. */
@Timeout(120)
class LostSoakTest {
    private static final Truths TRUTHS =
            new Truths(List.of("A", "B"), Map.of("north", List.of("n a", "n b"), "south", List.of("s a", "s b")));
    private static final Judge JUDGE = new Judge(TRUTHS, Set.of());
    private static final Plan PLAN = new Plan(Path.of("none"), 2, 1, 2, Duration.ofSeconds(20), 1, 0.05);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Tally tally = new Tally();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void the_answer_of_another_adapter_is_found_over_http() throws InterruptedException {
        server.createContext("/", exchange -> reply(exchange, 200, "{\"choices\":[{\"text\":\"s a\"}]}"));
        drive(Duration.ofSeconds(20));
        assertThat(tally.faults()).contains("north gave the answer of south to prompt 0");
        assertThat(outcome().good()).isFalse();
    }

    @Test
    void a_failing_server_is_found() throws InterruptedException {
        server.createContext("/", exchange -> reply(exchange, 500, "{}"));
        drive(Duration.ofSeconds(20));
        assertThat(tally.faults()).hasSize(60).contains("COMPLETION to north got status 500");
    }

    @Test
    void a_request_that_hangs_is_found() throws InterruptedException {
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().flush();
        });
        Mix mix = new Mix(TRUTHS, 2, 1);
        new Drive(client(Duration.ofMillis(300)), mix, JUDGE, tally).run(2, 2);
        assertThat(tally.faults()).hasSize(2).allMatch(fault -> fault.contains("got no answer"));
    }

    @Test
    void a_stream_that_breaks_off_or_ends_in_an_error_is_no_answer() throws Exception {
        server.createContext("/", exchange -> reply(exchange, 200, "data: {\"choices\":[{\"text\":\"n a\"}]}\n\n"));
        Question stream = new Question(Kind.STREAM, "north", 0, "{}");
        Reply reply = client(Duration.ofSeconds(20)).ask(stream);
        assertThat(JUDGE.fault(stream, reply)).contains("STREAM to north got status 500");
    }

    @Test
    void a_character_more_or_less_is_a_wrong_answer() {
        assertThat(TRUTHS.fault("north", 0, "n a")).isEmpty();
        assertThat(TRUTHS.fault("north", 0, "n a ")).contains("north answered prompt 0 otherwise than alone");
        assertThat(TRUTHS.fault("north", 0, "s a")).contains("north gave the answer of south to prompt 0");
        assertThat(TRUTHS.faultOfBeginning("north", 1, "s")).isPresent();
        assertThat(TRUTHS.faultOfBeginning("north", 1, "n ")).isEmpty();
    }

    @Test
    void only_an_adapter_that_comes_and_goes_may_be_gone() {
        Question question = new Question(Kind.CHAT, "north", 0, "{}");
        Reply gone = new Reply(404, "{}", 1);
        assertThat(JUDGE.fault(question, gone)).contains("CHAT to north got status 404");
        assertThat(new Judge(TRUTHS, Set.of("north")).fault(question, gone)).isEmpty();
    }

    @Test
    void memory_that_grows_by_more_than_the_plan_allows_is_found() {
        end(2);
        new Agreement(PLAN, tally).check(counts("stop", 2), memory(100, 106));
        assertThat(tally.faults()).containsExactly("resident memory grew by 6.0 %");
    }

    @Test
    void counts_of_the_server_that_are_not_the_clients_are_found() {
        end(2);
        new Agreement(PLAN, tally).check(counts("stop", 1), memory(100, 104));
        assertThat(tally.faults())
                .containsExactly(
                        "/metrics counted 1 requests, the clients 2",
                        "/metrics counted 1 answers, the clients 2 and 0 cancelled ones");
    }

    @Test
    void outcomes_are_read_from_metrics() {
        String metrics = "# TYPE radiology_model_requests_total counter\n"
                + "radiology_model_requests_total{endpoint=\"chat\",model=\"a\",outcome=\"stop\"} 3.0\n"
                + "radiology_model_requests_total{endpoint=\"completions\",model=\"a\",outcome=\"stop\"} 4.0\n"
                + "radiology_model_requests_total{endpoint=\"chat\",model=\"a\",outcome=\"cancelled\"} 1.0\n";
        assertThat(ServerCounts.parse(metrics).outcomes()).isEqualTo(Map.of("stop", 7, "cancelled", 1));
    }

    @Test
    void the_same_seed_gives_the_same_mix_and_every_kind_is_in_it() {
        List<Question> mix = mix(500, 7);
        assertThat(mix).isEqualTo(mix(500, 7)).isNotEqualTo(mix(500, 8));
        assertThat(mix.stream().map(Question::kind).distinct()).containsExactlyInAnyOrder(Kind.values());
    }

    private static List<Question> mix(int count, long seed) {
        Mix mix = new Mix(TRUTHS, 2, seed);
        return IntStream.range(0, count).mapToObj(mix::at).toList();
    }

    private void drive(Duration limit) throws InterruptedException {
        new Drive(client(limit), new Mix(TRUTHS, 2, 1), JUDGE, tally).run(60, 4);
    }

    private Client client(Duration limit) {
        return new Client(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), limit, threads);
    }

    private Outcome outcome() {
        return new Outcome(tally, counts("stop", 60), List.of(), 2, 1);
    }

    private void end(int requests) {
        for (int i = 0; i < requests; i++) {
            tally.replied(Kind.COMPLETION, new Reply(200, "n a", 1));
        }
    }

    private static ServerCounts counts(String outcome, int count) {
        return new ServerCounts(Map.of(outcome, count));
    }

    private static List<ResidentMemory.Sample> memory(double early, double late) {
        return List.of(new ResidentMemory.Sample(0.25, early), new ResidentMemory.Sample(0.95, late));
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
