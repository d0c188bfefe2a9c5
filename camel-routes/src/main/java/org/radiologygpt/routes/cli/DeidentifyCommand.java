package org.radiologygpt.routes.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.radiologygpt.deid.DeidKey;
import org.radiologygpt.deid.DeidPolicy;
import org.radiologygpt.deid.DeidPolicyFile;
import org.radiologygpt.deid.Rendering;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code deidentify}: messages or text lines without identifiers, one JSON line each. */
@Command(
        name = "deidentify",
        description = {
            "Removes identifiers from the text of reports (HL7 v2, FHIR) or of .jsonl lines {\"id\",\"text\"}; prints one JSON"
                    + " line a message: the clean sections, and where in the original text what kind was removed.",
            "Numbers of placeholders count within a report. With --structured the whole message or resource is printed instead,"
                    + " everything removed that the policy does not name.",
            "What cannot be shown to be clean is never printed: outcome \"withheld\".",
            "Exit code: 0, or 1 where some message was rejected or withheld, or 2 for wrong usage."
        },
        mixinStandardHelpOptions = true)
final class DeidentifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private InputOptions input;

    @Mixin
    private KeyOptions keys;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "placeholders (reversible, [NAME-1]), mask (___) or surrogates (needs a key);"
                    + " default: placeholders. Not with --structured: the policy says it.")
    private Rendering mode;

    @Option(names = "--structured", description = "Prints the message or resource itself without identifiers.")
    private boolean structured;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description =
                    "What may stay with --structured; default: config/deid-policy.yaml as shipped, HIPAA Safe Harbor.")
    private Path policyFile;

    @Option(
            names = "--audit",
            description = "Prints, at the end and to standard error, what was removed of each kind: counts only.")
    private boolean audit;

    @Override
    public Integer call() {
        Deidentification work = structured ? structured() : texts();
        Readers readers = new Readers(input.profiles());
        AuditLine counted = new AuditLine(work.key());
        JsonLines lines = new JsonLines(System.out);
        InputFiles.forEach(input.paths(), message -> {
            ObjectNode line = work.line(lines, readers, message);
            counted.add(line, work.audit());
            lines.print(line);
        });
        if (audit) {
            command.commandLine().getErr().println(counted.json());
            command.commandLine().getErr().flush();
        }
        return counted.withheld() ? 1 : lines.exitCode();
    }

    private Deidentification texts() {
        if (policyFile != null) {
            throw usage("--policy is of --structured");
        }
        Rendering rendering = Optional.ofNullable(mode).orElse(Rendering.PLACEHOLDERS);
        Optional<DeidKey> key = rendering == Rendering.SURROGATES ? keys.key(System.getenv()) : Optional.empty();
        if (rendering == Rendering.SURROGATES && key.isEmpty()) {
            throw usage("--mode surrogates needs --key-file");
        }
        return new TextDeidentification(rendering, key);
    }

    private Deidentification structured() {
        if (mode != null) {
            throw usage("--mode is of texts alone; with --structured the policy says text: mask or surrogates");
        }
        DeidPolicy policy = policy();
        Optional<DeidKey> key = keys.key(System.getenv());
        if (key.isEmpty() && policy.needsLastingKey()) {
            throw usage("--policy with dates: shift or text: surrogates needs --key-file");
        }
        return new StructuredDeidentification(policy, key.orElseGet(DeidentifyCommand::ofThisRun), input.profiles());
    }

    /** Without a key of the hospital pseudonyms hold within this run and can never be traced back. */
    private static DeidKey ofThisRun() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return DeidKey.of("run", secret);
    }

    private DeidPolicy policy() {
        if (policyFile == null) {
            return DeidPolicy.safeHarbor();
        }
        try {
            return DeidPolicyFile.parse(Files.readString(policyFile));
        } catch (IllegalArgumentException e) {
            throw usage("--policy " + policyFile + ": " + e.getMessage());
        } catch (IOException e) {
            throw usage("cannot read --policy " + policyFile);
        }
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(command.commandLine(), message);
    }
}
