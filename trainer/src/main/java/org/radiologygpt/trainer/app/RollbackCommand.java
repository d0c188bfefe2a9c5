package org.radiologygpt.trainer.app;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.radiologygpt.trainer.rollout.AdapterStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rollback}: an older version of an adapter in use again. */
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description = "Brings the version of an adapter that was in use before, or one that is named, back into use.",
        footer = {
            "",
            "Exit code: 0 where it is (without --server: at a server's next start), 1 where it is not, and then one sentence"
                    + " says what is; 2 for wrong usage."
        })
final class RollbackCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "What requests call the adapter.")
    private String name;

    @Option(names = "--to", paramLabel = "N", description = "The version (default: the one in use before).")
    private Optional<Integer> to = Optional.empty();

    @Option(
            names = "--by",
            paramLabel = "WHO",
            description = "Who does it, for the history (default: the system's user).")
    private Optional<String> by = Optional.empty();

    @Mixin
    private StoreOptions where;

    @Override
    public Integer call() throws Exception {
        AdapterStore store = where.store(name);
        String who = by.orElseGet(() -> System.getProperty("user.name"));
        int version = store.alone(() -> where.rollOut(store, Clock.systemUTC()).rollBack(to, who));
        spec.commandLine().getOut().println(where.told(store, version));
        return 0;
    }
}
