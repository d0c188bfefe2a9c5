package org.radiologygpt.model.tensorrt.plan;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * The files that an ONNX model consists of: weights may lie in files beside it (TensorProto.external_data, entry
 * {@code location}). Only as much of the protocol buffer is read as leads there.
 */
final class OnnxFiles {
    private static final int DEEPEST = 64;
    private static final int LENGTH_DELIMITED = 2;
    private static final Path UP = Path.of("..");

    private final Set<String> locations = new TreeSet<>();

    private OnnxFiles() {}

    /**
     * Digest of the model and of every file that it names.
     *
     * @throws IOException where the file is no ONNX model or a file that it names cannot be read
     */
    static String digest(Path onnx) throws IOException {
        StringBuilder parts = new StringBuilder(FileDigest.of(onnx));
        for (String location : external(onnx)) {
            Path file = place(onnx, location);
            if (!Files.isRegularFile(file)) {
                throw new IOException(onnx + " names the weights file " + location + ", which is not beside it");
            }
            parts.append('\n').append(location).append(' ').append(FileDigest.of(file));
        }
        return FileDigest.of(parts.toString());
    }

    /** ONNX allows relative paths without {@code ..} only; whoever wrote the model must not choose what else is read. */
    private static Path place(Path onnx, String location) throws IOException {
        try {
            Path place = Path.of(location);
            if (!place.isAbsolute()
                    && StreamSupport.stream(place.spliterator(), false).noneMatch(UP::equals)) {
                return onnx.resolveSibling(place);
            }
        } catch (InvalidPathException e) {
            throw new IOException(outside(onnx, location), e);
        }
        throw new IOException(outside(onnx, location));
    }

    private static String outside(Path onnx, String location) {
        return onnx + " names the weights file " + location.replaceAll("\\p{Cntrl}", "?")
                + ", which is no place in the model's directory or below it";
    }

    /** Names of the files with weights, relative to the model, in the order of their names. */
    static Set<String> external(Path onnx) throws IOException {
        OnnxFiles files = new OnnxFiles();
        try (FileChannel channel = FileChannel.open(onnx)) {
            if (channel.size() > Integer.MAX_VALUE) {
                throw new IOException(onnx + " is larger than 2 GiB; keep the weights in files of their own");
            }
            files.walk(channel.map(MapMode.READ_ONLY, 0, channel.size()), OnnxMessage.MODEL, 0);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new IOException(onnx + " is no ONNX model, or is cut short", e);
        }
        return files.locations;
    }

    private void walk(ByteBuffer message, OnnxMessage type, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("nested too deep");
        }
        while (message.hasRemaining()) {
            long tag = varint(message);
            if ((tag & 7) != LENGTH_DELIMITED) {
                skip(message, (int) (tag & 7));
                continue;
            }
            ByteBuffer content = content(message);
            OnnxMessage next = type.fields().get(tag >>> 3);
            if (next == OnnxMessage.ENTRY) {
                entry(content);
            } else if (next != null) {
                walk(content, next, depth + 1);
            }
        }
    }

    /** StringStringEntryProto: field 1 is the key, field 2 the value. */
    private void entry(ByteBuffer message) {
        String key = "";
        String value = "";
        while (message.hasRemaining()) {
            long field = varint(message) >>> 3;
            String text = StandardCharsets.UTF_8.decode(content(message)).toString();
            key = field == 1 ? text : key;
            value = field == 2 ? text : value;
        }
        if (key.equals("location")) {
            locations.add(value);
        }
    }

    private static ByteBuffer content(ByteBuffer message) {
        long length = varint(message);
        if (length < 0 || length > message.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer content = message.slice(message.position(), (int) length);
        message.position(message.position() + (int) length);
        return content;
    }

    private static void skip(ByteBuffer message, int wireType) {
        switch (wireType) {
            case 0 -> varint(message);
            case 1 -> message.getLong();
            case 5 -> message.getInt();
            default -> throw new IllegalArgumentException("wire type " + wireType);
        }
    }

    private static long varint(ByteBuffer message) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = message.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("number too long");
    }
}
