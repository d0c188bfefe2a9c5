package org.radiologygpt.fhir;

import ca.uhn.fhir.rest.client.api.IClientInterceptor;
import ca.uhn.fhir.rest.client.api.IHttpRequest;
import ca.uhn.fhir.rest.client.api.IHttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the {@code Retry-After} header of each thread's last call: HAPI's client drops it. RFC 9110 10.2.3: seconds or a
 * date.
 */
final class RetryAfter implements IClientInterceptor {
    private final Clock clock;
    private final ThreadLocal<Optional<Duration>> asked = ThreadLocal.withInitial(Optional::empty);

    RetryAfter(Clock clock) {
        this.clock = clock;
    }

    Optional<Duration> asked() {
        return asked.get();
    }

    /** Before another call. */
    void forget() {
        asked.remove();
    }

    @Override
    public void interceptRequest(IHttpRequest request) {
        asked.remove();
    }

    @Override
    public void interceptResponse(IHttpResponse response) {
        List<String> values = response.getHeaders("Retry-After");
        if (values != null && !values.isEmpty()) {
            asked.set(parse(values.get(0).strip(), clock));
        }
    }

    static Optional<Duration> parse(String value, Clock clock) {
        if (value.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            Instant until = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value));
            Duration wait = Duration.between(clock.instant(), until);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
