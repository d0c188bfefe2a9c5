package org.radiologygpt.routes.cli;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.radiologygpt.hl7v2.SourceProfileFiles;
import org.radiologygpt.report.SourceProfiles;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@code convert}, {@code deidentify} and {@code draft} have in common: their inputs. */
final class InputOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description = "Files or folders: HL7 v2 (single, batch, MLLP-framed, <SB>...<EB> logs), FHIR JSON, .jsonl.")
    private List<Path> paths;

    @Option(
            names = "--profiles",
            paramLabel = "DIR",
            description = "Folder with source profiles (*.yaml); default: the shipped profile only.")
    private Path profiles;

    /** The paths, all of which exist. */
    List<Path> paths() {
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new CommandLine.ParameterException(command.commandLine(), "no such file or folder: " + path);
            }
        }
        return paths;
    }

    SourceProfiles profiles() {
        if (profiles == null) {
            return SourceProfiles.defaults();
        }
        try {
            if (Files.exists(profiles)) {
                return SourceProfileFiles.read(profiles);
            }
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(command.commandLine(), "--profiles: " + e.getMessage());
        } catch (UncheckedIOException e) {
            throw new CommandLine.ParameterException(command.commandLine(), "--profiles: cannot read " + profiles);
        }
        throw new CommandLine.ParameterException(command.commandLine(), "no such file or folder: " + profiles);
    }
}
