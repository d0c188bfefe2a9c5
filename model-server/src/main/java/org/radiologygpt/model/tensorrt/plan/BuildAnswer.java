package org.radiologygpt.model.tensorrt.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** What the building process says at its end: one line in a file, written at once. */
sealed interface BuildAnswer {
    /** The plan is written. */
    record Built(String sha256) implements BuildAnswer {
        @Override
        public String line() {
            return "built " + sha256;
        }
    }

    /** An option does not fit the model. */
    record Refused(String option, String sentence) implements BuildAnswer {
        @Override
        public String line() {
            return "refused " + option + " " + oneLine(sentence);
        }
    }

    /** There is no plan. */
    record Failed(String sentence) implements BuildAnswer {
        @Override
        public String line() {
            return "failed " + oneLine(sentence);
        }
    }

    /** As {@link #parse} reads it. */
    String line();

    /** Empty for a line that is none of these, as one cut short. */
    static Optional<BuildAnswer> parse(String line) {
        String[] words = line.strip().split(" ", 3);
        if (words[0].equals("built") && words.length == 2 && words[1].matches("[0-9a-f]{64}")) {
            return Optional.of(new Built(words[1]));
        }
        if (words[0].equals("refused") && words.length == 3) {
            return Optional.of(new Refused(words[1], words[2]));
        }
        if (words[0].equals("failed") && words.length > 1) {
            return Optional.of(new Failed(line.strip().substring("failed ".length())));
        }
        return Optional.empty();
    }

    /** Empty where there is no such file. */
    static Optional<BuildAnswer> read(Path file) throws IOException {
        return Files.isRegularFile(file) ? parse(Files.readString(file)) : Optional.empty();
    }

    default void write(Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, line() + "\n");
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
