package org.radiologygpt.model.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Identity of a model by its content: what decides its answers, and nothing that may differ between copies. */
public final class ModelDigest {
    /** What the server reads beside the weights: shape, tokens in and out, where an answer ends, how a chat is written. */
    private static final List<String> NAMED = List.of(
            "config.json",
            "generation_config.json",
            "tokenizer.json",
            "tokenizer.model",
            "tokenizer_config.json",
            "chat_template.jinja",
            "adapter_config.json",
            "model.safetensors.index.json");

    private static final int CHUNK = 1 << 16;

    private final MessageDigest sofar;

    private ModelDigest(MessageDigest sofar) {
        this.sofar = sofar;
    }

    /**
     * Reads a base model once, so that {@link #with} reads an adapter alone.
     *
     * @throws ModelFormatException where the directory cannot be read or holds no safetensors
     */
    public static ModelDigest begin(Path directory) {
        MessageDigest digest = sha256();
        add(digest, directory);
        return new ModelDigest(digest);
    }

    /** {@link #of} the base model. */
    public String value() {
        return text(copy());
    }

    /**
     * {@link #of} the base model and an adapter.
     *
     * @throws ModelFormatException where it cannot be read or holds no safetensors; without its path, clients read this
     */
    public String with(Path adapter) {
        MessageDigest digest = copy();
        add(digest, adapter, "the directory");
        return text(digest);
    }

    private MessageDigest copy() {
        try {
            return (MessageDigest) sofar.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-256 can be copied", e);
        }
    }

    /**
     * SHA-256 over name, length and bytes of each file that counts, in order of name.
     *
     * @param directories a model, or a model and its adapter, or an adapter alone
     * @return {@code sha256:} and 64 hexadecimal digits
     * @throws ModelFormatException where a directory cannot be read or holds no safetensors
     */
    public static String of(Path... directories) {
        MessageDigest digest = sha256();
        for (Path directory : directories) {
            add(digest, directory);
        }
        return text(digest);
    }

    private static String text(MessageDigest digest) {
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, Path directory) {
        add(digest, directory, directory.toString());
    }

    private static void add(MessageDigest digest, Path directory, String called) {
        try (Stream<Path> entries = Files.list(directory)) {
            List<Path> files = entries.filter(ModelDigest::counts).sorted().toList();
            if (files.stream().noneMatch(ModelDigest::isSafetensors)) {
                throw new ModelFormatException(called + " holds no .safetensors file");
            }
            for (Path file : files) {
                addFile(digest, file);
            }
        } catch (IOException e) {
            throw new ModelFormatException(
                    "cannot read " + called + ": " + e.getClass().getSimpleName(), e);
        }
    }

    private static void addFile(MessageDigest digest, Path file) throws IOException {
        byte[] name = file.getFileName().toString().getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, name.length));
        digest.update(name);
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, Files.size(file)));
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = Files.newInputStream(RegularFile.checked(file))) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
            }
        }
    }

    private static boolean counts(Path file) {
        return isSafetensors(file) || NAMED.contains(file.getFileName().toString());
    }

    private static boolean isSafetensors(Path file) {
        return file.getFileName().toString().endsWith(".safetensors");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
