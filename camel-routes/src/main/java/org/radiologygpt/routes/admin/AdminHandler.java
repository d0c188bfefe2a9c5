package org.radiologygpt.routes.admin;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.radiologygpt.routes.http.RequestBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may ask, in what form, and what is answered; what is asked, {@link RuleRequests} know. */
final class AdminHandler extends Handler.Abstract {
    private static final Logger AUDIT = LoggerFactory.getLogger("org.radiologygpt.audit");
    private static final Answer UNAUTHORIZED = Answer.error(401, "unauthorized", "Authorization must be Bearer TOKEN");
    private static final Answer FORBIDDEN = Answer.error(403, "read_only", "this token lists rules only");
    private static final Answer METHOD =
            Answer.error(405, "method_not_allowed", "allowed: " + String.join(", ", Answer.METHODS));
    private static final Answer TOO_LARGE = Answer.error(413, "too_large", "body is longer than admin.max-bytes");
    private static final Answer CUT_OFF = Answer.error(400, "truncated", "body ended early");
    private static final Answer MEDIA_TYPE =
            Answer.error(415, "unsupported_media_type", "Content-Type must be application/json");

    private final AdminSettings settings;
    private final RuleRequests rules;
    private final MeterRegistry registry;

    AdminHandler(AdminSettings settings, RuleRequests rules, MeterRegistry registry) {
        this.settings = settings;
        this.rules = rules;
        this.registry = registry;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Answer answer = refusal(request).orElseGet(() -> asked(request));
        if (answer == UNAUTHORIZED || answer == FORBIDDEN) {
            AUDIT.warn("admin refused {} {}", request.getMethod(), answer.reason());
        }
        send(response, callback, answer);
        return true;
    }

    /** Before anything else is said: a stranger does not learn which paths there are. */
    private Optional<Answer> refusal(Request request) {
        String header = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        boolean bearer = header != null && header.startsWith("Bearer ");
        boolean writes = bearer && settings.token().isIn(header);
        boolean reads =
                bearer && settings.readToken().filter(read -> read.isIn(header)).isPresent();
        if (!writes && !reads) {
            return Optional.of(UNAUTHORIZED);
        }
        if (!Answer.METHODS.contains(request.getMethod())) {
            return Optional.of(METHOD);
        }
        return writes || request.getMethod().equals("GET") ? Optional.empty() : Optional.of(FORBIDDEN);
    }

    private Answer asked(Request request) {
        String path = Request.getPathInContext(request);
        String method = request.getMethod();
        boolean changes = method.equals("POST") || method.equals("PUT");
        if (!changes) {
            return method.equals("GET")
                    ? rules.list(path)
                    : rules.lift(path, Request.extractQueryParameters(request)::getValue);
        }
        RequestBody body = RequestBody.of(request, settings.maxBytes());
        if (body instanceof RequestBody.Whole whole) {
            return isJson(request) ? rules.set(method, path, whole.bytes()) : MEDIA_TYPE;
        }
        return body instanceof RequestBody.TooLarge ? TOO_LARGE : CUT_OFF;
    }

    private static boolean isJson(Request request) {
        String type = Optional.ofNullable(request.getHeaders().get(HttpHeader.CONTENT_TYPE))
                .orElse("");
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end))
                .strip()
                .toLowerCase(Locale.ROOT)
                .equals("application/json");
    }

    private void send(Response response, Callback callback, Answer answer) {
        registry.counter(
                        "radiology.admin.requests",
                        "status",
                        Integer.toString(answer.status()),
                        "reason",
                        answer.reason())
                .increment();
        response.setStatus(answer.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        if (answer == UNAUTHORIZED) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
        }
        if (answer.status() == 405) {
            response.getHeaders().put(HttpHeader.ALLOW, String.join(", ", Answer.METHODS));
        }
        if (answer == TOO_LARGE || answer == UNAUTHORIZED) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        response.write(true, StandardCharsets.UTF_8.encode(answer.body().toString()), callback);
    }
}
