package org.radiologygpt.routes.quickstart;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Committed transactions in a file, one a line: a CRC-32 in hexadecimal, then each resource's JSON, divided by tabs
 * (compact JSON holds none). A line is forced to disk before its transaction is acknowledged. A last line without its
 * end, or with a wrong checksum, was never acknowledged and is cut off; damage before that is an error.
 */
final class FhirJournal implements AutoCloseable {
    private final FileChannel channel;

    private FhirJournal(FileChannel channel) {
        this.channel = channel;
    }

    /** Opens the journal of a directory for this process alone, and hands each committed transaction to the reader. */
    static FhirJournal open(Path directory, Consumer<List<String>> transactions) {
        Path file = directory.resolve("fhir.journal");
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FhirJournal journal = new FhirJournal(channel);
            journal.lock(file);
            journal.replay(transactions);
            return journal;
        } catch (IOException e) {
            throw new UncheckedIOException("FHIR journal in " + directory, e);
        }
    }

    /** Appends one transaction; on return it is on disk, on an exception nothing of it is. */
    void append(List<String> resources) {
        String line = resources.stream().map(json -> "\t" + json).collect(Collectors.joining());
        byte[] body = line.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes =
                ByteBuffer.wrap((checksum(body, 0, body.length) + line + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            long end = channel.position();
            try {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(false);
            } catch (IOException e) {
                channel.truncate(end);
                channel.position(end);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("FHIR journal", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("FHIR journal", e);
        }
    }

    private void lock(Path file) throws IOException {
        boolean locked;
        try {
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            locked = false;
        }
        if (!locked) {
            channel.close();
            throw new IllegalStateException(file + " is in use by another FHIR server");
        }
    }

    private void replay(Consumer<List<String>> transactions) throws IOException {
        InputStream in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long good = 0;
        long read = 0;
        boolean damaged = false;
        for (int next = in.read(); next >= 0; next = in.read()) {
            read++;
            if (damaged) {
                throw new IllegalStateException("FHIR journal is damaged at byte " + good);
            }
            if (next != '\n') {
                line.write(next);
                continue;
            }
            damaged = !intact(line.toByteArray());
            if (!damaged) {
                transactions.accept(resources(line.toString(StandardCharsets.UTF_8)));
                good = read;
            }
            line.reset();
        }
        channel.truncate(good);
        channel.position(good);
    }

    private static List<String> resources(String line) {
        return Stream.of(line.split("\t")).skip(1).toList();
    }

    private static boolean intact(byte[] line) {
        return line.length > 8
                && checksum(line, 8, line.length - 8)
                        .equals(new String(Arrays.copyOf(line, 8), StandardCharsets.ISO_8859_1));
    }

    private static String checksum(byte[] bytes, int offset, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, offset, length);
        return String.format("%08x", crc.getValue());
    }
}
