package org.radiologygpt.routes.quickstart;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the content of a request out of the errors about it, before HAPI logs them: its own messages quote the value
 * that it could not parse. What stays is HAPI's message number; our own messages hold no content and stay whole.
 */
@Interceptor
public final class FhirFailures {
    private static final Pattern NUMBER = Pattern.compile("HAPI-\\d+");

    FhirFailures() {}

    /** The failure as it may be logged and answered. */
    @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
    public BaseServerResponseException cleaned(Throwable failure) {
        int status = failure instanceof BaseServerResponseException answer ? answer.getStatusCode() : 500;
        String text = Optional.ofNullable(failure.getMessage()).orElse("");
        Matcher number = NUMBER.matcher(text);
        boolean ours = failure instanceof BaseServerResponseException && failure.getCause() == null && !number.find();
        if (ours) {
            return (BaseServerResponseException) failure;
        }
        String what =
                number.reset().find() ? number.group() : failure.getClass().getSimpleName();
        return BaseServerResponseException.newInstance(status, "request refused: " + what);
    }
}
