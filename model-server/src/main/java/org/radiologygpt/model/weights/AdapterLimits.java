package org.radiologygpt.model.weights;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What adapters a decoder has room for beside its base model.
 *
 * @param places adapters at once; 0 for none
 * @param rank largest rank of one
 * @param modules layers that an adapter may change, of {@link #ALL_MODULES}
 */
public record AdapterLimits(int places, int rank, List<String> modules) {
    /** Linear layers of a decoder layer, as PEFT's {@code target_modules} names them. */
    public static final List<String> ALL_MODULES =
            List.of("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj");

    /** Room for no adapter. */
    public static final AdapterLimits NONE = new AdapterLimits(0, 0, List.of());

    /** Places times rank: beyond it the adapters would outweigh what they adapt. */
    private static final int MOST_COLUMNS = 4096;

    private static final String WEIGHT = ".weight";

    public AdapterLimits {
        for (String module : modules) {
            require(
                    ALL_MODULES.contains(module),
                    "adapter module \"" + module + "\" is unknown, there are " + String.join(", ", ALL_MODULES));
        }
        modules = ALL_MODULES.stream().filter(modules::contains).toList();
        require(places >= 0, "places for adapters are " + places + ", they must be at least 0");
        require(places == 0 || rank >= 1, "adapter rank is " + rank + ", it must be at least 1");
        require(places == 0 || !modules.isEmpty(), "adapters need at least one module to change");
        require(
                (long) places * rank <= MOST_COLUMNS,
                places + " places of rank " + rank + " exceed the limit of " + MOST_COLUMNS + " for their product");
    }

    /** Columns of the stacked first factors: every place has {@link #rank} of them. */
    public int columns() {
        return places * rank;
    }

    /** Names and shapes {@code [out, in]} of the matrices that an adapter may change. */
    public Map<String, long[]> matrices(LlamaConfig config) {
        Map<String, long[]> matrices = new LinkedHashMap<>();
        LlamaTensors.shapes(config).forEach((name, shape) -> {
            if (places > 0 && modules.contains(module(name))) {
                matrices.put(name, shape);
            }
        });
        return matrices;
    }

    /**
     * Whether an adapter fits the places of a model.
     *
     * @throws ModelFormatException naming the rank, module or matrix that does not, and the limit
     */
    public void check(LoraAdapter adapter, LlamaConfig config) {
        if (adapter.rank() > rank) {
            throw new ModelFormatException(
                    "the adapter has rank " + adapter.rank() + ", the places for adapters take ranks up to " + rank);
        }
        Map<String, long[]> all = LlamaTensors.shapes(config);
        for (String target : adapter.targets()) {
            long[] shape = all.get(target);
            if (shape == null) {
                throw new ModelFormatException("the adapter changes " + target + ", which the base model has not");
            }
            if (!modules.contains(module(target))) {
                throw new ModelFormatException("the adapter changes " + module(target)
                        + ", the places for adapters take " + String.join(", ", modules) + " only");
            }
            adapter.factors(target, shape).requireFinite(target, adapter.scale());
        }
    }

    /** Short name of the module that a weight belongs to, as {@code q_proj}. */
    static String module(String weight) {
        String path = weight.endsWith(WEIGHT) ? weight.substring(0, weight.length() - WEIGHT.length()) : weight;
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** The modules of several adapters together, in the order of {@link #ALL_MODULES}. */
    public static List<String> modules(Collection<LoraAdapter> adapters) {
        return ALL_MODULES.stream()
                .filter(module -> adapters.stream()
                        .flatMap(adapter -> adapter.targets().stream())
                        .anyMatch(target -> module(target).equals(module)))
                .toList();
    }

    /** Reads {@code q_proj,v_proj}. */
    public static List<String> parseModules(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).toList();
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
