package org.radiologygpt.routes.subscription;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.radiologygpt.routes.http.RequestBody;

/**
 * {@code POST} or {@code PUT} of a resource to the endpoint or below it: FHIR R4 lets a server do either, and add
 * {@code DiagnosticReport/id} to the path.
 */
final class SubscriptionHandler extends Handler.Abstract {
    private static final Set<String> TYPES =
            Set.of("application/fhir+json", "application/json", "application/json+fhir");

    private final SubscriptionSettings settings;
    private final Notifications notifications;
    private final MeterRegistry registry;

    SubscriptionHandler(SubscriptionSettings settings, Notifications notifications, MeterRegistry registry) {
        this.settings = settings;
        this.notifications = notifications;
        this.registry = registry;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Request.getPathInContext(request);
        if (!path.equals(settings.path()) && !path.startsWith(settings.path() + "/")) {
            return false;
        }
        refusal(request)
                .map(CompletableFuture::completedFuture)
                .orElseGet(() -> received(request))
                .thenAccept(answer -> send(response, callback, answer));
        return true;
    }

    /** What can be said without the body. */
    private Optional<Answer> refusal(Request request) {
        if (!settings.secret().isIn(request.getHeaders().get(settings.header()))) {
            return Optional.of(Answer.UNAUTHORIZED);
        }
        if (!request.getMethod().equals("POST") && !request.getMethod().equals("PUT")) {
            return Optional.of(Answer.METHOD);
        }
        if (request.getLength() > settings.maxBytes()) {
            return Optional.of(Answer.TOO_LARGE);
        }
        return request.getLength() == 0 || isJson(request) ? Optional.empty() : Optional.of(Answer.MEDIA_TYPE);
    }

    private CompletableFuture<Answer> received(Request request) {
        RequestBody body = RequestBody.of(request, settings.maxBytes());
        if (body instanceof RequestBody.Whole whole) {
            return notifications.receive(whole.bytes());
        }
        return CompletableFuture.completedFuture(
                body instanceof RequestBody.TooLarge ? Answer.TOO_LARGE : Answer.CUT_OFF);
    }

    private static boolean isJson(Request request) {
        String type = Optional.ofNullable(request.getHeaders().get(HttpHeader.CONTENT_TYPE))
                .orElse("");
        int end = type.indexOf(';');
        return TYPES.contains((end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT));
    }

    private void send(Response response, Callback callback, Answer answer) {
        registry.counter(
                        "radiology.subscription.requests",
                        "status",
                        Integer.toString(answer.status()),
                        "reason",
                        answer.reason())
                .increment();
        response.setStatus(answer.status());
        if (answer == Answer.METHOD) {
            response.getHeaders().put(HttpHeader.ALLOW, "POST, PUT");
        }
        if (answer.isError()) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/fhir+json");
        }
        if (answer == Answer.TOO_LARGE || answer == Answer.UNAUTHORIZED) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        response.write(true, StandardCharsets.UTF_8.encode(answer.json()), callback);
    }
}
