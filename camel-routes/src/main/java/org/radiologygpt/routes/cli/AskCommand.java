package org.radiologygpt.routes.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.radiologygpt.model.generate.LoadedModel;
import org.radiologygpt.model.prompt.Task;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ask}: a further task about reports, offline, with the model in this process. Nothing is written back. */
@Command(
        name = "ask",
        description = {
            "Asks a model a further task about reports, offline: reads messages or .jsonl lines {\"id\",\"text\"}, de-identifies,"
                    + " asks, restores the identifiers, and prints one JSON line a message. Nothing is guarded and nothing"
                    + " written back: each answer is for review by a radiologist. The demo model knows the main task only"
                    + " (draft); a further task needs a model that was trained for it.",
            "Exit code: 0, or 1 where some message was rejected, or 2 for wrong usage."
        },
        mixinStandardHelpOptions = true)
final class AskCommand implements Callable<Integer> {
    private static final int MOST_TOKENS = 512;

    @Spec
    private CommandSpec command;

    @Mixin
    private InputOptions input;

    @Option(
            names = "--task",
            required = true,
            paramLabel = "ID",
            description = "patient-explanation-alpaca-v1, further-tests-alpaca-v1, differential-diagnosis-alpaca-v1,"
                    + " imaging-protocol-alpaca-v1 or conversation-alpaca-v1: docs/model-api.md.")
    private String taskId;

    @Mixin
    private ModelOptions model;

    @Override
    public Integer call() {
        Task task = task();
        JsonLines lines = new JsonLines(System.out);
        Readers readers = new Readers(input.profiles());
        List<Path> paths = input.paths();
        try (LoadedModel loaded = model.open()) {
            TaskAnswers answers = new TaskAnswers(task, ModelOptions.asking(loaded, MOST_TOKENS));
            InputFiles.forEach(paths, message -> lines.print(answers.line(lines, readers, message)));
        }
        return lines.exitCode();
    }

    private Task task() {
        Task task = Task.of(taskId)
                .orElseThrow(() -> usage("--task must be one of "
                        + Arrays.stream(Task.values())
                                .filter(known -> known != Task.IMPRESSION)
                                .map(Task::id)
                                .collect(Collectors.joining(", "))));
        if (task == Task.IMPRESSION) {
            throw usage("--task " + taskId + ": impressions are drafted with guards, by the command draft");
        }
        return task;
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(command.commandLine(), message);
    }
}
