package org.radiologygpt.trainer.rollout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import org.radiologygpt.model.quantize.Quantized;
import org.radiologygpt.model.weights.ModelDigest;

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
     * @throws RollOutException where it could not; what was in use before still is
     */
    public int promote(Path adapter, Path base, Version version) throws IOException {
        if (!ModelDigest.of(adapter).equals(version.adapter())) {
            throw new RollOutException("the adapter's files are not those that were decided on: run promote again");
        }
        Optional<KnownAnswers> answers = server.flatMap(running -> answers(running, adapter, base));
        int number = store.install(adapter, version);
        try {
            if (answers.isPresent()) {
                answers.get().write(store.version(number));
            }
            bring(number);
        } catch (RuntimeException | IOException e) {
            delete(store.version(number));
            throw e;
        }
        store.use(number, version.approvedBy(), "promoted", clock.instant());
        return number;
    }

    /** None in 16 bits, which only a GPU computes: there the digest alone tells. */
    private static Optional<KnownAnswers> answers(RunningServer running, Path adapter, Path base) {
        RunningServer.Listed listed = running.base();
        String mine = Quantized.digest(ModelDigest.of(base), listed.form());
        if (!mine.equals(listed.digest())) {
            throw new RollOutException("the model server serves another base model than the one that was decided on");
        }
        return listed.form().bits() == 16
                ? Optional.empty()
                : Optional.of(KnownAnswers.compute(base, adapter, listed.precision()));
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
        if (!Files.isDirectory(store.version(number))) {
            throw new RollOutException("the adapter " + store.name() + " has no version " + number);
        }
        bring(number);
        store.use(number, by, "rolled back", clock.instant());
        return number;
    }

    private Optional<Integer> before() {
        try {
            return store.before();
        } catch (IOException e) {
            throw new RollOutException("the history of the adapter " + store.name() + " cannot be read");
        }
    }

    private void bring(int number) throws IOException {
        if (server.isEmpty()) {
            return;
        }
        Optional<Integer> old = store.current();
        try {
            load(number);
            verify(number);
        } catch (RollOutException e) {
            throw new RollOutException(e.getMessage() + restored(old));
        }
    }

    private void load(int number) throws IOException {
        String path = store.directory().getFileName() + "/versions/" + number;
        server.orElseThrow()
                .load(store.name(), path, Version.read(store.version(number)).digest());
    }

    private void verify(int number) throws IOException {
        if (!serves(number)) {
            throw new RollOutException("the model server does not list version " + number + " under its digest");
        }
        Optional<KnownAnswers> answers = KnownAnswers.read(store.version(number));
        if (answers.isPresent() && !answers.get().givenBy(server.orElseThrow(), store.name())) {
            throw new RollOutException(
                    "the model server does not give the answers that version " + number + " gives by itself");
        }
    }

    private boolean serves(int number) throws IOException {
        String stored = Version.read(store.version(number)).digest();
        return server.orElseThrow()
                .listed(store.name())
                .filter(model -> model.digest().equals(Quantized.digestBeside(stored, model.form())))
                .isPresent();
    }

    /** Puts back what was in use, where that is not served any more. */
    private String restored(Optional<Integer> old) throws IOException {
        RunningServer running = server.orElseThrow();
        try {
            if (old.isEmpty()) {
                if (running.listed(store.name()).isPresent()) {
                    running.unload(store.name());
                }
                return "; no version is in use, as before";
            }
            if (!serves(old.get())) {
                load(old.get());
            }
            return "; version " + old.get() + " is still in use";
        } catch (RollOutException e) {
            return "; "
                    + old.map(version -> "version " + version + " could not be loaded back")
                            .orElse("it could not be unloaded")
                    + ": " + e.getMessage();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
