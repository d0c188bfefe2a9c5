package org.radiologygpt.trainer.retrain;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The steps, in their order, and what each is given of those before it. */
public enum Step {
    CORPUS("corpus") {
        @Override
        List<String> arguments(Path base, Path run) {
            return List.of("--out", in(run, "pairs.jsonl"));
        }
    },
    CANARIES("plant-canaries") {
        @Override
        List<String> arguments(Path base, Path run) {
            return List.of("--data", in(run, "pairs.jsonl"), "--out", in(run, "planted.jsonl"));
        }
    },
    TRAIN("train") {
        @Override
        List<String> arguments(Path base, Path run) {
            return List.of("--base", base.toString(), "--data", in(run, "planted.jsonl"), "--out", in(run, "adapter"));
        }
    },
    EVALUATE("evaluate") {
        @Override
        List<String> arguments(Path base, Path run) {
            return List.of(
                    "--base",
                    base.toString(),
                    "--adapter",
                    in(run, "adapter"),
                    "--data",
                    in(run, "pairs.test.jsonl"),
                    "--train",
                    in(run, "pairs.jsonl"),
                    "--out",
                    in(run, "evaluation"));
        }
    },
    PROMOTE("promote") {
        @Override
        List<String> arguments(Path base, Path run) {
            return List.of(
                    "--base",
                    base.toString(),
                    "--candidate",
                    in(run, "adapter"),
                    "--data",
                    in(run, "pairs.test.jsonl"),
                    "--train",
                    in(run, "planted.jsonl"),
                    "--out",
                    in(run, "decision.json"));
        }
    };

    private final String command;

    Step(String command) {
        this.command = command;
    }

    static Step of(String command) {
        return Stream.of(values())
                .filter(step -> step.command.equals(command))
                .findFirst()
                .orElseThrow(() -> new RetrainException("there is no key " + command + ", the keys are work, base, "
                        + String.join(
                                ", ", Stream.of(values()).map(Step::command).toList())));
    }

    /** The command that does it. */
    public String command() {
        return command;
    }

    abstract List<String> arguments(Path base, Path run);

    private static String in(Path run, String name) {
        return run.resolve(name).toString();
    }
}
