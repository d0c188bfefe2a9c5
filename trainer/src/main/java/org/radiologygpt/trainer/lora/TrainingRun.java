package org.radiologygpt.trainer.lora;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.radiologygpt.model.prompt.PromptTemplate;

/** Steps from the last checkpoint to the end, with a checkpoint and an export every few minutes. */
final class TrainingRun {
    private final TrainableLlama llama;
    private final TrainingData data;
    private final TrainSettings settings;
    private final TrainingOutput output;
    private final PrintStream console;
    private final Clock clock;
    private final AdamW optimizer;
    private final int steps;
    private final String fingerprint;

    TrainingRun(
            TrainableLlama llama,
            TrainingData data,
            TrainSettings settings,
            TrainingOutput output,
            PrintStream console,
            Clock clock) {
        this.llama = llama;
        this.data = data;
        this.settings = settings;
        this.output = output;
        this.console = console;
        this.clock = clock;
        this.optimizer = new AdamW(llama.script(), llama.manager(), llama.trained(), settings.optimizer());
        this.steps = settings.steps(data.training().size());
        this.fingerprint = PromptTemplate.sha256(settings.identity() + " " + data.config() + " " + data.hash());
    }

    void train(boolean resume, int stopAfter) throws IOException {
        int first = resume ? output.checkpoint().steps(fingerprint).orElse(0) : 0;
        if (first > 0) {
            output.checkpoint().restore(first, llama.trained(), optimizer);
            console.println("resumed after step " + first);
        }
        BatchPlan plan = new BatchPlan(data.training(), settings.batchSize(), settings.seed());
        try (TrainingLoop loop = new TrainingLoop(llama, optimizer, plan, settings, steps)) {
            steps(loop, first, Math.min(steps, stopAfter));
        }
    }

    private void steps(TrainingLoop loop, int first, int end) throws IOException {
        Progress progress = new Progress(console, clock, first, steps);
        Instant saved = clock.instant();
        for (int step = first; step < end; step++) {
            TrainingLoop.Step done = loop.step(step);
            progress.step(step + 1, done.loss(), done.rate(), done.tokens());
            output.log(step + 1, done, clock.instant());
            if (step + 1 == end || isDue(saved)) {
                save(step + 1);
                saved = clock.instant();
            }
        }
    }

    private boolean isDue(Instant saved) {
        long millis = Math.round(settings.checkpointMinutes() * 60_000);
        return Duration.between(saved, clock.instant()).toMillis() >= millis;
    }

    private void save(int done) throws IOException {
        output.checkpoint().save(done, fingerprint, llama.trained(), optimizer);
        output.export(llama.trained());
        console.println("step " + done + " saved" + validation());
    }

    private String validation() {
        if (data.validation().isEmpty()) {
            return "";
        }
        Validation score = Validation.of(llama, data.validation(), settings.microTokens());
        return String.format(Locale.ROOT, "; held out: loss %.4f, exact %.1f %%", score.loss(), 100 * score.exact());
    }
}
