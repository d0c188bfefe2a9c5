package org.radiologygpt.trainer.gather;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.radiologygpt.deid.DeidKey;
import org.radiologygpt.fhir.DiagnosticReportReader;
import org.radiologygpt.hl7v2.Framing;
import org.radiologygpt.hl7v2.OruReader;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.SourceProfiles;
import org.radiologygpt.trainer.corpus.CorpusException;
import org.radiologygpt.trainer.curate.Exclusion;
import org.radiologygpt.trainer.curate.Gathered;

/**
 * Reads files, message by message; a folder stands for all files below it, by name. What a file holds is told by its start:
 * JSON, Open-i's XML, else HL7 v2 in any framing. A {@code .jsonl} or {@code .ndjson} file has one FHIR resource or one pair a
 * line; in any other, more than one pair is unreadable. Not thread-safe.
 */
public final class Archive {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final List<String> LINES = List.of(".jsonl", ".ndjson");
    private static final int START = 4096;

    private final OruReader oru;
    private final DiagnosticReportReader fhir;
    private final Optional<DeidKey> key;
    private final LinePairs lines;
    private final Consumer<Gathered> sink;
    private long place;

    /**
     * @param key the hospital's secret; needed for what is not under pseudonyms
     * @param sink takes each message or line, in order
     */
    public Archive(SourceProfiles profiles, Optional<DeidKey> key, Consumer<Gathered> sink) {
        this.oru = new OruReader(profiles);
        this.fhir = new DiagnosticReportReader(profiles);
        this.key = key;
        this.lines = new LinePairs(key);
        this.sink = sink;
    }

    /**
     * Reads all files of these paths.
     *
     * @throws CorpusException where a path is not there, or reports need a key and there is none
     */
    public void read(List<Path> paths) {
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new CorpusException("there is no file or folder " + path);
            }
            try (Stream<Path> files = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
                files.filter(file -> !Files.isDirectory(file)).sorted().forEach(this::file);
            } catch (IOException | UncheckedIOException e) {
                throw new CorpusException("cannot read the folder " + path + reason(e));
            }
        }
    }

    private static String reason(Exception e) {
        return e instanceof FileSystemLoopException || e.getCause() instanceof FileSystemLoopException
                ? ": a link in it leads back to a folder above"
                : "";
    }

    private void file(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), START)) {
            String start = start(in);
            if (LINES.stream().anyMatch(file.toString()::endsWith)) {
                lines(in);
            } else if (start.startsWith("{") || start.startsWith("[")) {
                json(in.readNBytes(DiagnosticReportReader.MAX_BYTES + 1));
            } else if (start.startsWith("<?xml") || start.startsWith("<eCitation")) {
                take(OpenI.of(in, place));
            } else {
                Framing.of(in, Framing.DEFAULT_LIMIT).forEachRemaining(frame -> report(oru.read(frame)));
            }
        } catch (IOException | UncheckedIOException e) {
            take(new Gathered.LeftOut(Exclusion.UNREADABLE));
        }
    }

    private static String start(InputStream in) throws IOException {
        in.mark(START);
        String start = new String(in.readNBytes(START / 2), StandardCharsets.UTF_8);
        in.reset();
        return start.replace("\ufeff", "").stripLeading();
    }

    private void lines(InputStream in) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (!line.isBlank()) {
                json(line.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private void json(byte[] document) {
        try {
            Optional<JsonNode> pair = tree(document).filter(LinePairs::isPair);
            if (pair.isPresent()) {
                take(lines.of(pair.get(), place));
            } else {
                report(fhir.read(document));
            }
        } catch (MismatchedInputException e) {
            take(new Gathered.LeftOut(Exclusion.UNREADABLE));
        }
    }

    /** @throws MismatchedInputException where more than one document stands there */
    private static Optional<JsonNode> tree(byte[] document) throws MismatchedInputException {
        try {
            return Optional.ofNullable(JSON.readTree(document));
        } catch (MismatchedInputException e) {
            throw e;
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void report(ReadOutcome outcome) {
        take(
                outcome instanceof ReadOutcome.Read
                        ? new ReportPairs(KeyFile.required(key)).of(outcome, place)
                        : new Gathered.LeftOut(Exclusion.UNREADABLE));
    }

    private void take(Gathered gathered) {
        place++;
        sink.accept(gathered);
    }
}
