package org.radiologygpt.model.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.radiologygpt.model.decode.DecoderSource;
import org.radiologygpt.model.gpu.tensorrt.TensorRtDecoders;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of {@code serve} that say what the model runs on. */
final class DeviceOptions {
    private static final Pattern GPUS = Pattern.compile("gpu:(\\d{1,3}(?:,\\d{1,3})*)");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "cpu",
            description =
                    "What the model runs on: cpu; gpu, the first NVIDIA GPU, with TensorRT; gpu:0,1 for several, each"
                            + " with the whole model and its own slots (default: cpu). doctor --gpu tells what a GPU needs.")
    private String device;

    @Option(
            names = "--plan-cache",
            paramLabel = "DIR",
            description =
                    "Directory that keeps the engines that TensorRT built, as large as the model each (default: in"
                            + " DJL's cache directory). The first start builds one, which takes minutes.")
    private Optional<Path> planCache = Optional.empty();

    boolean gpu() {
        return !device.equals("cpu");
    }

    /**
     * What opens the decoders.
     *
     * @throws ParameterException where the device is none, or an option is of another one
     */
    DecoderSource decoders(Map<String, String> environment) {
        if (gpu()) {
            return TensorRtDecoders.ofThisMachine(environment, numbers(), planCache);
        }
        if (planCache.isPresent()) {
            throw new ParameterException(command.commandLine(), "--plan-cache needs --device gpu");
        }
        return DecoderSource.CPU;
    }

    private List<Integer> numbers() {
        if (device.equals("gpu")) {
            return List.of(0);
        }
        var wanted = GPUS.matcher(device);
        if (!wanted.matches()) {
            throw new ParameterException(
                    command.commandLine(), "--device is \"" + device + "\", it must be cpu, gpu, or as gpu:0,1");
        }
        List<Integer> numbers =
                Stream.of(wanted.group(1).split(",")).map(Integer::valueOf).toList();
        if (numbers.stream().distinct().count() < numbers.size()) {
            throw new ParameterException(command.commandLine(), "--device names a GPU twice");
        }
        return numbers;
    }
}
