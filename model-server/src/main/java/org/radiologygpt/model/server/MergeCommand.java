package org.radiologygpt.model.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.LlamaWeights;
import org.radiologygpt.model.weights.LoraAdapter;
import org.radiologygpt.model.weights.MergedModel;
import org.radiologygpt.model.weights.ModelDigest;
import org.radiologygpt.model.weights.ModelFormatException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code merge}: a base model and an adapter as one model directory. */
@Command(
        name = "merge",
        mixinStandardHelpOptions = true,
        description =
                "Writes a model with a LoRA adapter merged as a Hugging Face directory of its own, for any server.",
        footerHeading = "%n",
        footer = {
            "Without --dtype each tensor has the type it has in the base model; the sum is rounded to it. With --dtype f32",
            "the weights are exactly those that serve --merge-adapter computes with.",
            "The directory is there whole or not at all."
        })
public final class MergeCommand implements Callable<Integer> {
    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,5})(MB|GB)");

    @Spec
    private CommandSpec spec;

    @Option(names = "--model", paramLabel = "DIR", required = true, description = "Base model in Hugging Face layout.")
    private Path model;

    @Option(names = "--adapter", paramLabel = "DIR", required = true, description = "LoRA adapter in PEFT layout.")
    private Path adapter;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Directory to write; it must not be there yet.")
    private Path out;

    @Option(names = "--dtype", paramLabel = "TYPE", description = "Element type of all tensors: f32, f16 or bf16.")
    private Optional<String> dtype = Optional.empty();

    @Option(
            names = "--shard-size",
            paramLabel = "SIZE",
            defaultValue = "5GB",
            description = "Most bytes of one file, as 500MB or 5GB (default: 5GB); more makes shards with an index.")
    private String shardSize;

    /** 0 where the directory was written, 1 where it could not be, 2 for wrong values. */
    @Override
    public Integer call() {
        Optional<DType> type = dtype.map(this::type);
        long shard = shardBytes();
        try {
            LlamaWeights base = LlamaWeights.open(model);
            MergedModel merged = new MergedModel(base, LoraAdapter.read(adapter), type);
            NewDirectory.write(out, directory -> {
                ModelFiles.copy(model, directory, merged::config);
                merged.writeWeights(directory, shard);
            });
            spec.commandLine().getOut().println("wrote " + out + " (" + ModelDigest.of(out) + ")");
            spec.commandLine().getOut().flush();
            return 0;
        } catch (ModelFormatException e) {
            return fail(e.getMessage());
        } catch (IOException | UncheckedIOException e) {
            return fail("cannot write " + out + ": " + e.getMessage());
        }
    }

    private int fail(String message) {
        spec.commandLine().getErr().println("merge: " + message);
        return 1;
    }

    private DType type(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "f32" -> DType.F32;
            case "f16" -> DType.F16;
            case "bf16" -> DType.BF16;
            default ->
                throw new ParameterException(
                        spec.commandLine(), "--dtype is \"" + name + "\", it must be f32, f16 or bf16");
        };
    }

    private long shardBytes() {
        Matcher size = SIZE.matcher(shardSize.toUpperCase(Locale.ROOT));
        if (!size.matches()) {
            throw new ParameterException(
                    spec.commandLine(), "--shard-size is \"" + shardSize + "\", it must be as 500MB or 5GB");
        }
        return Long.parseLong(size.group(1)) * (size.group(2).equals("GB") ? 1_000_000_000L : 1_000_000L);
    }
}
