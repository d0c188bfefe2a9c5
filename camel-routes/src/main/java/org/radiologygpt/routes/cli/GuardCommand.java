package org.radiologygpt.routes.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.radiologygpt.draft.GuardVerdict;
import org.radiologygpt.draft.GuardVerdict.Verdict;
import org.radiologygpt.guard.Guards;
import org.radiologygpt.report.RejectReason;
import org.radiologygpt.routes.draft.GuardsJson;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code guard}: what the guards of the routes make of impressions that are there already. */
@Command(
        name = "guard",
        description = {
            "Holds impressions against their findings with the guards of the routes, to try a policy on old reports. Reads"
                    + " .jsonl lines {\"id\",\"findings\",\"impression\"}; \"procedure\", \"sex\", \"site\", \"comparison\","
                    + " \"indication\", \"technique\" and \"recommendation\" may stand beside them.",
            "Prints one JSON line each: a verdict per guard and the gravest of them; for an objection also its places in"
                    + " impression and findings.",
            "Exit code: 0, or 1 where some line was rejected, or 2 for wrong usage."
        },
        mixinStandardHelpOptions = true)
final class GuardCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "FILE", description = "A .jsonl file.")
    private Path file;

    @Mixin
    private PolicyOptions policy;

    @Override
    public Integer call() {
        if (!Files.isRegularFile(file)) {
            throw new CommandLine.ParameterException(command.commandLine(), "no such file: " + file);
        }
        Guards guards = Guards.standard(policy.policy());
        JsonLines lines = new JsonLines(System.out);
        int number = 0;
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank()) {
                    lines.print(judged(guards, lines, file + "#" + number++, line));
                }
            }
        } catch (IOException e) {
            lines.print(lines.rejected(
                    file + "#" + number,
                    RejectReason.READER_FAULT,
                    "cannot read the file: " + e.getClass().getSimpleName()));
        }
        return lines.exitCode();
    }

    private static ObjectNode judged(Guards guards, JsonLines lines, String source, String line) {
        WrittenImpression written;
        try {
            written = WrittenImpression.parse(line);
        } catch (IllegalArgumentException e) {
            return lines.rejected(source, RejectReason.MALFORMED_JSON, e.getMessage());
        }
        List<GuardVerdict> verdicts = guards.check(written.impression(), written.report());
        Verdict gravest = verdicts.stream()
                .map(GuardVerdict::verdict)
                .max(Comparator.naturalOrder())
                .orElse(Verdict.PASS);
        ObjectNode json = lines.line(source, "guarded").put("id", written.id()).put("verdict", gravest.code());
        GuardsJson.put(json, verdicts);
        return json;
    }
}
