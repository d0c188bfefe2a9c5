package org.radiologygpt.routes.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.radiologygpt.hl7v2.Frame;
import org.radiologygpt.hl7v2.Framing;
import org.radiologygpt.report.RejectReason;

/**
 * Reads the files a command is given, message by message. A folder stands for all files below it, by name. What a file
 * holds is told by its first byte that is no blank: <code>{</code> is JSON, anything else HL7 v2. A {@code .jsonl} file
 * has one JSON document a line.
 */
final class InputFiles {
    private static final ObjectMapper JSON = new ObjectMapper();

    private InputFiles() {}

    /** Hands every message of every path to a reader, in order. */
    static void forEach(List<Path> paths, Consumer<InputMessage> reader) {
        for (Path path : paths) {
            try (Stream<Path> files = Files.walk(path)) {
                files.filter(file -> !Files.isDirectory(file)).sorted().forEach(file -> read(file, reader));
            } catch (IOException | UncheckedIOException e) {
                reader.accept(unreadable(path, 0, e));
            }
        }
    }

    private static void read(Path file, Consumer<InputMessage> reader) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            if (file.toString().endsWith(".jsonl")) {
                lines(file, in, reader);
            } else if (startsAsJson(in)) {
                json(file, in, reader);
            } else {
                frames(file, in, reader);
            }
        } catch (IOException | UncheckedIOException e) {
            reader.accept(unreadable(file, 0, e));
        }
    }

    private static boolean startsAsJson(InputStream in) throws IOException {
        in.mark(1 << 12);
        int next = in.read();
        for (int i = 0; i < 4000 && (next == 0xef || next == 0xbb || next == 0xbf || next > 0 && next <= ' '); i++) {
            next = in.read();
        }
        in.reset();
        return next == '{' || next == '[';
    }

    private static void json(Path file, InputStream in, Consumer<InputMessage> reader) throws IOException {
        byte[] bytes = in.readNBytes(Framing.DEFAULT_LIMIT + 1);
        if (bytes.length > Framing.DEFAULT_LIMIT) {
            reader.accept(new InputMessage.Unreadable(
                    source(file, 0), RejectReason.TOO_LARGE, "file has more than " + Framing.DEFAULT_LIMIT + " bytes"));
        } else {
            reader.accept(new InputMessage.Fhir(source(file, 0), bytes));
        }
    }

    private static void frames(Path file, InputStream in, Consumer<InputMessage> reader) {
        Framing frames = Framing.of(in, Framing.DEFAULT_LIMIT);
        for (int number = 0; frames.hasNext(); number++) {
            Frame frame = frames.next();
            String source = source(file, number);
            if (frame instanceof Frame.Message message) {
                reader.accept(new InputMessage.Hl7(source, message.bytes()));
            } else if (frame instanceof Frame.Broken broken) {
                reader.accept(new InputMessage.Unreadable(source, broken.reason(), broken.detail()));
            }
        }
    }

    private static void lines(Path file, InputStream in, Consumer<InputMessage> reader) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isBlank()) {
                reader.accept(line(source(file, number++), line));
            }
        }
    }

    private static InputMessage line(String source, String line) {
        JsonNode json;
        try {
            json = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return new InputMessage.Unreadable(source, RejectReason.MALFORMED_JSON, "the line is no JSON object");
        }
        if (json.path("text").isTextual()) {
            return new InputMessage.Text(
                    source, json.path("id").asText(""), json.path("text").asText());
        }
        return new InputMessage.Fhir(source, line.getBytes(StandardCharsets.UTF_8));
    }

    private static InputMessage unreadable(Path file, int number, Exception cause) {
        return new InputMessage.Unreadable(
                source(file, number),
                RejectReason.READER_FAULT,
                "cannot read the file: " + cause.getClass().getSimpleName());
    }

    private static String source(Path file, int number) {
        return file + "#" + number;
    }
}
