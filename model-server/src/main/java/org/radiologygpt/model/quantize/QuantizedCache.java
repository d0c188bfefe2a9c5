package org.radiologygpt.model.quantize;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.ModelFormatException;
import org.radiologygpt.model.weights.Safetensors;
import org.radiologygpt.model.weights.SafetensorsHeader;
import org.radiologygpt.model.weights.Tensor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Blocks and scales of one model as a safetensors file, named {@code KEY.CONTENT.safetensors}: the key is SHA-256 of what
 * they were computed from, the content SHA-256 of the file, checked before it is used.
 *
 * <p>A file is written beside its place and renamed, so that it is there whole or not at all. Two processes that miss it
 * at once write the same bytes twice.
 */
final class QuantizedCache {
    private static final String END = ".safetensors";
    private static final int CHUNK = 1 << 16;
    private static final Logger LOG = LoggerFactory.getLogger(QuantizedCache.class);

    private final Path directory;
    private final String key;
    private final Quantized source;

    QuantizedCache(Path directory, String digest, Quantized source) {
        this.directory = directory;
        this.source = source;
        // The exact form multiplies the same blocks otherwise.
        key = Sha256.of(Quantized.FORMAT + "\n" + digest + "\n"
                + source.precision().bits() + "\n" + source.precision().block());
    }

    /** The tensors of the file that is there and sound, else of a new one. */
    Map<String, Tensor> open() {
        try {
            Optional<Path> sound = sound();
            Path file = sound.isPresent() ? sound.get() : write();
            return checked(Safetensors.openFile(file));
        } catch (IOException e) {
            throw new ModelFormatException(
                    "cannot use the cache directory " + directory + ": "
                            + e.getClass().getSimpleName(),
                    e);
        }
    }

    private Optional<Path> sound() throws IOException {
        for (Path file : files()) {
            if (digest(file).equals(content(file))) {
                LOG.info("quantised weights found in the cache: {}", file.getFileName());
                return Optional.of(file);
            }
            LOG.warn("{} is damaged and will be written anew", file.getFileName());
            Files.deleteIfExists(file);
        }
        return Optional.empty();
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(file ->
                            name(file).startsWith(key + ".") && name(file).endsWith(END))
                    .sorted()
                    .toList();
        }
    }

    private Path write() throws IOException {
        Files.createDirectories(directory);
        Path partial = Files.createTempFile(directory, key + ".", ".part");
        try {
            long start = System.nanoTime();
            Path file = directory.resolve(key + "." + write(partial) + END);
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            LOG.info("quantised to {} in {} ms", source.precision(), (System.nanoTime() - start) / 1_000_000);
            return file;
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /** Writes and forces a whole file, a matrix at a time; the SHA-256 of what was written. */
    private String write(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            WritableByteChannel out =
                    Channels.newChannel(new DigestOutputStream(Channels.newOutputStream(channel), digest));
            out.write(ByteBuffer.wrap(header()));
            ByteBuffer blocks = Quantized.buffer(largest());
            for (String matrix : source.matrices()) {
                BlockLayout layout = source.layout(matrix);
                ByteBuffer part = blocks.slice(0, Math.toIntExact(layout.blocksSize()));
                ByteBuffer scales = ByteBuffer.allocate(Math.toIntExact(layout.scalesSize()))
                        .order(ByteOrder.LITTLE_ENDIAN);
                source.quantize(matrix, part, scales);
                out.write(part);
                out.write(scales);
            }
            channel.force(true);
        }
        return Sha256.hex(digest.digest());
    }

    private byte[] header() {
        SafetensorsHeader header = new SafetensorsHeader();
        for (String matrix : source.matrices()) {
            BlockLayout layout = source.layout(matrix);
            header.add(BlockLayout.blocksName(matrix), DType.U8, layout.blocksShape());
            header.add(BlockLayout.scalesName(matrix), DType.F32, layout.scalesShape());
        }
        return header.toBytes();
    }

    private long largest() {
        return source.matrices().stream()
                .mapToLong(matrix -> source.layout(matrix).blocksSize())
                .max()
                .orElse(0);
    }

    private Map<String, Tensor> checked(Safetensors file) {
        for (String matrix : source.matrices()) {
            BlockLayout layout = source.layout(matrix);
            file.tensor(BlockLayout.blocksName(matrix), layout.blocksShape());
            file.tensor(BlockLayout.scalesName(matrix), layout.scalesShape());
        }
        return file.tensors();
    }

    private static String digest(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
            }
        }
        return Sha256.hex(digest.digest());
    }

    private String content(Path file) {
        return name(file).substring(key.length() + 1, name(file).length() - END.length());
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
