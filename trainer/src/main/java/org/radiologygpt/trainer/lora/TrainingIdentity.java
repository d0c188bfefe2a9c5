package org.radiologygpt.trainer.lora;

import java.nio.file.Path;
import org.radiologygpt.model.prompt.PromptTemplate;
import org.radiologygpt.model.weights.ModelDigest;

/**
 * Tells a training from another. A checkpoint belongs to one training: another model, tokenizer, data, adapter shape, seed
 * or batch size makes the saved weights, or the place in the data, mean something else, and it is refused.
 *
 * @param fingerprint of the data as tokens, the model's shape and {@link TrainSettings#identity()}
 * @param base digest of the base model's files; empty where it is not read, or not told apart from the output
 * @param settings digest of {@link TrainSettings#results()}: other ones are allowed, but end elsewhere
 */
record TrainingIdentity(String fingerprint, String base, String settings) {

    static TrainingIdentity of(TrainSettings settings, TrainingData data, Path base, Path out) {
        return new TrainingIdentity(
                PromptTemplate.sha256(settings.identity() + " " + data.config() + " " + data.hash()),
                settings.randomInit() || isSame(base, out) ? "" : ModelDigest.of(base),
                PromptTemplate.sha256(settings.results()));
    }

    /** An adapter may be written into its base's directory, which changes what is digested there. */
    private static boolean isSame(Path base, Path out) {
        return base.toAbsolutePath().normalize().equals(out.toAbsolutePath().normalize());
    }

    /**
     * Checks that a checkpoint is of this training; one that does not know its base is taken by its word.
     *
     * @throws SettingsException where it belongs to another one
     */
    void require(TrainingIdentity saved, Path directory) {
        if (!fingerprint.equals(saved.fingerprint)) {
            throw new SettingsException(directory + " holds a checkpoint of other settings, data or base model;"
                    + " give another --out or start over with --no-resume");
        }
        if (!base.isEmpty() && !saved.base.isEmpty() && !base.equals(saved.base)) {
            throw new SettingsException(
                    directory + " holds a checkpoint of an adapter for another base model of the same"
                            + " shape; give that --base, another --out, or start over with --no-resume");
        }
    }

    /** Whether a training that goes on from there is the one that never stopped. */
    boolean continues(TrainingIdentity saved) {
        return saved.settings.isEmpty() || settings.equals(saved.settings);
    }
}
