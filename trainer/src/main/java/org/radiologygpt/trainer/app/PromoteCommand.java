package org.radiologygpt.trainer.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.radiologygpt.model.decode.DecoderOptions;
import org.radiologygpt.model.server.PrecisionOptions;
import org.radiologygpt.trainer.promote.Decision;
import org.radiologygpt.trainer.promote.Trial;
import org.radiologygpt.trainer.rollout.AdapterStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code promote}: the gate's decision as JSON on stdout, a person's sign-off, and the roll-out. */
@Command(
        name = "promote",
        mixinStandardHelpOptions = true,
        description = {
            "Decides by rules whether an adapter may be used, and prints the decision with all figures as JSON.",
            "With --store and --name what may be used is kept there until a person signs it off: by --approve-by now, or"
                    + " later by --pending ID --approve-by. Then it becomes the next version, and --server loads it."
        },
        footer = {
            "",
            "Exit code: 0 where it may be used and, with --store, is (without --server: at a server's next start); 3 where"
                    + " a rule refuses it; 4 where it waits for a sign-off; 1 where it failed, and one sentence says what is"
                    + " in use; 2 for wrong usage. docs/promotion.md explains all."
        })
final class PromoteCommand implements Callable<Integer> {
    private static final int REFUSED = 3;
    private static final int PENDING = 4;

    @Spec
    private CommandSpec spec;

    @Option(names = "--base", required = true, paramLabel = "DIR", description = "Model directory.")
    private Path base;

    @Option(names = "--candidate", paramLabel = "DIR", description = "The adapter that was trained.")
    private Optional<Path> candidate = Optional.empty();

    @Option(
            names = "--current",
            paramLabel = "DIR",
            description =
                    "The adapter in use (default: that of --store and --name; else the candidate is compared with the"
                            + " base model).")
    private Optional<Path> current = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "Test pairs with their proof, as corpus writes pairs.test.jsonl.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--train",
            paramLabel = "FILE",
            description =
                    "Pairs the candidate was trained on: for canaries, for two of the baselines, and to see that no test"
                            + " report is among them.")
    private Optional<Path> train = Optional.empty();

    @Option(names = "--out", paramLabel = "FILE", description = "Also write the decision there.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--name", paramLabel = "NAME", description = "What requests call the adapter.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--approve-by", paramLabel = "WHO", description = "Who signs it off.")
    private Optional<String> approver = Optional.empty();

    @Option(names = "--pending", paramLabel = "ID", description = "Signs off what passed the gate before.")
    private Optional<String> pending = Optional.empty();

    @Mixin
    private StoreOptions where;

    @Mixin
    private GateOptions gate;

    @Mixin
    private PrecisionOptions precision;

    @Override
    public Integer call() throws Exception {
        require(where.root().isPresent() == name.isPresent(), "--store and --name belong together");
        require(approver.isEmpty() || name.isPresent(), "--approve-by needs --store and --name");
        require(approver.filter(String::isBlank).isEmpty(), "--approve-by must name a person");
        if (pending.isPresent()) {
            require(approver.isPresent(), "--pending needs --approve-by");
            return approved(pending.get());
        }
        require(candidate.isPresent() && data.isPresent(), "give --candidate and --data, or --pending");
        Decision decision = decide();
        if (!decision.promotes()) {
            spec.commandLine().getErr().println("refused by: " + String.join(", ", decision.refusals()));
            return REFUSED;
        }
        return name.isPresent() ? kept(decision) : 0;
    }

    private Decision decide() throws IOException {
        Optional<Path> incumbent =
                name.isPresent() && current.isEmpty() ? where.store(name.get()).inUse() : current;
        Decision decision = new Trial(
                        base, candidate.orElseThrow(), incumbent, data.orElseThrow(), train, gate.alternatives())
                .decide(gate.rules(), precision.applyTo(DecoderOptions.defaults()));
        spec.commandLine().getOut().print(decision.json());
        spec.commandLine().getOut().flush();
        if (out.isPresent()) {
            decision.write(out.get());
        }
        return decision;
    }

    private int kept(Decision decision) throws Exception {
        AdapterStore store = where.store(name.orElseThrow());
        SignOff signOff = new SignOff(store, Clock.systemUTC());
        String id = store.alone(() -> signOff.keep(candidate.orElseThrow(), base, decision));
        if (approver.isPresent()) {
            return approved(id);
        }
        spec.commandLine().getErr().println("waits for a sign-off: promote --pending " + id + " --approve-by WHO");
        return PENDING;
    }

    private int approved(String id) throws Exception {
        AdapterStore store = where.store(name.orElseThrow());
        Clock clock = Clock.systemUTC();
        SignOff signOff = new SignOff(store, clock);
        int version = store.alone(() -> signOff.approve(id, approver.orElseThrow(), base, where.rollOut(store, clock)));
        spec.commandLine().getErr().println(where.told(store, version));
        return 0;
    }

    private void require(boolean condition, String message) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
