package org.radiologygpt.trainer.lora;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Steps from the last checkpoint to the end, with a checkpoint and an export every few minutes and after each evaluation of
 * held-out pairs. What is exported is the best state so far where pairs are held out for that, else the last.
 */
final class TrainingRun {
    private final TrainableLlama llama;
    private final TrainingData data;
    private final TrainSettings settings;
    private final TrainingOutput output;
    private final TrainingIdentity identity;
    private final PrintStream console;
    private final Clock clock;
    private final AdamW optimizer;
    private final int steps;
    private Checkpoint.State saved;

    TrainingRun(
            TrainableLlama llama,
            TrainingData data,
            TrainSettings settings,
            TrainingOutput output,
            TrainingIdentity identity,
            PrintStream console,
            Clock clock) {
        this.llama = llama;
        this.data = data;
        this.settings = settings;
        this.output = output;
        this.identity = identity;
        this.console = console;
        this.clock = clock;
        this.optimizer = new AdamW(llama.script(), llama.manager(), llama.trained(), settings.optimizer());
        this.steps = settings.steps(data.training().size());
        this.saved = new Checkpoint.State(0, identity, Selection.NONE);
    }

    /**
     * Trains from the checkpoint, or from the beginning.
     *
     * @param from the checkpoint to go on from, which is of this training
     * @param stopAfter steps after which to stop as if interrupted
     */
    void train(Optional<Checkpoint.State> from, int stopAfter) {
        BatchPlan plan = new BatchPlan(data.training(), settings.batchSize(), settings.seed());
        try (TrainingLoop loop = new TrainingLoop(llama, optimizer, plan, settings, steps)) {
            Files.createDirectories(output.directory());
            data.tokenizer().writeTo(output.directory());
            if (from.isPresent()) {
                resume(from.get());
            } else {
                output.checkpoint().forget();
                output.log().keep(0);
            }
            steps(loop, Math.min(steps, stopAfter));
        } catch (IOException e) {
            throw new TrainingException(
                    "writing to --out failed (" + reason(e) + "): " + kept()
                            + " is kept; make room on the disk and run again",
                    e);
        }
    }

    private static String reason(IOException e) {
        return e instanceof FileSystemException file && file.getReason() != null ? file.getReason() : e.getMessage();
    }

    private String kept() {
        return saved.steps() == 0 ? "what was there before" : "the checkpoint of step " + saved.steps();
    }

    /** The export is done again: a crash may have come between it and its checkpoint. */
    private void resume(Checkpoint.State state) throws IOException {
        saved = new Checkpoint.State(state.steps(), identity, state.selection());
        output.checkpoint().restore(saved.steps(), llama.trained(), optimizer);
        output.log().keep(saved.steps());
        export();
        console.println("resumed after step " + saved.steps()
                + (identity.continues(state.owner())
                        ? ""
                        : "; settings have changed since, so the result is not that of one uninterrupted training"));
    }

    private void steps(TrainingLoop loop, int end) throws IOException {
        Progress progress = new Progress(console, clock, saved.steps(), steps);
        Instant last = clock.instant();
        Selection selection = saved.selection();
        for (int done = saved.steps() + 1; done <= end && !selection.isExhausted(patience()); done++) {
            TrainingLoop.Step step = step(loop, done);
            progress.step(done, step.loss(), step.rate(), step.tokens());
            Optional<Validation> score = heldOut(done);
            output.log().add(done, step, score, clock.instant());
            selection = score.isPresent() ? selected(selection, done, score.get()) : selection;
            if (score.isPresent() || done == end || isDue(last)) {
                save(done, selection);
                last = clock.instant();
            }
        }
        if (selection.isExhausted(patience())) {
            console.println("stopped after step " + saved.steps() + ": the loss on held-out pairs has not fallen for "
                    + selection.misses() + " evaluations");
        }
    }

    private TrainingLoop.Step step(TrainingLoop loop, int done) {
        TrainingLoop.Step step = loop.step(done - 1);
        if (!step.isFinite()) {
            throw new TrainingException(String.format(
                    Locale.ROOT,
                    "step %d has loss %s and gradient norm %s: %s is kept; lower optimizer.learningRate, or look for broken"
                            + " weights in --base",
                    done,
                    step.loss(),
                    step.norm(),
                    kept()));
        }
        return step;
    }

    private int patience() {
        return settings.selecting().patience();
    }

    private Optional<Validation> heldOut(int done) {
        int every = settings.selecting()
                .every(settings.stepsPerEpoch(data.training().size()));
        return !data.selection().isEmpty() && (done == steps || done % every == 0)
                ? Optional.of(Validation.of(llama, data.selection(), settings.microTokens()))
                : Optional.empty();
    }

    private Selection selected(Selection before, int done, Validation score) throws IOException {
        Selection after = before.with(
                new Selection.Scored(done, score.loss()), settings.selecting().keepBest());
        if (after.holds(done)) {
            output.keep(done, llama.trained());
        }
        console.println(String.format(
                Locale.ROOT,
                "step %d: held-out pairs: loss %.4f, exact %.1f %%%s",
                done,
                score.loss(),
                100 * score.exact(),
                after.misses() == 0 ? ", the best so far" : ""));
        return after;
    }

    private boolean isDue(Instant last) {
        long millis = Math.round(settings.checkpointMinutes() * 60_000);
        return Duration.between(last, clock.instant()).toMillis() >= millis;
    }

    /** The best states are on the disk before the checkpoint that names them, and are deleted after one that does not. */
    private void save(int done, Selection selection) throws IOException {
        Checkpoint.State state = new Checkpoint.State(done, identity, selection);
        output.checkpoint().save(state, llama.trained(), optimizer);
        saved = state;
        export();
        console.println("step " + done + " saved" + validation());
    }

    private void export() throws IOException {
        Optional<Selection.Scored> best = saved.selection().first();
        if (best.isPresent()) {
            output.choose(best.get().steps());
        } else {
            output.export(llama.trained());
        }
        output.keepOnly(saved.selection());
        output.page();
    }

    private String validation() {
        if (data.validation().isEmpty()) {
            return "";
        }
        Validation score = Validation.of(llama, data.validation(), settings.microTokens());
        return String.format(Locale.ROOT, "; held out: loss %.4f, exact %.1f %%", score.loss(), 100 * score.exact());
    }
}
