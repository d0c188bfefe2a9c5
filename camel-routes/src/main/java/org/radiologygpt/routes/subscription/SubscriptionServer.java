package org.radiologygpt.routes.subscription;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.radiologygpt.draft.Notice;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.routes.http.HttpDoor;
import org.radiologygpt.routes.intake.Intake;

/** Listens for the notifications of FHIR servers. */
public final class SubscriptionServer implements AutoCloseable {
    private final HttpDoor door;

    private SubscriptionServer(HttpDoor door) {
        this.door = door;
    }

    /**
     * Starts listening.
     *
     * @param reader reads a body as a report
     * @param notices reads a body that is no report as a review
     * @param topic where reports and reviews go
     * @param errorTopic where bodies go that are neither
     * @throws IOException where the address cannot be listened on
     */
    public static SubscriptionServer start(
            SubscriptionSettings settings,
            Function<byte[], ReadOutcome> reader,
            Function<byte[], Optional<Notice>> notices,
            String topic,
            String errorTopic,
            Intake intake,
            MeterRegistry registry)
            throws IOException {
        Notifications notifications = new Notifications(reader, notices, topic, errorTopic, intake);
        SubscriptionHandler handler = new SubscriptionHandler(settings, notifications, registry);
        return new SubscriptionServer(HttpDoor.open("subscription", settings.address(), handler));
    }

    /** Port that is listened on. */
    public int port() {
        return door.port();
    }

    /** Whether notifications are taken. */
    public boolean isOpen() {
        return door.isOpen();
    }

    /** Answers the requests in hand and stops. */
    @Override
    public void close() {
        door.close();
    }
}
