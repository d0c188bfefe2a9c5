package org.radiologygpt.routes.mllp;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.radiologygpt.hl7v2.AckReason;
import org.radiologygpt.hl7v2.Acknowledgement;
import org.radiologygpt.hl7v2.Acknowledger;
import org.radiologygpt.routes.intake.IntakeException;
import org.radiologygpt.routes.mllp.MllpMeters.Fate;

/**
 * One sender's connection: a thread that reads and stores, and one that waits for the storage and answers in the order
 * of arrival. After a message that could not be stored no later one is answered, so that the sender goes on from there.
 */
final class Connection {
    /** Time for the other side to take the last answers before its unread bytes are reset. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private final Link link;
    private final MllpSettings settings;
    private final Reception reception;
    private final Acknowledger acknowledger;
    private final MllpMeters meters;
    private final AckQueue queue;
    private final AtomicReference<Ending> ending = new AtomicReference<>();
    private final CountDownLatch readerDone = new CountDownLatch(1);
    /** After a message that was not stored, or an answer that did not go out, the sender hears of none. */
    private boolean silent;

    Connection(Link link, MllpSettings settings, Reception reception, Acknowledger acknowledger, MllpMeters meters) {
        this.link = link;
        this.settings = settings;
        this.reception = reception;
        this.acknowledger = acknowledger;
        this.meters = meters;
        this.queue = new AckQueue(settings.limits().inFlight());
    }

    /** Reads until the other side ends, breaks a limit, or the connection stops. */
    void receive() {
        try {
            link.open(settings.limits().frameTimeout());
            MllpSettings.Limits limits = settings.limits();
            read(new BlockReader(
                    link, limits.frameBytes(), limits.frameTimeout(), limits.idleTimeout(), System::nanoTime));
        } catch (SSLException e) {
            end(Ending.TLS);
        } catch (IOException e) {
            end(Ending.BROKEN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(Ending.STOPPED);
        } finally {
            queue.close();
            readerDone.countDown();
        }
    }

    private void read(BlockReader blocks) throws InterruptedException {
        Block block = blocks.next();
        while (!(block instanceof Block.End)) {
            if (queue.reserve()) {
                queue.add(received(block));
            } else {
                meters.block(Fate.DISCARDED, ending().code());
            }
            block = blocks.next();
        }
        end(((Block.End) block).ending());
    }

    /** Never throws: the place in the queue is reserved. */
    private Receipt received(Block block) {
        try {
            if (block instanceof Block.Whole whole) {
                return reception.message(whole);
            }
            return block instanceof Block.Broken broken
                    ? reception.broken(broken)
                    : reception.outside((Block.Outside) block);
        } catch (RuntimeException | StackOverflowError e) {
            return Receipt.fault(e);
        }
    }

    /** Answers until the reader has ended and all is answered, then closes. */
    void answer() {
        try {
            Optional<Receipt> receipt = queue.take();
            while (receipt.isPresent()) {
                settle(receipt.get());
                receipt = next();
            }
            link.finish(settings.limits().writeTimeout());
            readerDone.await(LINGER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            queue.close();
            link.close();
        }
    }

    /** Answers of messages that are safe already go out together; none waits for a message that is not. */
    private Optional<Receipt> next() throws InterruptedException {
        if (!queue.isNextSafe()) {
            flush();
        }
        return queue.take();
    }

    private void settle(Receipt receipt) throws InterruptedException {
        try {
            receipt.stored().get();
            boolean refused = receipt.refusal().isPresent() || !receipt.answered();
            answer(receipt, receipt.refusal(), refused ? Fate.REFUSED : Fate.STORED, receipt.label());
        } catch (ExecutionException e) {
            notStored(receipt, e.getCause());
        }
    }

    private void notStored(Receipt receipt, Throwable cause) {
        if (cause instanceof IntakeException fault && fault.kind() == IntakeException.Kind.TOO_LARGE) {
            answer(receipt, Optional.of(AckReason.TOO_LARGE), Fate.REFUSED, AckReason.TOO_LARGE.code());
        } else if (settings.unavailable() == Unavailable.ANSWER) {
            AckReason reason = AckReason.STORAGE_UNAVAILABLE;
            answer(receipt, Optional.of(reason), Fate.NOT_STORED, reason.code());
        } else {
            flush();
            fallSilent(Ending.NOT_STORED);
            meters.block(Fate.NOT_STORED, AckReason.STORAGE_UNAVAILABLE.code());
        }
    }

    private void answer(Receipt receipt, Optional<AckReason> refusal, Fate fate, String label) {
        boolean reached = !silent && (!receipt.answered() || write(answers(receipt, refusal)));
        meters.block(reached || fate == Fate.NOT_STORED ? fate : Fate.UNANSWERED, label);
    }

    private List<Acknowledgement> answers(Receipt receipt, Optional<AckReason> refusal) {
        if (receipt.header().isEmpty()) {
            return List.of(acknowledger.refused(refusal.orElse(AckReason.READER_FAULT)));
        }
        return refusal.map(reason -> acknowledger.refused(receipt.header().get(), reason))
                .orElseGet(() -> acknowledger.accepted(receipt.header().get()));
    }

    private boolean write(List<Acknowledgement> answers) {
        try {
            for (Acknowledgement answer : answers) {
                link.write(answer.bytes(), settings.limits().writeTimeout());
            }
            return true;
        } catch (IOException e) {
            broken();
            return false;
        }
    }

    private void flush() {
        try {
            if (!silent) {
                link.flush(settings.limits().writeTimeout());
            }
        } catch (IOException e) {
            broken();
        }
    }

    private void broken() {
        fallSilent(link.timedOut() ? Ending.WRITE_TIMEOUT : Ending.BROKEN);
    }

    private void fallSilent(Ending reason) {
        silent = true;
        end(reason);
        queue.close();
        link.finish(settings.limits().writeTimeout());
    }

    /** Takes no more messages; those in flight are answered. */
    void stop() {
        end(Ending.STOPPED);
        queue.close();
    }

    /** Ends whatever is waiting. */
    void close() {
        link.close();
    }

    void awaitReader() throws InterruptedException {
        readerDone.await();
    }

    Ending ending() {
        return Optional.ofNullable(ending.get()).orElse(Ending.PEER);
    }

    private void end(Ending reason) {
        ending.compareAndSet(null, reason);
    }
}
