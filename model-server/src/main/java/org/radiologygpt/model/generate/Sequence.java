package org.radiologygpt.model.generate;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.radiologygpt.model.generate.Generation.Finish;
import org.radiologygpt.model.generate.GenerationException.Cause;

/** One answer while it grows. Only the scheduler's thread touches it, but for its future. */
final class Sequence {
    private final int[] prompt;
    private final AdapterLoad adapter;
    private final int limit;
    private final Tokens tokens;
    private final Consumer<Piece> onText;
    private final Sampler sampler;
    private final TextStream stream;
    private final StopTexts stops;
    private final Timeline timeline;
    private final ScoreTrail scores;
    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<Generation> answer = new CompletableFuture<>();
    private int generated;
    private int last;

    /**
     * A new answer.
     *
     * @param context longest sequence of the decoder in tokens; longer than the prompt
     */
    Sequence(
            int[] prompt,
            int context,
            Tokens tokens,
            GenerationRequest request,
            Consumer<Piece> onText,
            AdapterLoad adapter) {
        this.prompt = prompt;
        this.adapter = adapter;
        this.limit = Math.min(request.maxTokens(), context - prompt.length);
        this.tokens = tokens;
        this.onText = onText;
        this.sampler = new Sampler(request.sampling(), prompt);
        this.stream = new TextStream(tokens, prompt);
        this.stops = new StopTexts(request.stop());
        this.timeline = new Timeline(request.progress(), System::nanoTime);
        this.scores = new ScoreTrail(request.scoring(), tokens);
    }

    int[] prompt() {
        return prompt;
    }

    /** What all its tokens are computed with. */
    AdapterLoad adapter() {
        return adapter;
    }

    CompletableFuture<Generation> answer() {
        return answer;
    }

    /**
     * It got a slot.
     *
     * @param reused tokens of the prompt that the slot held already
     */
    void admitted(int reused) {
        timeline.admitted(prompt.length, reused);
    }

    /** The token to append next. */
    int last() {
        return last;
    }

    /** Whether nobody waits for it any more: cancelled, failed, or past its deadline. */
    boolean abandoned() {
        return answer.isDone();
    }

    void fail(Cause cause, String message) {
        fail(new GenerationException(cause, message));
    }

    void fail(GenerationException failure) {
        answer.completeExceptionally(failure);
    }

    /** Takes the logits of the next token. Returns whether the answer goes on. */
    boolean accept(float[] logits) {
        int id = sampler.next(logits);
        if (tokens.ends(id)) {
            finish(Finish.STOP);
        } else {
            scores.chosen(id, logits);
            append(id);
        }
        return !abandoned();
    }

    private void append(int id) {
        last = id;
        generated++;
        timeline.token();
        decoded(stream.add(id));
        if (stops.stopped()) {
            complete(Finish.STOP);
        } else if (generated == limit) {
            finish(Finish.LENGTH);
        }
    }

    private void finish(Finish reason) {
        decoded(stream.finish());
        emit(stops.finish());
        if (stops.stopped()) {
            complete(Finish.STOP);
        } else {
            scores.rest();
            complete(reason);
        }
    }

    private void decoded(String piece) {
        scores.decoded(piece);
        emit(stops.add(piece));
    }

    private void complete(Finish reason) {
        answer.complete(new Generation(text.toString(), reason, prompt.length, generated, scores.told()));
    }

    private void emit(String piece) {
        if (piece.isEmpty() || abandoned()) {
            return;
        }
        text.append(piece);
        try {
            onText.accept(new Piece(piece, scores.within(text.length())));
        } catch (RuntimeException e) {
            fail(
                    Cause.CANCELLED,
                    "the receiver of the text failed: " + e.getClass().getSimpleName());
        }
    }
}
