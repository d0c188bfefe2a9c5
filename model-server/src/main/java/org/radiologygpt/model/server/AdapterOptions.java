package org.radiologygpt.model.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.radiologygpt.model.weights.AdapterLimits;
import org.radiologygpt.model.weights.AdapterVersions;
import org.radiologygpt.model.weights.LoraAdapter;
import org.radiologygpt.model.weights.ModelFormatException;
import picocli.CommandLine.Option;

/** The options of {@code serve} that say which adapters a model has, and how many more it may get. */
final class AdapterOptions {
    /** Places for adapters that come later, where none are asked for. */
    private static final int SPARE_PLACES = 4;

    /** Covers most published adapters; the trainer's default is 8. */
    private static final int DEFAULT_RANK = 16;

    private static final List<String> DEFAULT_MODULES = List.of("q_proj", "v_proj");

    @Option(
            names = "--adapter",
            paramLabel = "DIR",
            description =
                    "LoRA adapter in PEFT layout, kept beside the weights and served under its directory's name, as the"
                            + " base model is under its own; may be repeated, requests for all share one batch. A directory"
                            + " of versions, as promote writes it, stands for its current one.")
    private List<Path> adapters = new ArrayList<>();

    @Option(
            names = "--merge-adapter",
            paramLabel = "DIR",
            description =
                    "LoRA adapter put into the weights: faster than --adapter, but the only one, and the base model is"
                            + " not served.")
    private Optional<Path> merged = Optional.empty();

    @Option(
            names = "--adapters",
            paramLabel = "N",
            description =
                    "Places for adapters (default: one for each --adapter, and 4 more with --allow-adapter-loading).")
    private Optional<Integer> places = Optional.empty();

    @Option(
            names = "--adapter-rank",
            paramLabel = "R",
            description = "Largest rank of an adapter; each place costs memory and time for it (default: the largest of"
                    + " --adapter; at least 16 where others may be loaded).")
    private Optional<Integer> rank = Optional.empty();

    @Option(
            names = "--adapter-modules",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Layers that an adapter may change, of q_proj, k_proj, v_proj, o_proj, gate_proj, up_proj, down_proj"
                            + " (default: those that --adapter changes, and q_proj,v_proj where others may be loaded).")
    private List<String> modules = new ArrayList<>();

    @Option(
            names = "--allow-adapter-loading",
            paramLabel = "ROOT_DIR",
            description =
                    "Allow POST /v1/load_lora_adapter and /v1/unload_lora_adapter, for adapters below this directory.")
    private Optional<Path> root = Optional.empty();

    List<Path> directories() {
        return List.copyOf(adapters);
    }

    Optional<Path> merged() {
        return merged;
    }

    Optional<Path> root() {
        return root;
    }

    /**
     * The places that were asked for.
     *
     * @throws IllegalArgumentException where the options do not go together
     * @throws org.radiologygpt.model.weights.ModelFormatException where an adapter cannot be read
     */
    AdapterLimits limits() {
        int count = places.orElse(adapters.size() + (root.isPresent() ? SPARE_PLACES : 0));
        require(count >= adapters.size(), adapters.size() + " adapters need as many places, --adapters is " + count);
        require(
                merged.isEmpty() || count == 0,
                "--merge-adapter changes the weights that other adapters belong to, it must be the only adapter");
        if (count == 0) {
            require(
                    rank.isEmpty() && modules.isEmpty() && root.isEmpty(),
                    "--adapter-rank, --adapter-modules and --allow-adapter-loading need places: give --adapters");
            return AdapterLimits.NONE;
        }
        List<LoraAdapter> read = adapters.stream().map(AdapterOptions::read).toList();
        return new AdapterLimits(count, rank(count, read), modules(count, read));
    }

    /** What is wrong with an adapter does not tell where it lies. */
    private static LoraAdapter read(Path adapter) {
        try {
            return LoraAdapter.read(AdapterVersions.current(adapter));
        } catch (ModelFormatException e) {
            throw new ModelFormatException("adapter " + adapter + ": " + e.getMessage(), e);
        }
    }

    private int rank(int count, List<LoraAdapter> read) {
        int least = count > read.size() ? DEFAULT_RANK : 1;
        return rank.orElse(
                Math.max(least, read.stream().mapToInt(LoraAdapter::rank).max().orElse(1)));
    }

    private List<String> modules(int count, List<LoraAdapter> read) {
        if (!modules.isEmpty()) {
            return modules;
        }
        List<String> changed = AdapterLimits.modules(read);
        return count > read.size() || changed.isEmpty()
                ? Stream.concat(changed.stream(), DEFAULT_MODULES.stream()).toList()
                : changed;
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
