package org.radiologygpt.routes.draft;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.radiologygpt.draft.ModelIdentity;
import org.radiologygpt.model.generate.Generation;
import org.radiologygpt.model.generate.GenerationException;
import org.radiologygpt.model.generate.GenerationRequest;
import org.radiologygpt.model.generate.Sampling;
import org.radiologygpt.model.generate.TextGenerator;
import org.radiologygpt.routes.draft.ModelException.Kind;

/** Asks a generator in this JVM: for drafting offline, without a server. */
public final class GeneratorModel implements ImpressionModel {
    private final TextGenerator generator;
    private final ModelIdentity identity;
    private final int maxTokens;
    private final Duration deadline;
    private final List<String> stop;

    /**
     * Wraps a generator, which stays the caller's to close.
     *
     * @param maxTokens most tokens of an answer
     * @param deadline longest wait for an answer
     * @param stop texts that end an answer
     */
    public GeneratorModel(
            TextGenerator generator, ModelIdentity identity, int maxTokens, Duration deadline, List<String> stop) {
        this.generator = generator;
        this.identity = identity;
        this.maxTokens = maxTokens;
        this.deadline = deadline;
        this.stop = List.copyOf(stop);
    }

    @Override
    public Completion complete(String prompt) {
        var request = new GenerationRequest(prompt, maxTokens, Sampling.GREEDY, stop, deadline);
        Generation answer = await(generator.generate(request, text -> {}));
        boolean truncated = answer.finish() == Generation.Finish.LENGTH;
        return new Completion(answer.text(), truncated, answer.promptTokens(), answer.completionTokens(), identity);
    }

    private Generation await(Future<Generation> answer) {
        try {
            return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new ModelException(Kind.TIMEOUT, "no answer of the model within its deadline");
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new ModelException(Kind.UNAVAILABLE, "interrupted while waiting for the model");
        } catch (ExecutionException e) {
            throw translated(e.getCause());
        }
    }

    private static ModelException translated(Throwable cause) {
        if (cause instanceof GenerationException e) {
            return new ModelException(kind(e.kind()), "generation failed: " + e.kind());
        }
        return new ModelException(
                Kind.FAILED, "generation failed: " + cause.getClass().getName());
    }

    private static Kind kind(GenerationException.Cause cause) {
        return switch (cause) {
            case PROMPT_TOO_LONG -> Kind.PROMPT_TOO_LONG;
            case DEADLINE_EXCEEDED -> Kind.TIMEOUT;
            case OVERLOADED, CANCELLED, UNLOADED, UNAVAILABLE -> Kind.UNAVAILABLE;
        };
    }
}
