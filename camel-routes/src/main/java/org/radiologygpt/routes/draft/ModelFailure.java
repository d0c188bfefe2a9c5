package org.radiologygpt.routes.draft;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.radiologygpt.routes.draft.ModelException.Kind;

/**
 * What an error of a server means. Servers say what was wrong in their own words, in four shapes:
 * {@code {"error":{"message","type","code"}}}, {@code {"object":"error","message","type","code"}},
 * {@code {"error":"…"}} and {@code {"detail":"…"}}. The words are looked at and never passed on: they may quote the prompt.
 */
final class ModelFailure {
    /** A 429 without {@code Retry-After}. */
    private static final Duration OVERLOAD = Duration.ofSeconds(1);

    private static final Pattern TOO_LONG = Pattern.compile(
            "maximum (?:context|input|model) length|max_(?:num_tokens|seq_len|model_len|input_len)"
                    + "|max_tokens must be at least 1",
            Pattern.CASE_INSENSITIVE);

    private ModelFailure() {}

    static ModelException of(Dialect dialect, HttpResponse<byte[]> response, Clock clock) {
        Words words = Words.of(ModelHttp.lenient(response.body()));
        int status = response.statusCode();
        return new ModelException(
                kind(dialect.kind(), status, words), sentence(status, words), status, wait(response, clock));
    }

    private static Kind kind(ServerKind server, int status, Words words) {
        return switch (status) {
            case 400, 413, 422 -> refusal(server, status, words);
            // Triton gives all that its backend says as a 500.
            case 500 -> server == ServerKind.TRITON && words.tooLong() ? Kind.PROMPT_TOO_LONG : Kind.FAILED;
            case 408, 504 -> Kind.TIMEOUT;
            default -> Kind.UNAVAILABLE;
        };
    }

    private static Kind refusal(ServerKind server, int status, Words words) {
        if (words.tooLong()) {
            return Kind.PROMPT_TOO_LONG;
        }
        if (words.noSuchModel()) {
            return Kind.UNAVAILABLE;
        }
        return server.blamesAllOnRequest() && status == 400 && words.ofGenerator() ? Kind.FAILED : Kind.REFUSED;
    }

    private static String sentence(int status, Words words) {
        return words.noSuchPath()
                ? "the model server has no such path (HTTP 404); model.server.api names another"
                : "model server: HTTP " + status;
    }

    private static Optional<Duration> wait(HttpResponse<byte[]> response, Clock clock) {
        int status = response.statusCode();
        if (status != 429 && status != 503) {
            return Optional.empty();
        }
        Optional<Duration> asked =
                response.headers().firstValue("Retry-After").flatMap(value -> RetryAfter.parse(value, clock));
        return asked.isPresent() || status == 503 ? asked : Optional.of(OVERLOAD);
    }

    /**
     * A server's words.
     *
     * @param ofGenerator whether they are in the shape of vLLM's generator, which TensorRT-LLM uses for whatever failed
     */
    private record Words(String message, String type, String code, boolean ofGenerator) {

        static Words of(JsonNode body) {
            JsonNode error = body.path("error");
            if (error.isObject()) {
                return new Words(text(error, "message"), text(error, "type"), text(error, "code"), false);
            }
            if (error.isTextual()) {
                return new Words(error.asText(), "", "", false);
            }
            if (body.path("detail").isTextual()) {
                return new Words(text(body, "detail"), "", "", false);
            }
            boolean generator = text(body, "object").equals("error");
            return new Words(text(body, "message"), text(body, "type"), text(body, "code"), generator);
        }

        private static String text(JsonNode node, String field) {
            return node.path(field).asText("");
        }

        boolean tooLong() {
            return code.equals("context_length_exceeded")
                    || TOO_LONG.matcher(message).find();
        }

        boolean noSuchModel() {
            return code.equals("model_not_found")
                    || type.equals("NotFoundError")
                    || message.startsWith("Unknown model")
                    || message.startsWith("Unknown LoRA");
        }

        boolean noSuchPath() {
            return message.equals("Not Found") || code.equals("unknown_url");
        }
    }
}
