package org.radiologygpt.model.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.radiologygpt.model.decode.DecoderException;
import org.radiologygpt.model.decode.DecoderOptions;
import org.radiologygpt.model.generate.GeneratorOptions;
import org.radiologygpt.model.weights.ModelFormatException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code serve}: the model server alone. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Serves a LLaMA-family model over HTTP in OpenAI's API.",
        footerHeading = "%n",
        footer = {
            "Paths: POST /v1/completions, POST /v1/chat/completions (both with \"stream\"), GET /v1/models,",
            "GET /v1/tasks, GET /health/live, GET /health/ready, GET /metrics (Prometheus); docs/model-api.md has their",
            "fields. The field \"model\" must be a name served: the base model's, or an adapter's.",
            "POST /v1/load_lora_adapter {\"lora_name\",\"lora_path\"[,\"digest\"][,\"load_inplace\"]} and",
            "POST /v1/unload_lora_adapter {\"lora_name\"} where --allow-adapter-loading is given.",
            "Without \"temperature\" decoding is greedy: the same prompt gives the same answer.",
            "A chat is written as a prompt in Alpaca form: the system message is the instruction (without one:",
            "derive the impression from the findings), the one user message is the input. A model that has a",
            "chat template of its own takes /v1/completions only.",
            "",
            "\"priority\" is vLLM's integer, lower is earlier: -2 STAT, -1 urgent, 0 routine (the default). Clients of one",
            "priority, told apart by \"user\", take turns. A full queue answers 429 with Retry-After.",
            "",
            "RADIOLOGY_GPT_MODEL_API_KEY in the environment: the key that requests under /v1 must bring as",
            "\"Authorization: Bearer KEY\".",
            "RADIOLOGY_GPT_MODEL_ADMIN_KEY in the environment: the key that loading and unloading adapters needs instead.",
            "Where the API key is set and this one is not, adapters cannot be changed over HTTP."
        })
public final class ServeCommand implements Callable<Integer> {
    private static final String KEY = "RADIOLOGY_GPT_MODEL_API_KEY";
    private static final String ADMIN_KEY = "RADIOLOGY_GPT_MODEL_ADMIN_KEY";

    /** A step of sixteen rows reads the weights once, as one of a single row does. */
    private static final int GPU_SLOTS = 16;

    /** The longest pass over a prompt: a usual report's prompt is one, and reads the weights once. */
    private static final int GPU_CHUNK = 256;

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "Model directory in Hugging Face layout (default: the demo model, config/demo-model).")
    private Optional<Path> model = Optional.empty();

    @Mixin
    private AdapterOptions adapters;

    @Option(
            names = "--name",
            description = "Name that requests give in \"model\" (default: the model directory's; the adapter's with"
                    + " --merge-adapter).")
    private Optional<String> name = Optional.empty();

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "Address to bind to (default: 127.0.0.1).")
    private String host;

    @Option(names = "--port", defaultValue = "8000", description = "TCP port; 0 for any free one (default: 8000).")
    private int port;

    @Mixin
    private DeviceOptions device;

    @Option(names = "--slots", description = "Answers that grow at once (default: 4; 16 on a GPU, on each).")
    private Optional<Integer> slots = Optional.empty();

    @Option(
            names = "--max-tokens",
            description = "Longest prompt and answer together, in tokens (default: 2048, or the model's limit).")
    private Optional<Integer> maxTokens = Optional.empty();

    @Option(names = "--threads", description = "Threads of one pass on CPUs (default: one a physical core).")
    private Optional<Integer> threads = Optional.empty();

    @Mixin
    private PrecisionOptions precision;

    @Option(
            names = "--deadline",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "Time for one answer, waiting included (default: 120).")
    private int deadline;

    @Option(
            names = "--drain",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "Time that running answers get when the server is told to stop (default: 10).")
    private int drain;

    @Mixin
    private SchedulingOptions scheduling;

    @Mixin
    private TlsOptions tls;

    @Option(names = "--port-file", paramLabel = "FILE", description = "File to write the bound port to, for scripts.")
    private Optional<Path> portFile = Optional.empty();

    /** With this process's environment. */
    public ServeCommand() {
        this(System.getenv());
    }

    ServeCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Serves until the process is told to end. 0 after that, 1 where it could not start, 2 for wrong values. */
    @Override
    public Integer call() throws InterruptedException {
        try {
            serve(ServerOptions.DEFAULT
                    .withAddress(host, port)
                    .withDeadline(Duration.ofSeconds(deadline))
                    .withDrain(Duration.ofSeconds(drain))
                    .withTls(tls.files())
                    .withApiKey(Optional.ofNullable(environment.get(KEY)))
                    .withAdminKey(Optional.ofNullable(environment.get(ADMIN_KEY))));
            return 0;
        } catch (IllegalArgumentException e) {
            return fail(2, e.getMessage());
        } catch (ModelFormatException | DecoderException | IOException e) {
            return fail(1, e.getMessage());
        }
    }

    private int fail(int code, String message) {
        spec.commandLine().getErr().println("serve: " + message);
        return code;
    }

    private void serve(ServerOptions options) throws IOException, InterruptedException {
        Path directory = model.orElseGet(ServeCommand::demoModel);
        DecoderOptions decoding = decoding().withAdapters(adapters.limits());
        try (Served served = Served.open(
                        directory,
                        name,
                        adapters,
                        decoding,
                        scheduling.options(device.gpu() ? GPU_CHUNK : GeneratorOptions.DEFAULT.prefillChunk()),
                        options.deadline(),
                        device.decoders(environment));
                ModelServer server = served.start(options)) {
            Thread stop = new Thread(server::close, "model-stop");
            Runtime.getRuntime().addShutdownHook(stop);
            if (portFile.isPresent()) {
                write(portFile.get(), server.port());
            }
            String scheme = options.tls().isPresent() ? "https://" : "http://";
            served.describe(scheme + host + ":" + server.port() + "/v1")
                    .forEach(spec.commandLine().getOut()::println);
            spec.commandLine().getOut().flush();
            server.join();
        }
    }

    private DecoderOptions decoding() {
        DecoderOptions options = device.gpu()
                ? precision.applyOnGpu(DecoderOptions.defaults().withSlots(GPU_SLOTS))
                : precision.applyTo(DecoderOptions.defaults());
        if (device.gpu() && threads.isPresent()) {
            throw new IllegalArgumentException("--threads is for --device cpu");
        }
        options = slots.map(options::withSlots).orElse(options);
        options = maxTokens.map(options::withMaxTokens).orElse(options);
        return threads.map(options::withIntraOpThreads).orElse(options);
    }

    private static Path demoModel() {
        return Path.of(System.getProperty("radiologygpt.home", "")).resolve("config/demo-model");
    }

    /** Whole or not at all: a script that waits for the file never reads half a number. */
    private static void write(Path file, int port) throws IOException {
        Path partial = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(partial, port + "\n");
        Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
