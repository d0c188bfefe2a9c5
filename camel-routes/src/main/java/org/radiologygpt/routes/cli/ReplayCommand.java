package org.radiologygpt.routes.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import org.radiologygpt.routes.app.ConfigException;
import org.radiologygpt.routes.app.EngineConfig;
import org.radiologygpt.routes.intake.KafkaIntake;
import org.radiologygpt.routes.replay.Replay;
import org.radiologygpt.routes.replay.ReplayException;
import org.radiologygpt.routes.replay.ReplayPlan;
import org.radiologygpt.routes.replay.Selection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code replay}: from the error topic, or from a stretch of an input topic, back to the input topic. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Puts messages back onto the topic they came from. Without --go it only counts.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all that is meant goes back, or went back before",
            "1:some cannot go back: see the count",
            "2:wrong usage",
            "3:Kafka does not answer; what was stored is not replayed again"
        })
public final class ReplayCommand implements Callable<Integer> {
    private static final int SOME_LEFT = 1;
    private static final int WRONG_USAGE = 2;
    private static final int NO_KAFKA = 3;
    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(30);

    @Spec
    private CommandSpec command;

    @Option(names = "--config", paramLabel = "FILE", description = "Settings; see config/radiology-gpt.yaml.")
    private Path config;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "One setting, as --set kafka.consumers=4.")
    private List<String> sets = List.of();

    @Option(
            names = "--topic",
            paramLabel = "NAME",
            description = "The error topic (default), or an input topic, which needs an end: --until or --to-offset.")
    private String topic;

    @Option(names = "--partition", paramLabel = "N", description = "One partition.")
    private Integer partition;

    @Option(names = "--from-offset", paramLabel = "N", description = "First offset; needs --partition.")
    private Long from;

    @Option(names = "--to-offset", paramLabel = "N", description = "Last offset; needs --partition.")
    private Long to;

    @Option(names = "--since", paramLabel = "TIME", description = "First time stamp, as 2026-03-01T12:00:00Z.")
    private Instant since;

    @Option(names = "--until", paramLabel = "TIME", description = "Last time stamp.")
    private Instant until;

    @Option(names = "--reason", paramLabel = "CODE", description = "Errors with this reason; may be repeated.")
    private Set<String> reasons = Set.of();

    @Option(names = "--stage", paramLabel = "CODE", description = "Errors of this stage; may be repeated.")
    private Set<String> stages = Set.of();

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description =
                    "Errors that came from this topic, topic-partition or topic-partition-offset; may be repeated.")
    private Set<String> sources = Set.of();

    @Option(
            names = "--max-attempts",
            paramLabel = "N",
            defaultValue = "3",
            description = "Replays of one message before it is given up (default: ${DEFAULT-VALUE}).")
    private int mostAttempts;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "20",
            description = "Messages a second (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--go", description = "Do it.")
    private boolean go;

    @Override
    public Integer call() {
        EngineConfig settings;
        try {
            settings = EngineConfig.load(Optional.ofNullable(config), System.getenv(), sets);
        } catch (ConfigException e) {
            err().println("radiology-gpt: " + e.getMessage());
            return WRONG_USAGE;
        }
        Selection selection = selection(settings);
        try (Replay replay = Replay.open(settings.kafka(), settings.topics(), mostAttempts)) {
            return replayed(replay, selection, settings);
        } catch (ReplayException e) {
            err().println("radiology-gpt: Kafka at " + settings.kafka().bootstrapServers() + " does not answer: "
                    + e.getMessage());
            return NO_KAFKA;
        }
    }

    private int replayed(Replay replay, Selection selection, EngineConfig settings) {
        ReplayPlan plan = replay.plan(selection);
        PrintWriter out = command.commandLine().getOut();
        out.printf("%8s  %-15s  %-24s  %-10s  %s%n", "messages", "fate", "reason", "stage", "source");
        plan.counts()
                .forEach((line, count) -> out.printf(
                        "%8d  %-15s  %-24s  %-10s  %s%n",
                        count, line.fate().code(), line.reason(), line.stage(), line.source()));
        if (go) {
            try (KafkaIntake intake = KafkaIntake.open(settings.kafka(), STORE_TIMEOUT)) {
                out.printf("replayed %d messages%n", replay.run(plan, intake, rate));
            }
        } else {
            out.printf("nothing is written; with --go %d messages go back%n", plan.replays());
        }
        out.flush();
        return plan.needsAttention() ? SOME_LEFT : 0;
    }

    private Selection selection(EngineConfig settings) {
        String errors = settings.topics().errors();
        String chosen = topic == null ? errors : topic;
        boolean input = chosen.equals(settings.topics().oru())
                || chosen.equals(settings.topics().fhir());
        check(input || chosen.equals(errors), "--topic: allowed are the error topic and the input topics");
        check(partition != null || from == null && to == null, "--from-offset and --to-offset need --partition");
        check(!input || to != null || until != null, "an input topic needs an end: --until or --to-offset");
        boolean filtered = !reasons.isEmpty() || !stages.isEmpty() || !sources.isEmpty();
        check(!input || !filtered, "--reason, --stage and --source are for the error topic");
        check(rate > 0 && mostAttempts > 0, "--rate and --max-attempts must be above zero");
        return new Selection(
                chosen,
                partition == null ? OptionalInt.empty() : OptionalInt.of(partition),
                from == null ? OptionalLong.empty() : OptionalLong.of(from),
                to == null ? OptionalLong.empty() : OptionalLong.of(to),
                Optional.ofNullable(since),
                Optional.ofNullable(until),
                reasons,
                stages,
                sources);
    }

    private void check(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(command.commandLine(), message);
        }
    }

    private PrintWriter err() {
        return command.commandLine().getErr();
    }
}
