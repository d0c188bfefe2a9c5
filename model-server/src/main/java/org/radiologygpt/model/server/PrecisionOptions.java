package org.radiologygpt.model.server;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.radiologygpt.model.decode.DecoderOptions;
import org.radiologygpt.model.quantize.Precision;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options by which a command says how a model's weights are kept; one mixin for all commands that open one. */
public final class PrecisionOptions {
    private static final Map<String, Precision> ON_GPU =
            Map.of("f16", Precision.F16, "bf16", Precision.BF16, "f32", Precision.F32);

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--precision",
            paramLabel = "NAME",
            description =
                    "Weights of the linear layers: f32 (as stored, multiplied in 32-bit floats; the default), int8,"
                            + " int4, or int4-exact (hidden states not rounded to 8 bits, slower). On a GPU: f16 (the default there),"
                            + " bf16 or f32, of all that is computed.")
    private Optional<String> precision = Optional.empty();

    @Option(
            names = "--block",
            paramLabel = "N",
            description =
                    "Weights that share one scale: 32, 64 or 128 (default: 32; larger is faster and less accurate).")
    private Optional<Integer> block = Optional.empty();

    @Option(
            names = "--quantized-cache",
            paramLabel = "DIR",
            description = "Directory that keeps quantised weights for the next start, mapped from there (default: none,"
                    + " they are computed at every start).")
    private Optional<Path> cache = Optional.empty();

    /**
     * Puts what was asked for into the options.
     *
     * @throws ParameterException where the values do not go together
     */
    public DecoderOptions applyTo(DecoderOptions options) {
        DecoderOptions precise = options.withPrecision(precision());
        return cache.map(precise::withCache).orElse(precise);
    }

    /**
     * The same for a GPU.
     *
     * @throws ParameterException where the values are for CPUs
     */
    DecoderOptions applyOnGpu(DecoderOptions options) {
        Precision wanted = ON_GPU.get(precision.orElse("f16"));
        if (wanted == null || block.isPresent() || cache.isPresent()) {
            throw new ParameterException(
                    command.commandLine(),
                    "--device gpu takes --precision f16, bf16 or f32, and neither --block nor --quantized-cache");
        }
        return options.withPrecision(wanted);
    }

    private Precision precision() {
        try {
            Precision wanted = Precision.parse(precision.orElse("f32"), block.orElse(Precision.DEFAULT_BLOCK));
            if (!wanted.quantized() && (block.isPresent() || cache.isPresent())) {
                throw new IllegalArgumentException(
                        "--block and --quantized-cache need --precision int8, int4 or int4-exact");
            }
            return wanted;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage());
        }
    }
}
