package org.radiologygpt.routes.mllp;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.radiologygpt.hl7v2.ReceivedAck;

/**
 * Sends messages to one receiver over one connection: the next when the last is answered, so that they keep their order.
 * Connects when there is something to send, and after a failure waits longer each time before it connects again.
 * Thread-safe. What is <em>not</em> guaranteed: that a message without an answer did not arrive; it is to be sent again
 * under the same MSH-10.
 */
public final class MllpSender implements AutoCloseable {
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    /** Acknowledgements of the message before that are passed over: some receivers answer a message twice. */
    private static final int ECHOES = 4;

    private static final String INTERNAL_ERROR = "207";

    private final MllpTarget target;
    private final LongSupplier nanoTime;
    private final Watchdog watchdog = new Watchdog();
    private final ReentrantLock turn = new ReentrantLock(true);
    private volatile Optional<Wire> wire = Optional.empty();
    private volatile boolean closed;
    private String answered = "";
    private int failures;
    private long notBefore;

    private MllpSender(MllpTarget target, LongSupplier nanoTime) {
        this.target = target;
        this.nanoTime = nanoTime;
    }

    /** A sender to a receiver; opens no connection yet. */
    public static MllpSender to(MllpTarget target) {
        return new MllpSender(target, System::nanoTime);
    }

    /**
     * Sends a message and waits for its acknowledgement.
     *
     * @param id its MSH-10
     */
    public Sent send(byte[] message, String id) {
        turn.lock();
        try {
            return wire.flatMap(known -> over(known, message, id)).orElseGet(() -> anew(message, id));
        } finally {
            turn.unlock();
        }
    }

    /** Over a new connection. */
    private Sent anew(byte[] message, String id) {
        long wait = notBefore - nanoTime.getAsLong();
        if (closed || failures > 0 && wait > 0) {
            return new Sent.Unavailable("no connection yet", Duration.ofNanos(Math.max(0, wait)));
        }
        try {
            Wire opened = Wire.open(target, watchdog, nanoTime);
            wire = Optional.of(opened);
            return over(opened, message, id).orElseGet(() -> unavailable("the connection ended without an answer"));
        } catch (IOException e) {
            return unavailable("no connection: " + e.getClass().getSimpleName());
        }
    }

    /** Empty where the connection had ended: a receiver may close one that was idle. */
    private Optional<Sent> over(Wire known, byte[] message, String id) {
        Block answer = known.exchange(message);
        for (int i = 0; i < ECHOES && isEcho(answer, id); i++) {
            answer = known.answer();
        }
        if (answer instanceof Block.End end) {
            hangUp(known);
            boolean silent = end.ending() == Ending.IDLE_TIMEOUT || end.ending() == Ending.FRAME_TIMEOUT;
            return silent ? Optional.of(unavailable("no answer in time")) : Optional.empty();
        }
        Sent sent = judged(answer, id);
        if (sent instanceof Sent.Failed && !answered.equals(id)) {
            hangUp(known);
            backOff();
        }
        return Optional.of(sent);
    }

    private boolean isEcho(Block answer, String id) {
        return !answered.equals(id)
                && answer instanceof Block.Whole whole
                && ReceivedAck.read(whole.bytes())
                        .filter(ack -> ack.messageId().equals(answered))
                        .isPresent();
    }

    private Sent judged(Block answer, String id) {
        Optional<ReceivedAck> ack =
                answer instanceof Block.Whole whole ? ReceivedAck.read(whole.bytes()) : Optional.empty();
        answered = "";
        if (ack.isEmpty()) {
            return new Sent.Failed("the answer is no acknowledgement");
        }
        if (!ack.get().messageId().equals(id)) {
            return new Sent.Failed("the acknowledgement is of another message (MSA-2)");
        }
        answered = id;
        failures = 0;
        return verdict(ack.get());
    }

    /** HL7 v2.5.1 section 2.9.2: a reject with condition 207 is the receiver's own trouble and passes. */
    private static Sent verdict(ReceivedAck ack) {
        String why = "acknowledged " + ack.code() + " " + ack.condition();
        return switch (ack.code()) {
            case "AA", "CA" -> new Sent.Accepted();
            case "AR", "CR" ->
                ack.condition().equals(INTERNAL_ERROR) ? new Sent.Failed(why) : new Sent.Refused(why.strip());
            case "AE", "CE" -> new Sent.Failed(why.strip());
            default -> new Sent.Failed("the acknowledgement has no code of HL7 table 0008 (MSA-1)");
        };
    }

    private Sent unavailable(String why) {
        return new Sent.Unavailable(why, backOff());
    }

    private Duration backOff() {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures, 16));
        Duration bounded = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        failures++;
        notBefore = nanoTime.getAsLong() + bounded.toNanos();
        return bounded;
    }

    private void hangUp(Wire known) {
        known.close();
        wire = Optional.empty();
        answered = "";
    }

    /** At once: a message in flight is left without its answer. */
    @Override
    public void close() {
        closed = true;
        wire.ifPresent(Wire::close);
        watchdog.close();
    }
}
