package org.radiologygpt.trainer.retrain;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * The steps of a plan. Each that ended well leaves a mark in the run's directory and is not done again; the next call goes
 * on with the first that has none. The gate ends a run, whatever it says.
 */
public final class Retraining {
    private static final String ENDED = "ended";

    private final Plan plan;
    private final ToIntFunction<List<String>> commands;
    private final PrintWriter console;

    /**
     * Of a plan.
     *
     * @param commands runs a command with its arguments and tells its exit code
     */
    public Retraining(Plan plan, ToIntFunction<List<String>> commands, PrintWriter console) {
        this.plan = plan;
        this.commands = commands;
        this.console = console;
    }

    /**
     * Runs to the gate.
     *
     * @return the exit code of the last step
     * @throws RetrainException where another run is at it
     */
    public int run() throws IOException {
        Files.createDirectories(plan.work());
        Path file = plan.work().resolve(".lock");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (!locked(channel)) {
                throw new RetrainException("another retraining runs in " + plan.work());
            }
            return steps(directory());
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** The newest run where it has not ended, else a new one. */
    private Path directory() throws IOException {
        try (Stream<Path> runs = Files.list(plan.work())) {
            int last = runs.map(run -> run.getFileName().toString())
                    .filter(name -> name.matches("[0-9]{1,9}"))
                    .mapToInt(Integer::parseInt)
                    .max()
                    .orElse(0);
            Path newest = plan.work().resolve(Integer.toString(last));
            boolean goesOn = last > 0 && !Files.exists(newest.resolve(ENDED));
            return Files.createDirectories(goesOn ? newest : plan.work().resolve(Integer.toString(last + 1)));
        }
    }

    private int steps(Path run) throws IOException {
        int code = 0;
        for (Step step : Step.values()) {
            Path mark = run.resolve(step.command() + ".done");
            if (Files.exists(mark)) {
                tell(run, step, "done before");
                continue;
            }
            tell(run, step, "begins");
            code = commands.applyAsInt(arguments(step, run));
            tell(run, step, "ended with " + code);
            if (step == Step.PROMOTE && code != 1 && code != 2) {
                Files.writeString(run.resolve(ENDED), code + "\n");
            }
            if (code != 0) {
                return code;
            }
            Files.writeString(mark, "");
        }
        return code;
    }

    private List<String> arguments(Step step, Path run) {
        List<String> arguments = new ArrayList<>(List.of(step.command()));
        arguments.addAll(step.arguments(plan.base(), run));
        arguments.addAll(plan.options().getOrDefault(step, List.of()));
        return arguments;
    }

    private void tell(Path run, Step step, String what) {
        console.println("run " + run.getFileName() + ", " + step.command() + ": " + what);
        console.flush();
    }
}
