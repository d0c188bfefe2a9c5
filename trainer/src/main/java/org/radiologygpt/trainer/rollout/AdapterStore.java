package org.radiologygpt.trainer.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.radiologygpt.model.weights.AdapterVersions;

/**
 * The versions of one adapter below a root directory: {@code NAME/versions/N}, {@code NAME/current}, and
 * {@code NAME/history.jsonl}. A version appears whole, and the pointer is replaced whole; nothing is ever overwritten.
 * Files have the permissions of the one who writes, the server must be able to read them.
 *
 * @param root the directory that the server may load adapters from
 * @param name what requests call the adapter
 */
public record AdapterStore(Path root, String name) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final List<String> KINDS = List.of(".safetensors", ".json", ".jinja", ".model", ".md", ".xml");

    public AdapterStore {
        if (!NAME.matcher(name).matches()) {
            throw new RollOutException(
                    "an adapter's name is 1 to 128 letters, digits, dots, dashes and low lines, a letter or digit first");
        }
    }

    public Path directory() {
        return root.resolve(name);
    }

    /**
     * Makes a change while no other run can.
     *
     * @throws RollOutException where another one is at it
     */
    public <T> T alone(Callable<T> change) throws Exception {
        Files.createDirectories(directory());
        Path file = directory().resolve(".lock");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (!locked(channel)) {
                throw new RollOutException("another run is changing the adapter " + name);
            }
            return change.call();
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** The version in use. */
    public Optional<Integer> current() throws IOException {
        Path pointer = AdapterVersions.pointer(directory());
        return Files.exists(pointer)
                ? Optional.of(Integer.valueOf(
                        AdapterVersions.current(directory()).getFileName().toString()))
                : Optional.empty();
    }

    /** The adapter directory of the version in use. */
    public Optional<Path> inUse() throws IOException {
        return current().map(this::version);
    }

    /** Digest of base model and adapter in use, as stored. */
    public Optional<String> digestInUse() throws IOException {
        Optional<Path> version = inUse();
        return version.isPresent() ? Optional.of(Version.read(version.get()).digest()) : Optional.empty();
    }

    /** The directory of a version. */
    public Path version(int number) {
        return AdapterVersions.version(directory(), number);
    }

    /** Where a candidate waits that nobody signed off yet. */
    public Path pending(String id) {
        return directory().resolve("pending").resolve(id);
    }

    /** Copies the files of an adapter directory to a place where there is nothing yet. */
    public static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Path partial = to.resolveSibling("." + to.getFileName() + "." + UUID.randomUUID() + ".partial");
        Files.createDirectory(partial);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String called = file.getFileName().toString();
                if (KINDS.stream().anyMatch(called::endsWith)) {
                    Files.copy(file, partial.resolve(called));
                }
            }
        }
        Files.move(partial, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Copies an adapter directory to the next free number. */
    int install(Path adapter, Version version) throws IOException {
        int number = last() + 1;
        copy(adapter, version(number));
        version.write(version(number));
        return number;
    }

    private int last() throws IOException {
        Path versions = version(1).getParent();
        if (!Files.isDirectory(versions)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(versions)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(called -> called.matches("[0-9]{1,9}"))
                    .mapToInt(Integer::parseInt)
                    .max()
                    .orElse(0);
        }
    }

    /** Makes a version the one in use. */
    void use(int number, String by, String what, Instant at) throws IOException {
        String line = JSON.createObjectNode()
                .put("version", number)
                .put("what", what)
                .put("by", by)
                .put("at", at.toString())
                .toString();
        Path partial = directory().resolve(".current.partial");
        Files.writeString(partial, number + "\n");
        Files.move(
                partial,
                AdapterVersions.pointer(directory()),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(history(), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** The version that was in use before the current one. */
    public Optional<Integer> before() throws IOException {
        if (!Files.exists(history())) {
            return Optional.empty();
        }
        Optional<Integer> now = current();
        List<Integer> used = new ArrayList<>();
        for (String line : Files.readAllLines(history())) {
            JsonNode entry = JSON.readTree(line);
            used.add(entry.path("version").asInt());
        }
        for (int i = used.size() - 1; i >= 0; i--) {
            if (now.isEmpty() || !now.get().equals(used.get(i))) {
                return Optional.of(used.get(i));
            }
        }
        return Optional.empty();
    }

    private Path history() {
        return directory().resolve("history.jsonl");
    }
}
