package org.radiologygpt.routes.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.radiologygpt.routes.app.ConfigException;
import org.radiologygpt.routes.app.EngineConfig;
import org.radiologygpt.routes.training.EditExport;
import org.radiologygpt.routes.training.TrainingException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code export-edits}: how far signed reports are from their drafts, as a file for {@code drift}. */
@Command(
        name = "export-edits",
        mixinStandardHelpOptions = true,
        description =
                "Writes how far signed reports are from their drafts to a file of JSON lines for drift: numbers, no text.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:written",
            "1:the file cannot be written; what was there before is unchanged",
            "2:wrong usage",
            "3:Kafka does not answer, or there is no such topic"
        })
final class ExportEditsCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Spec
    private CommandSpec command;

    @Option(names = "--config", paramLabel = "FILE", description = "Settings; see config/radiology-gpt.yaml.")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "One setting, as --set topics.drafts=name.")
    private List<String> sets = List.of();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "File to write, as edits.jsonl.")
    private Path out;

    @Override
    public Integer call() {
        try {
            EngineConfig settings = EngineConfig.load(config, System.getenv(), sets);
            Map<String, Object> client = new HashMap<>(settings.kafka().properties());
            client.put("bootstrap.servers", settings.kafka().bootstrapServers());
            long lines = EditExport.write(settings.topics().drafts(), client, PATIENCE, out);
            command.commandLine().getOut().println(lines + " signed reports with a draft");
            return 0;
        } catch (ConfigException e) {
            return said(2, e.getMessage());
        } catch (TrainingException e) {
            return said(3, e.getMessage());
        } catch (IOException e) {
            return said(1, "cannot write " + out + ": " + e.getClass().getSimpleName());
        }
    }

    private int said(int code, String sentence) {
        command.commandLine().getErr().println("radiology-gpt: " + sentence);
        return code;
    }
}
