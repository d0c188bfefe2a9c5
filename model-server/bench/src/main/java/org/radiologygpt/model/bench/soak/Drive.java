package org.radiologygpt.model.bench.soak;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Many clients at once, each sending the next request of the mix when its last has ended. */
final class Drive {
    private final Client client;
    private final Mix mix;
    private final Judge judge;
    private final Tally tally;

    Drive(Client client, Mix mix, Judge judge, Tally tally) {
        this.client = client;
        this.mix = mix;
        this.judge = judge;
        this.tally = tally;
    }

    /** Returns when all requests have ended. */
    void run(int requests, int clients) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                running.add(threads.submit(() -> {
                    for (int number = next.getAndIncrement(); number < requests; number = next.getAndIncrement()) {
                        ask(mix.at(number));
                    }
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private void ask(Question question) throws InterruptedException {
        try {
            Reply reply = client.ask(question);
            judge.fault(question, reply).ifPresent(tally::fault);
            tally.replied(question.kind(), reply);
        } catch (IOException e) {
            tally.broke(question.kind(), e);
        }
    }
}
