package org.radiologygpt.routes.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.radiologygpt.routes.app.ConfigException;
import org.radiologygpt.routes.app.EngineConfig;
import org.radiologygpt.routes.control.Change;
import org.radiologygpt.routes.control.ControlException;
import org.radiologygpt.routes.control.ControlJson;
import org.radiologygpt.routes.control.ControlRecord;
import org.radiologygpt.routes.control.ControlTopic;
import org.radiologygpt.routes.control.Removal;
import org.radiologygpt.routes.control.Rule;
import org.radiologygpt.routes.control.Scope;
import org.radiologygpt.routes.ingest.KafkaSettings;
import org.radiologygpt.routes.intake.IntakeRecord;
import org.radiologygpt.routes.intake.KafkaIntake;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code control}: sets and takes away the rules that forbid drafting, straight in Kafka. */
@Command(
        name = "control",
        mixinStandardHelpOptions = true,
        description = "Kill switch and opt-outs; in force in all engines within 5 s. See docs/control.md.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:stored on all in-sync replicas", "2:wrong usage", "3:Kafka does not answer"})
public final class ControlCommand {
    private static final int NO_KAFKA = 3;
    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Clock clock = Clock.systemUTC();

    @Spec
    private CommandSpec command;

    @Option(names = "--config", paramLabel = "FILE", description = "Settings; see config/radiology-gpt.yaml.")
    private Path config;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "One setting, as --set kafka.consumers=4.")
    private List<String> sets = List.of();

    @Command(name = "stop", description = "The kill switch: for all, or for one site. Prints the rule with its id.")
    int stop(
            @Option(names = "--site", paramLabel = "NAME", description = "Only this site.") String site,
            @Option(names = "--withdraw", description = "Take open drafts back, too.") boolean withdraw,
            @Option(names = "--who", required = true, description = "User or system.") String who,
            @Option(names = "--reason", required = true, description = "Reason code.") String reason) {
        Scope scope = site == null ? Scope.ALL : Scope.SITE;
        return append(() -> new Rule(
                UUID.randomUUID().toString(),
                Rule.Kind.STOP,
                scope,
                site == null ? "" : site,
                withdraw,
                Optional.empty(),
                Optional.empty(),
                change(who, reason)));
    }

    @Command(name = "opt-out", description = "No drafts for a site, modality, reader, procedure or label.")
    int optOut(
            @Parameters(paramLabel = "SCOPE", description = "${COMPLETION-CANDIDATES}") Scope scope,
            @Parameters(paramLabel = "VALUE", description = "As it stands in the messages.") String value,
            @Option(names = "--from", paramLabel = "TIME", description = "As 2026-03-01T12:00:00Z.") Instant from,
            @Option(names = "--until", paramLabel = "TIME", description = "As --from.") Instant until,
            @Option(names = "--who", required = true, description = "User or system.") String who,
            @Option(names = "--reason", required = true, description = "Reason code.") String reason) {
        return append(() -> new Rule(
                UUID.randomUUID().toString(),
                Rule.Kind.OPT_OUT,
                scope,
                value,
                false,
                Optional.ofNullable(from),
                Optional.ofNullable(until),
                change(who, reason)));
    }

    @Command(name = "remove", aliases = "resume", description = "Takes a rule away.")
    int remove(
            @Parameters(paramLabel = "ID", description = "Id of the rule.") String id,
            @Option(names = "--who", required = true, description = "User or system.") String who,
            @Option(names = "--reason", required = true, description = "Reason code.") String reason) {
        return append(() -> new Removal(id, change(who, reason)));
    }

    @Command(name = "list", description = "The rules as they stand, one JSON object a line.")
    int list() {
        KafkaSettings kafka = settings().kafka();
        Map<String, Object> client = new HashMap<>(kafka.properties());
        client.put("bootstrap.servers", kafka.bootstrapServers());
        Instant end = clock.instant().plus(STORE_TIMEOUT);
        try (ControlTopic topic = ControlTopic.start(settings().topics().control(), client, clock)) {
            while (!topic.isReady() && clock.instant().isBefore(end)) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            topic.rules().all().forEach(rule -> out().println(ControlJson.of(rule)));
            out().flush();
            return 0;
        } catch (ControlException e) {
            command.commandLine().getErr().println("radiology-gpt: " + e.getMessage());
            return NO_KAFKA;
        }
    }

    private EngineConfig settings() {
        try {
            return EngineConfig.load(Optional.ofNullable(config), System.getenv(), sets);
        } catch (ConfigException e) {
            throw new ParameterException(command.commandLine(), "radiology-gpt: " + e.getMessage());
        }
    }

    private PrintWriter out() {
        return command.commandLine().getOut();
    }

    private Change change(String who, String reason) {
        return new Change(who, clock.instant(), reason);
    }

    private int append(Supplier<ControlRecord> wish) {
        ControlRecord record;
        try {
            record = wish.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "radiology-gpt: " + e.getMessage());
        }
        EngineConfig settings = settings();
        try (KafkaIntake intake = KafkaIntake.open(settings.kafka(), STORE_TIMEOUT)) {
            String topic = settings.topics().control();
            intake.store(IntakeRecord.of(topic, record.id(), ControlJson.bytes(record)))
                    .join();
        } catch (CompletionException e) {
            command.commandLine()
                    .getErr()
                    .println("radiology-gpt: Kafka does not answer; nothing is known to be stored");
            return NO_KAFKA;
        }
        out().println(ControlJson.of(record));
        out().flush();
        return 0;
    }
}
