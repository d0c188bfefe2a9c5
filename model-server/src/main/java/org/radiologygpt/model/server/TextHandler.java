package org.radiologygpt.model.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.radiologygpt.model.generate.Generation;
import org.radiologygpt.model.generate.GenerationException;
import org.radiologygpt.model.generate.Piece;
import org.radiologygpt.model.generate.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers completions and chats; logs who answered and how long it took, never what was asked or said. */
final class TextHandler {
    private static final Logger LOG = LoggerFactory.getLogger(TextHandler.class);
    private static final Pattern WAIT = Pattern.compile("(?i)wait=([1-9][0-9]{0,5})");
    private static final byte[] DONE = "[DONE]".getBytes(UTF_8);

    private final Models models;
    private final ServerOptions options;
    private final Clock clock;
    private final Executor executor;
    private final Meters meters;

    TextHandler(Models models, ServerOptions options, Clock clock, Executor executor, Meters meters) {
        this.models = models;
        this.options = options;
        this.clock = clock;
        this.executor = executor;
        this.meters = meters;
    }

    void answer(Endpoint endpoint, byte[] body, Request request, Response response, Callback callback) {
        Call call = Call.read(endpoint, body, models, options.withDeadline(deadline(request)));
        request.addIdleTimeoutListener(timeout -> false);
        String id = endpoint.idPrefix() + UUID.randomUUID();
        Answer answer = new Answer(
                endpoint, id, clock.instant().getEpochSecond(), call.model().name(), call.additions());
        if (call.stream()) {
            stream(call, answer, request, response, callback);
        } else {
            whole(call, answer, request, response, callback);
        }
    }

    /** RFC 7240: a client that goes away leaves no trace on an HTTP/1.1 connection, so it may say when it will. */
    private Duration deadline(Request request) {
        Duration wanted = options.deadline();
        for (String preference : request.getHeaders().getCSV("Prefer", false)) {
            Matcher wait = WAIT.matcher(preference);
            if (wait.matches()) {
                Duration limit = Duration.ofSeconds(Long.parseLong(wait.group(1)));
                wanted = limit.compareTo(wanted) < 0 ? limit : wanted;
            }
        }
        return wanted;
    }

    private void whole(Call call, Answer answer, Request request, Response response, Callback callback) {
        CompletableFuture<Generation> text = generate(call, piece -> {});
        request.addFailureListener(failure -> text.cancel(false));
        whenComplete(
                call,
                answer.endpoint(),
                text,
                callback,
                generation -> Replies.send(response, callback, 200, answer.whole(generation)),
                error -> Replies.send(response, callback, error));
    }

    private void stream(Call call, Answer answer, Request request, Response response, Callback callback) {
        EventStream events = new EventStream(response, callback);
        AtomicInteger told = new AtomicInteger();
        CompletableFuture<Generation> text = generate(call, piece -> {
            told.addAndGet(piece.tokens().size());
            events.send(Json.write(answer.piece(piece, !events.started())));
        });
        request.addFailureListener(failure -> text.cancel(false));
        events.broken().thenRun(() -> text.cancel(false));
        whenComplete(
                call,
                answer.endpoint(),
                text,
                callback,
                generation -> end(events, call, answer, generation, told.get()),
                events::fail);
    }

    private void whenComplete(
            Call call,
            Endpoint endpoint,
            CompletableFuture<Generation> text,
            Callback callback,
            Consumer<Generation> onText,
            Consumer<ApiError> onError) {
        long since = System.nanoTime();
        text.whenCompleteAsync(
                (generation, failure) -> {
                    try {
                        log(call, generation, failure);
                        count(call, endpoint, generation, failure, System.nanoTime() - since);
                        if (failure == null) {
                            onText.accept(generation);
                        } else {
                            onError.accept(ApiError.of(failure));
                        }
                    } catch (RuntimeException | Error e) {
                        LOG.error(
                                "an answer could not be sent: {}", e.getClass().getName());
                        // Jetty logs what it is told; the message may hold text of the answer.
                        callback.failed(new IllegalStateException(e.getClass().getName()));
                    }
                },
                executor);
    }

    /** An adapter that was replaced after the request had found it is looked up again: the name was served all the time. */
    private CompletableFuture<Generation> generate(Call call, Consumer<Piece> onText) {
        CompletableFuture<Generation> text = submit(call, onText);
        boolean again = left(text) && models.replaced(call.model());
        return again ? generate(call.of(models.get(call.model().name())), onText) : text;
    }

    private static boolean left(CompletableFuture<Generation> text) {
        return text.isCompletedExceptionally()
                && text.handle((generation, failure) -> failure).join() instanceof GenerationException refused
                && refused.kind() == GenerationException.Cause.UNLOADED;
    }

    private CompletableFuture<Generation> submit(Call call, Consumer<Piece> onText) {
        Progress progress = meters.progress(call.model(), call.request().turn().priority());
        try {
            return call.model().generator().generate(call.request().withProgress(progress), onText);
        } catch (IllegalArgumentException e) {
            throw ApiError.field("prompt", "prompt has no tokens");
        }
    }

    private static void end(EventStream events, Call call, Answer answer, Generation generation, int told) {
        events.send(Json.write(answer.end(generation, told, !events.started())));
        if (call.streamUsage()) {
            events.send(Json.write(answer.usage(generation)));
        }
        events.send(DONE);
        events.end();
    }

    private static void log(Call call, Generation generation, Throwable failure) {
        if (failure == null) {
            LOG.info(
                    "{} answered {} tokens to {}",
                    call.model().name(),
                    generation.completionTokens(),
                    generation.promptTokens());
        } else {
            LOG.warn(
                    "{} gave no answer: {}",
                    call.model().name(),
                    ApiError.of(failure).status());
        }
    }

    private void count(Call call, Endpoint endpoint, Generation generation, Throwable failure, long nanos) {
        if (failure == null) {
            meters.answered(endpoint, call.model(), generation, nanos);
        } else {
            meters.failed(endpoint, Optional.of(call.model()), ApiError.of(failure));
        }
    }
}
