package org.radiologygpt.model.bench.soak;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Loads one adapter after the other into one place under load, with wrong requests between; the one before must be gone
 * first, for there is no other place.
 */
final class Swaps extends Thread {
    /** Requests between a load and an unload. */
    private static final int REQUESTS = 12;

    private final Adapters adapters;
    private final List<String> swapped;
    private final String resident;
    private final Tally tally;
    private volatile boolean stopping;

    /**
     * Not started yet.
     *
     * @param swapped adapters that take turns
     * @param resident one that is served all the time
     */
    Swaps(Adapters adapters, List<String> swapped, String resident, Tally tally) {
        super("swaps");
        this.adapters = adapters;
        this.swapped = List.copyOf(swapped);
        this.resident = resident;
        this.tally = tally;
    }

    /** Ends after the turn that runs. */
    void finish() throws InterruptedException {
        stopping = true;
        join();
    }

    @Override
    public void run() {
        try {
            for (int turn = 0; !stopping; turn++) {
                turn(swapped.get(turn % swapped.size()));
            }
        } catch (IOException | RuntimeException e) {
            tally.fault("adapters could not be swapped: " + e);
        } catch (InterruptedException e) {
            interrupt();
        }
    }

    private void turn(String name) throws IOException, InterruptedException {
        expect("LOAD", 200, adapters.tryLoad(name, name));
        expect("LOAD again", 400, adapters.tryLoad(resident, resident));
        expect("LOAD without place", 409, adapters.tryLoad("one-too-many", resident));
        awaitRequests();
        expect("LOAD from elsewhere", 400, adapters.tryLoad("elsewhere", ".."));
        expect("UNLOAD unknown", 404, adapters.tryUnload("nobody"));
        expect("UNLOAD", 200, adapters.tryUnload(name));
    }

    private void awaitRequests() {
        int until = tally.ended() + REQUESTS;
        while (!stopping && tally.ended() < until) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private void expect(String what, int expected, int status) {
        tally.count(what, Integer.toString(status));
        if (status != expected) {
            tally.fault(what + " got status " + status + ", not " + expected);
        }
    }
}
