package org.radiologygpt.trainer.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.radiologygpt.model.weights.ModelDigest;
import org.radiologygpt.trainer.promote.Decision;
import org.radiologygpt.trainer.promote.ModelCard;
import org.radiologygpt.trainer.rollout.AdapterCopy;
import org.radiologygpt.trainer.rollout.AdapterStore;
import org.radiologygpt.trainer.rollout.RollOut;
import org.radiologygpt.trainer.rollout.RollOutException;
import org.radiologygpt.trainer.rollout.Version;

/** Keeps what passed the gate until a person signs it off, and brings it into use then. */
final class SignOff {
    private static final String DECISION = "decision.json";

    private final AdapterStore store;
    private final Clock clock;

    SignOff(AdapterStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Copies the candidate with its decision and card to where it waits; returns its name there. Anew each time: what waits
     * may have been changed. For {@link AdapterStore#alone}.
     */
    String keep(Path candidate, Path base, Decision decision) throws IOException {
        Path place = store.pending(decision.id());
        String called = base.toAbsolutePath().normalize().getFileName().toString();
        ModelCard card = new ModelCard(store.name(), called, decision, clock.instant());
        AdapterCopy.delete(place);
        AdapterCopy.make(candidate, place, decision.inputs().get("adapter"), partial -> {
            Files.writeString(partial.resolve("model-card.md"), card.markdown());
            Files.writeString(partial.resolve("model-card.xml"), card.xml());
            Files.writeString(partial.resolve(DECISION), decision.json());
        });
        return decision.id();
    }

    /** Brings what waits into use; returns the version's number. */
    int approve(String id, String by, Path base, RollOut rollOut) throws IOException {
        Path place = store.pending(id);
        if (!id.matches("[0-9a-f]{12}") || !Files.exists(place.resolve(DECISION))) {
            throw new RollOutException("nothing waits for a sign-off under that name");
        }
        Decision decision = Decision.read(place.resolve(DECISION));
        if (!decision.promotes() || !decision.id().equals(id)) {
            throw new RollOutException("the decision " + id + " was changed or does not allow a promotion");
        }
        Optional<String> compared = Optional.ofNullable(decision.inputs().get("currentAdapter"));
        if (!compared.equals(store.adapterInUse())) {
            throw new RollOutException(
                    "the decision " + id + " compares with another adapter than the one in use now: run promote again");
        }
        if (!ModelDigest.of(base).equals(decision.inputs().get("base"))) {
            throw new RollOutException("--base is not the base model that was decided on");
        }
        Optional.ofNullable(decision.inputs().get("precision")).ifPresent(rollOut::requirePrecision);
        Version version = new Version(
                decision.inputs().get("candidate"),
                decision.inputs().get("adapter"),
                id,
                by,
                clock.instant().toString());
        return rollOut.promote(place, base, version);
    }
}
