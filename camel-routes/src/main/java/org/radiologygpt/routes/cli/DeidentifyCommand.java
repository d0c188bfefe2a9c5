package org.radiologygpt.routes.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.radiologygpt.deid.DeidentificationException;
import org.radiologygpt.deid.Deidentified;
import org.radiologygpt.deid.Deidentifier;
import org.radiologygpt.deid.Removed;
import org.radiologygpt.report.Identifier;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.Section;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code deidentify}: messages or text lines to text without identifiers, one JSON line each. */
@Command(
        name = "deidentify",
        description = {
            "Removes identifiers from the text of reports (HL7 v2, FHIR) or of .jsonl lines {\"id\",\"text\"}; prints one JSON"
                    + " line a message: the clean sections, and where in the original text what kind was removed.",
            "Numbers of placeholders count within a section. A text that cannot be shown to be clean is never printed:"
                    + " outcome \"withheld\".",
            "Exit code: 0, or 1 where some message was rejected or withheld, or 2 for wrong usage."
        },
        mixinStandardHelpOptions = true)
final class DeidentifyCommand implements Callable<Integer> {
    private static final int LEAST_KEY_BYTES = 16;

    @Spec
    private CommandSpec command;

    @Mixin
    private InputOptions input;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "PLACEHOLDERS",
            description = "placeholders (reversible, [NAME-1]), mask (___) or surrogates; default: placeholders.")
    private Mode mode;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "Secret of the hospital, at least 16 bytes; needed by surrogates.")
    private Path keyFile;

    private boolean withheld;

    /** The three renderings of domain section 3. */
    private enum Mode {
        PLACEHOLDERS,
        MASK,
        SURROGATES
    }

    @Override
    public Integer call() {
        byte[] key = mode == Mode.SURROGATES ? key() : new byte[0];
        JsonLines lines = new JsonLines(System.out);
        Readers readers = new Readers(input.profiles());
        InputFiles.forEach(input.paths(), message -> lines.print(line(lines, readers, key, message)));
        return withheld ? 1 : lines.exitCode();
    }

    private ObjectNode line(JsonLines lines, Readers readers, byte[] key, InputMessage message) {
        if (message instanceof InputMessage.Text text) {
            return clean(
                            lines,
                            text.source(),
                            deidentifier(key, text.id()),
                            List.of(new Piece("text", text.text())),
                            List.of())
                    .put("id", text.id());
        }
        ReadOutcome outcome = readers.read(message);
        if (outcome instanceof ReadOutcome.Read read) {
            RadiologyReport report = read.report();
            List<Piece> pieces = Piece.of(report);
            return clean(
                    lines, message.source(), deidentifier(key, subject(report)), pieces, report.knownIdentifiers());
        }
        ReadOutcome.Rejected rejected = (ReadOutcome.Rejected) outcome;
        return lines.rejected(message.source(), rejected.reason(), rejected.detail());
    }

    /** One passage to clean and the key it is printed under; passages of one kind are joined by a line break. */
    private record Piece(String name, String text) {
        static List<Piece> of(RadiologyReport report) {
            Map<String, String> texts = new LinkedHashMap<>();
            for (Section section : report.sections()) {
                texts.merge(section.kind().key(), section.text(), (before, text) -> before + "\n" + text);
            }
            return texts.entrySet().stream()
                    .map(entry -> new Piece(entry.getKey(), entry.getValue()))
                    .toList();
        }
    }

    private ObjectNode clean(
            JsonLines lines,
            String source,
            Deidentifier deidentifier,
            List<Piece> pieces,
            List<KnownIdentifier> known) {
        ObjectNode line = lines.line(source, "deidentified");
        ObjectNode sections = line.putObject("sections");
        ArrayNode removed = line.putArray("removed");
        try {
            for (Piece piece : pieces) {
                add(piece, deidentifier.deidentify(piece.text(), known), sections, removed);
            }
            return line;
        } catch (DeidentificationException e) {
            withheld = true;
            return lines.line(source, "withheld").put("reason", e.reason().code());
        }
    }

    private static void add(Piece piece, Deidentified clean, ObjectNode sections, ArrayNode removed) {
        sections.put(piece.name(), clean.text());
        for (Removed span : clean.removed()) {
            removed.addObject()
                    .put("section", piece.name())
                    .put("kind", span.kind().name())
                    .put("start", span.start())
                    .put("end", span.end());
        }
    }

    private Deidentifier deidentifier(byte[] key, String subject) {
        return switch (mode) {
            case PLACEHOLDERS -> Deidentifier.placeholders();
            case MASK -> Deidentifier.mask();
            case SURROGATES -> Deidentifier.surrogates(key, subject);
        };
    }

    private static String subject(RadiologyReport report) {
        return report.patient().identifiers().stream()
                .findFirst()
                .map(Identifier::value)
                .orElse(report.key().toString());
    }

    private byte[] key() {
        if (keyFile == null) {
            throw new CommandLine.ParameterException(command.commandLine(), "--mode surrogates needs --key-file");
        }
        try {
            byte[] key = Files.readAllBytes(keyFile);
            if (key.length < LEAST_KEY_BYTES) {
                throw new CommandLine.ParameterException(
                        command.commandLine(), "--key-file has " + key.length + " bytes, at least 16 are needed");
            }
            return key;
        } catch (IOException e) {
            throw new CommandLine.ParameterException(command.commandLine(), "cannot read --key-file " + keyFile);
        }
    }
}
