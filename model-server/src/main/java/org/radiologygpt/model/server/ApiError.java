package org.radiologygpt.model.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.radiologygpt.model.generate.AdapterOutcome.Refused;
import org.radiologygpt.model.generate.GenerationException;

/**
 * A request that is answered with an error in OpenAI's shape. The message never contains a prompt, an answer or any other
 * text of the request, but for the name of an adapter, which has letters only that can stand anywhere. Nor does it contain
 * a path of this machine.
 */
final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;
    private final String code;
    private final String param;
    private final int retryAfterSeconds;

    private ApiError(int status, String type, String code, String param, String message) {
        this(status, type, code, param, message, 0);
    }

    private ApiError(int status, String type, String code, String param, String message, int retryAfterSeconds) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
        this.code = code;
        this.param = param;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** 400: a field has a value that is wrong or not supported. */
    static ApiError field(String param, String message) {
        return new ApiError(400, "invalid_request_error", "invalid_value", param, message);
    }

    /** 400: the body as a whole. */
    static ApiError body(String message) {
        return new ApiError(400, "invalid_request_error", "invalid_body", "", message);
    }

    /** 400: the model's chat template does not take the conversation. */
    static ApiError chat(String message) {
        return new ApiError(400, "invalid_request_error", "chat_template_refused", "messages", message);
    }

    static ApiError tooLarge(int limit) {
        return new ApiError(
                413, "invalid_request_error", "body_too_large", "", "the body is larger than " + limit + " bytes");
    }

    static ApiError tooSlow() {
        return new ApiError(
                408, "invalid_request_error", "request_timeout", "", "the body did not come whole in the time for it");
    }

    static ApiError stopping(int retryAfterSeconds) {
        return new ApiError(
                503, "server_error", "stopping", "", "the server stops and takes no new request", retryAfterSeconds);
    }

    static ApiError noCertificate() {
        return new ApiError(
                401,
                "authentication_error",
                "client_certificate_required",
                "",
                "this path is for clients with a certificate");
    }

    static ApiError unauthorized() {
        return new ApiError(401, "authentication_error", "invalid_api_key", "", "the API key is missing or wrong");
    }

    /** 403: the key is right for texts, not for this. */
    static ApiError adminKeyWanted() {
        return new ApiError(
                403,
                "permission_error",
                "admin_key_required",
                "",
                "adapters are loaded and unloaded with the admin key, this is the API key");
    }

    static ApiError unknownModel() {
        return new ApiError(
                404,
                "invalid_request_error",
                "model_not_found",
                "model",
                "this model is not served here, GET /v1/models lists those that are");
    }

    /** 404: no such adapter to unload. */
    static ApiError unknownAdapter() {
        return new ApiError(
                404,
                "invalid_request_error",
                "adapter_not_found",
                "lora_name",
                "no adapter of this name is loaded, GET /v1/models lists those that are");
    }

    /** 403: adapters cannot be changed over HTTP. */
    static ApiError adaptersFixed() {
        return new ApiError(
                403,
                "invalid_request_error",
                "adapter_loading_disabled",
                "",
                "adapters can be loaded and unloaded only where the server was started with --allow-adapter-loading");
    }

    /** 409: adapters are loaded one at a time. */
    static ApiError busyLoading() {
        return new ApiError(
                409,
                "invalid_request_error",
                "adapter_loading",
                "",
                "another adapter is being loaded and verified, try again when it is");
    }

    /** What the refusal of an adapter, known by the name it was to get, means to the caller. */
    static ApiError of(String adapter, Refused refused) {
        String message = "adapter " + adapter + ": " + refused.message();
        return switch (refused.reason()) {
            case BAD_ADAPTER -> new ApiError(400, "invalid_request_error", "bad_adapter", "lora_path", message);
            case WRONG_DIGEST -> new ApiError(400, "invalid_request_error", "wrong_digest", "digest", message);
            case CANARY_FAILED -> new ApiError(400, "invalid_request_error", "canary_failed", "lora_path", message);
            case NO_PLACE -> new ApiError(409, "invalid_request_error", "no_place", "", message);
        };
    }

    static ApiError unknownTask() {
        return new ApiError(
                404,
                "invalid_request_error",
                "task_not_found",
                "task",
                "there is no such task, GET /v1/tasks lists those that are");
    }

    static ApiError unknownPath() {
        return new ApiError(404, "invalid_request_error", "unknown_url", "", "there is nothing at this path");
    }

    static ApiError wrongMethod(String allowed) {
        return new ApiError(
                405, "invalid_request_error", "method_not_allowed", "", "this path takes " + allowed + " only");
    }

    static ApiError ofStatus(int status) {
        String type = status < 500 ? "invalid_request_error" : "server_error";
        return new ApiError(status, type, "http_" + status, "", "the request could not be served");
    }

    /** What a failure of the generator means to the caller. */
    static ApiError of(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof ApiError error) {
            return error;
        }
        if (cause instanceof GenerationException refused) {
            return of(refused);
        }
        if (cause instanceof CancellationException) {
            return new ApiError(503, "server_error", "cancelled", "", "the request was cancelled");
        }
        if (cause instanceof IOException) {
            return new ApiError(400, "invalid_request_error", "disconnected", "", "the request ended early");
        }
        return ofStatus(500);
    }

    private static ApiError of(GenerationException refused) {
        String message = refused.getMessage();
        return switch (refused.kind()) {
            case PROMPT_TOO_LONG ->
                new ApiError(400, "invalid_request_error", "context_length_exceeded", "prompt", message);
            case OVERLOADED ->
                new ApiError(429, "rate_limit_error", "overloaded", "", message, refused.retryAfterSeconds());
            case DEADLINE_EXCEEDED -> new ApiError(504, "server_error", "deadline_exceeded", "", message);
            case CANCELLED -> new ApiError(503, "server_error", "cancelled", "", message);
            case UNLOADED -> unknownModel();
            case UNAVAILABLE -> new ApiError(503, "server_error", "unavailable", "", message);
        };
    }

    int status() {
        return status;
    }

    /** Names the kind of error; one of few. */
    String code() {
        return code;
    }

    /** When to come again; 0 where nobody knows. */
    int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** {@code {"error":{"message","type","param","code"}}}. */
    ObjectNode toJson() {
        ObjectNode json = Json.object();
        ObjectNode error = json.putObject("error");
        error.put("message", getMessage());
        error.put("type", type);
        error.put("param", param.isEmpty() ? null : param);
        error.put("code", code);
        return json;
    }
}
