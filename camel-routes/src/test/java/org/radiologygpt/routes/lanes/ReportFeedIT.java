package org.radiologygpt.routes.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.radiologygpt.routes.ingest.Broker;

/** The consumer on a real broker. */
class ReportFeedIT {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @Test
    void each_keys_records_keep_their_order_while_many_are_in_flight() {
        String topic = Broker.topics("lanes-order", 1).oru();
        Map<String, Queue<Integer>> seen = new ConcurrentHashMap<>();
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (var feed = new RunningFeed(topic, 8, 50, exchange -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            LockSupport.parkNanos(1_000_000L * (number(exchange) % 7));
            seen.computeIfAbsent(RunningFeed.key(exchange), none -> new ConcurrentLinkedQueue<>())
                    .add(number(exchange));
            now.decrementAndGet();
        })) {
            send(topic, IntStream.range(0, 300).mapToObj(i -> "K" + i % 20).toList());
            awaitCommitted(topic, 0, 300);
        }
        assertThat(seen).hasSize(20);
        seen.forEach(
                (key, numbers) -> assertThat(List.copyOf(numbers)).hasSize(15).isSorted());
        assertThat(most).hasValueBetween(2, 8);
    }

    @Test
    void slow_record_holds_its_key_and_the_offset_but_no_other_record() {
        String topic = Broker.topics("lanes-slow", 1).oru();
        CountDownLatch answer = new CountDownLatch(1);
        Set<Integer> done = ConcurrentHashMap.newKeySet();
        try (var feed = new RunningFeed(topic, 4, 100, exchange -> {
            if (number(exchange) == 5) {
                awaitLatch(answer);
            }
            done.add(number(exchange));
        })) {
            send(
                    topic,
                    IntStream.range(0, 40)
                            .mapToObj(i -> i == 6 ? "K5" : "K" + i)
                            .toList());
            await().atMost(LONGEST).until(() -> done.size() == 38);
            assertThat(done).doesNotContain(5, 6);
            awaitCommitted(topic, 0, 5);
            answer.countDown();
            awaitCommitted(topic, 0, 40);
        }
    }

    @Test
    void full_consumer_fetches_no_more_and_goes_on_when_there_is_room() {
        String topic = Broker.topics("lanes-full", 1).oru();
        CountDownLatch answer = new CountDownLatch(1);
        try (var feed = new RunningFeed(topic, 4, 20, exchange -> awaitLatch(answer))) {
            send(topic, IntStream.range(0, 100).mapToObj(i -> "K" + i).toList());
            await().atMost(LONGEST).until(() -> feed.heldAt >= 20);
            // No fetch tells of these.
            send(topic, IntStream.range(100, 400).mapToObj(i -> "K" + i).toList());
            await().during(Duration.ofSeconds(1))
                    .atMost(LONGEST)
                    .until(() -> feed.gauge("radiology.feed.in.hand") <= 30);
            assertThat(feed.heldAt).isBetween(20L, 30L);
            assertThat(feed.gauge("radiology.feed.in.flight")).isEqualTo(4);
            await().atMost(LONGEST).until(() -> feed.gauge("radiology.feed.lag") == 400);
            answer.countDown();
            awaitCommitted(topic, 0, 400);
            await().atMost(LONGEST).until(() -> feed.gauge("radiology.feed.lag") == 0);
        }
    }

    @Test
    void record_whose_route_fails_is_attempted_again_and_holds_nobody() {
        String topic = Broker.topics("lanes-again", 1).oru();
        AtomicInteger failures = new AtomicInteger(2);
        Queue<Integer> done = new ConcurrentLinkedQueue<>();
        try (var feed = new RunningFeed(topic, 2, 10, exchange -> {
            if (number(exchange) == 0 && failures.getAndDecrement() > 0) {
                throw new IllegalStateException("not now");
            }
            done.add(number(exchange));
        })) {
            send(topic, List.of("A", "A", "B"));
            awaitCommitted(topic, 0, 3);
        }
        assertThat(done).containsExactly(2, 0, 1);
    }

    @Test
    void consumers_that_come_and_go_lose_nothing_and_never_commit_ahead() {
        String topic = Broker.topics("lanes-rebalance", 4).oru();
        Set<String> done = ConcurrentHashMap.newKeySet();
        java.util.function.Consumer<Exchange> work = exchange -> {
            LockSupport.parkNanos(2_000_000);
            done.add(RunningFeed.id(exchange));
        };
        List<String> keys =
                IntStream.range(0, 1500).mapToObj(i -> "K" + i % 300).toList();
        try (var stays = new RunningFeed(topic, 4, 60, work)) {
            send(topic, keys.subList(0, 700));
            await().atMost(LONGEST).until(() -> done.size() > 100);
            try (var comes = new RunningFeed(topic, 4, 60, work)) {
                send(topic, keys.subList(700, 1500));
                await().atMost(LONGEST).until(() -> comes.gauge("radiology.feed.in.hand") > 0 || done.size() == 1500);
                nothingIsAhead(topic, done);
            }
            await().atMost(LONGEST).until(() -> done.size() == 1500);
            await().atMost(LONGEST).untilAsserted(() -> {
                nothingIsAhead(topic, done);
                long committed = IntStream.range(0, 4)
                        .mapToLong(partition -> Math.max(0, Broker.committed(topic, topic, partition)))
                        .sum();
                assertThat(committed).isEqualTo(1500);
            });
        }
    }

    @Test
    void stopping_consumer_lets_what_is_in_flight_end_and_commits_it() {
        String topic = Broker.topics("lanes-stop", 1).oru();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        var feed = new RunningFeed(topic, 1, 10, exchange -> {
            begun.countDown();
            awaitLatch(answer);
        });
        send(topic, List.of("A", "A"));
        awaitLatch(begun);
        Thread stop = new Thread(feed::close);
        stop.start();
        await().atMost(LONGEST).until(() -> stop.getState() != Thread.State.RUNNABLE);
        answer.countDown();
        await().atMost(LONGEST).until(() -> !stop.isAlive());
        assertThat(Broker.committed(topic, topic, 0)).isBetween(1L, 2L);
    }

    /** The offsets are asked for first: what was done then is no less done now. */
    private static void nothingIsAhead(String topic, Set<String> done) {
        for (int partition = 0; partition < 4; partition++) {
            long committed = Broker.committed(topic, topic, partition);
            for (long offset = 0; offset < committed; offset++) {
                assertThat(done).contains(partition + "-" + offset);
            }
        }
    }

    private static void send(String topic, List<String> keys) {
        Map<String, Object> options = Map.of("bootstrap.servers", Broker.address());
        try (var producer = new KafkaProducer<>(options, new StringSerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < keys.size(); i++) {
                byte[] value = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(topic, keys.get(i), value));
            }
        }
    }

    private static int number(Exchange exchange) {
        return Integer.parseInt(new String(exchange.getMessage().getBody(byte[].class), StandardCharsets.UTF_8));
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitCommitted(String topic, int partition, long offset) {
        await().atMost(LONGEST).untilAsserted(() -> assertThat(Broker.committed(topic, topic, partition))
                .isEqualTo(offset));
    }
}
