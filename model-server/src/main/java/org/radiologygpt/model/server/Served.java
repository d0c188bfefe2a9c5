package org.radiologygpt.model.server;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.radiologygpt.model.decode.DecoderOptions;
import org.radiologygpt.model.decode.DecoderSource;
import org.radiologygpt.model.generate.AdaptedModel;
import org.radiologygpt.model.generate.AdapterOutcome;
import org.radiologygpt.model.generate.AdapterOutcome.Loaded;
import org.radiologygpt.model.generate.AdapterOutcome.Reason;
import org.radiologygpt.model.generate.AdapterOutcome.Refused;
import org.radiologygpt.model.generate.GenerationException;
import org.radiologygpt.model.generate.GeneratorOptions;
import org.radiologygpt.model.generate.LoadedModel;
import org.radiologygpt.model.quantize.Precision;
import org.radiologygpt.model.weights.AdapterVersions;
import org.radiologygpt.model.weights.ModelFormatException;

/**
 * What {@code serve} serves.
 *
 * @param shared the base model where it has places for adapters
 * @param models all of it
 * @param root directory below which adapters may be loaded
 */
record Served(Optional<AdaptedModel> shared, List<LoadedModel> models, Optional<Path> root) implements AutoCloseable {

    /** Opens the model and loads its adapters, each verified. */
    static Served open(
            Path directory,
            Optional<String> name,
            AdapterOptions adapters,
            DecoderOptions decoding,
            GeneratorOptions scheduling,
            Duration deadline,
            DecoderSource decoders) {
        if (decoding.adapters().places() == 0) {
            LoadedModel opened = LoadedModel.open(directory, adapters.merged(), decoding, scheduling, decoders);
            return new Served(Optional.empty(), List.of(name.map(opened::named).orElse(opened)), Optional.empty());
        }
        AdaptedModel shared = AdaptedModel.open(directory, name, decoding, scheduling, decoders);
        try {
            List<LoadedModel> models = new ArrayList<>(List.of(shared.base()));
            for (Path adapter : adapters.directories()) {
                models.add(load(shared, adapter, deadline));
            }
            return new Served(Optional.of(shared), models, adapters.root());
        } catch (RuntimeException e) {
            shared.close();
            throw e;
        }
    }

    private static LoadedModel load(AdaptedModel shared, Path adapter, Duration deadline) {
        String name = adapter.toAbsolutePath().normalize().getFileName().toString();
        try {
            Path version = AdapterVersions.current(adapter);
            Optional<String> signed = AdapterVersions.digest(version);
            AdapterOutcome outcome = shared.load(name, version, signed, deadline);
            if (outcome instanceof Refused refused) {
                String where = signed.isPresent() && refused.reason() == Reason.WRONG_DIGEST
                        ? " by " + AdapterVersions.RECORD
                        : "";
                throw new ModelFormatException("adapter " + name + ": " + refused.message() + where);
            }
            return ((Loaded) outcome).model();
        } catch (GenerationException e) {
            throw new ModelFormatException("adapter " + name + " could not be verified: " + e.getMessage(), e);
        }
    }

    ModelServer start(ServerOptions options) throws IOException {
        Clock clock = Clock.systemUTC();
        return shared.isPresent()
                ? ModelServer.start(options, shared.get(), models.subList(1, models.size()), root, clock)
                : ModelServer.start(options, models, clock);
    }

    /** A line for each model. */
    List<String> describe(String url) {
        return models.stream()
                .map(model -> "serving " + model.name() + " (" + model.digest() + precision(model) + ")"
                        + model.parent()
                                .filter(parent -> shared.isPresent())
                                .map(parent -> ", an adapter of " + parent)
                                .orElse("")
                        + " at " + url)
                .toList();
    }

    private static String precision(LoadedModel model) {
        return model.precision().equals(Precision.F32) ? "" : ", " + model.precision();
    }

    /** Again where the server closed it already: closing twice does no harm. */
    @Override
    public void close() {
        shared.ifPresentOrElse(AdaptedModel::close, () -> models.forEach(LoadedModel::close));
    }
}
