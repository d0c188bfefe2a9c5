package org.radiologygpt.trainer.rollout;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.radiologygpt.model.weights.AdapterVersions;
import org.radiologygpt.model.weights.ModelDigest;

/**
 * The versions of one adapter below a root directory: {@code NAME/versions/N}, {@code NAME/current}, and
 * {@code NAME/history.jsonl}. A version appears whole, and the pointer is replaced whole; nothing is ever overwritten.
 * Files have the permissions of the one who writes, the server must be able to read them.
 *
 * @param root the directory that the server may load adapters from
 * @param name what requests call the adapter
 */
public record AdapterStore(Path root, String name) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

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
    public Optional<Integer> current() {
        Path pointer = AdapterVersions.pointer(directory());
        return Files.exists(pointer)
                ? Optional.of(Integer.valueOf(
                        AdapterVersions.current(directory()).getFileName().toString()))
                : Optional.empty();
    }

    /** The adapter directory of the version in use. */
    public Optional<Path> inUse() {
        return current().map(this::version);
    }

    /** Digest of the files of the adapter in use, without its base model's. */
    public Optional<String> adapterInUse() {
        return inUse().map(version -> Version.read(version).adapter());
    }

    /** The directory of a version. */
    public Path version(int number) {
        return AdapterVersions.version(directory(), number);
    }

    /** Where a candidate waits that nobody signed off yet. */
    public Path pending(String id) {
        return AdapterVersions.pending(directory(), id);
    }

    /** Copies an adapter directory to the next free number. */
    int install(Path adapter, Version version, AdapterCopy.Addition answers) throws IOException {
        int number = last() + 1;
        AdapterCopy.make(adapter, version(number), version.adapter(), partial -> {
            version.write(partial);
            answers.write(partial);
        });
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

    /** Throws where a version never was in use, or its files are not those signed off. */
    void requireSigned(int number) throws IOException {
        if (!Files.isDirectory(version(number))) {
            throw new RollOutException("the adapter " + name + " has no version " + number);
        }
        if (!history().knows(number)) {
            throw new RollOutException("version " + number + " of the adapter " + name + " never was in use");
        }
        if (!ModelDigest.of(version(number))
                .equals(Version.read(version(number)).adapter())) {
            throw new RollOutException("the files of version " + number + " are not those that were signed off");
        }
    }

    /** Makes a version the one in use; where it fails the one before still is. */
    void use(int number, String by, String what, Instant at) throws IOException {
        history().add(number, current(), what, by, at);
        Path partial = directory().resolve(".current.partial");
        Files.writeString(partial, number + "\n");
        Forced.file(partial);
        Files.move(
                partial,
                AdapterVersions.pointer(directory()),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        Forced.names(directory());
    }

    /** The version that the current one came instead of, or that is left of those before it. */
    public Optional<Integer> before() throws IOException {
        return history().before(current());
    }

    private History history() {
        return new History(directory().resolve("history.jsonl"));
    }
}
