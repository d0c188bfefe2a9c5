package org.radiologygpt.trainer.rollout;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * Changes what is in use. The server loads the new version beside the old one and verifies it, then its name passes over
 * in one step; only when it was seen under its digest and gave its known answers does {@code current} move. Otherwise the
 * old one is loaded back.
 */
public final class RollOut {
    private final AdapterStore store;
    private final Optional<RunningServer> server;
    private final Clock clock;

    /**
     * Of one adapter.
     *
     * @param server none where only the directory is to change, for a server that starts later
     */
    public RollOut(AdapterStore store, Optional<RunningServer> server, Clock clock) {
        this.store = store;
        this.server = server;
        this.clock = clock;
    }

    /**
     * Installs an adapter as the next version and brings it into use.
     *
     * @param adapter its directory
     * @param base model directory, for the known answers
     * @return its number
     * @throws RollOutException where it could not; what was in use before still is, or the message says what is not known
     */
    public int promote(Path adapter, Path base, Version version) throws IOException {
        Optional<Handover> handover = begin();
        int number = store.install(adapter, version, partial -> {
            Optional<KnownAnswers> answers = handover.flatMap(side -> side.answers(partial, base));
            if (answers.isPresent()) {
                answers.get().write(partial);
            }
        });
        try {
            handover.ifPresent(side -> side.bring(number));
        } catch (UnsettledException e) {
            throw e;
        } catch (RuntimeException e) {
            AdapterCopy.delete(store.version(number));
            throw e;
        }
        use(number, version.approvedBy(), "promoted", handover);
        return number;
    }

    /**
     * Looks at the server's precision; not in 16 bits, which only a GPU computes and no gate decides in.
     *
     * @throws RollOutException where it is another than the one that was decided in
     */
    public void requirePrecision(String decided) {
        server.map(RunningServer::base)
                .filter(served -> served.form().bits() != 16)
                .map(RunningServer.Listed::precision)
                .filter(served -> !served.equals(decided))
                .ifPresent(served -> {
                    throw new RollOutException("the model server computes in " + served + ", the decision was made in "
                            + decided + ": run promote again with the server's --precision");
                });
    }

    /**
     * Brings an older version back into use.
     *
     * @param to its number; else the one in use before the current one
     * @return its number
     */
    public int rollBack(Optional<Integer> to, String by) throws IOException {
        int number = to.or(this::before)
                .orElseThrow(() -> new RollOutException("the adapter " + store.name()
                        + " has no version before the one in use: say which by --to, or unload it at the server"));
        store.requireSigned(number);
        Optional<Handover> handover = begin();
        handover.ifPresent(side -> side.bring(number));
        use(number, by, "rolled back", handover);
        return number;
    }

    private Optional<Integer> before() {
        try {
            return store.before();
        } catch (IOException e) {
            throw new RollOutException("the history of the adapter " + store.name() + " cannot be read");
        }
    }

    private Optional<Handover> begin() {
        return server.map(running -> Handover.begin(store, running));
    }

    /** A version that the history names is kept where the pointer does not move: its number is taken. */
    private void use(int number, String by, String what, Optional<Handover> handover) {
        try {
            store.use(number, by, what, clock.instant());
        } catch (IOException e) {
            String failure = "the store of the adapter " + store.name() + " cannot be written ("
                    + e.getClass().getSimpleName() + ")";
            throw handover.map(side -> side.undone(failure))
                    .orElseGet(() -> new RollOutException(failure + "; what was in use before still is"));
        }
    }
}
