package org.radiologygpt.trainer.rollout;

import java.nio.file.Path;
import java.util.Optional;
import org.radiologygpt.model.quantize.Quantized;
import org.radiologygpt.model.weights.ModelDigest;

/**
 * Passes an adapter's name over at the running server, and back where it must not stay.
 *
 * @param old the version in use before
 * @param listed whether the server served the name before
 */
record Handover(AdapterStore store, RunningServer running, Optional<Integer> old, boolean listed) {

    /**
     * Looks at what is served.
     *
     * @throws RollOutException where the name is that of something which this store never brought into use
     */
    static Handover begin(AdapterStore store, RunningServer running) {
        Handover now = new Handover(
                store, running, store.current(), running.listed(store.name()).isPresent());
        if (now.listed() && now.old().isEmpty()) {
            throw new RollOutException("the model server serves something else as " + store.name()
                    + " already, which no candidate was compared with: unload it or give another --name");
        }
        return now;
    }

    /** None in 16 bits, which only a GPU computes: there the digest alone tells. */
    Optional<KnownAnswers> answers(Path adapter, Path base) {
        RunningServer.Listed served = running.base();
        String mine = Quantized.digest(ModelDigest.of(base), served.form());
        if (!mine.equals(served.digest())) {
            throw new RollOutException("the model server serves another base model than the one that was decided on");
        }
        return served.form().bits() == 16
                ? Optional.empty()
                : Optional.of(KnownAnswers.compute(base, adapter, served.precision()));
    }

    /**
     * Lets the server serve a version, and asks it.
     *
     * @throws UnsettledException where it is not known what it serves now
     * @throws RollOutException where it serves what it did before
     */
    void bring(int number) {
        try {
            load(number);
            verify(number);
        } catch (UnsettledException e) {
            throw new UnsettledException(e.getMessage() + "; " + unknown());
        } catch (RollOutException e) {
            throw undone(e.getMessage());
        }
    }

    /** An answer that is missing is no failure where the list of models shows that the name passed over. */
    private void load(int number) {
        String path = store.directory().getFileName() + "/versions/" + number;
        try {
            running.load(store.name(), path, Version.read(store.version(number)).digest());
        } catch (UnsettledException e) {
            if (!serves(number)) {
                throw e;
            }
        }
    }

    private void verify(int number) {
        if (!serves(number)) {
            throw new RollOutException("the model server does not list version " + number + " under its digest");
        }
        Optional<KnownAnswers> answers = KnownAnswers.read(store.version(number));
        if (answers.isPresent() && !answers.get().givenBy(running, store.name())) {
            throw new RollOutException(
                    "the model server does not give the answers that version " + number + " gives by itself");
        }
    }

    private boolean serves(int number) {
        String stored = Version.read(store.version(number)).digest();
        return running.listed(store.name())
                .filter(model -> model.digest().equals(Quantized.digestBeside(stored, model.form())))
                .isPresent();
    }

    /** Puts back what the server served before; the exception says what failed and what is in use. */
    RollOutException undone(String failure) {
        try {
            return new RollOutException(failure + "; " + restored());
        } catch (RollOutException e) {
            return new UnsettledException(failure + "; " + unknown() + " (" + e.getMessage() + ")");
        }
    }

    private String restored() {
        if (!listed) {
            if (running.listed(store.name()).isPresent()) {
                running.unload(store.name());
            }
            return old.map(version -> "version " + version + " is still the current one, and not served, as before")
                    .orElse("no version is in use, as before");
        }
        int before = old.orElseThrow();
        if (!serves(before)) {
            load(before);
        }
        return "version " + before + " is still in use";
    }

    private String unknown() {
        return "whether the server serves the new version as " + store.name() + " is not known, "
                + old.map(version -> "current is version " + version).orElse("no version is current")
                + ": look at its /v1/models, then roll back or promote again";
    }
}
