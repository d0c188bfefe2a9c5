package org.radiologygpt.routes.admin;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.util.function.Supplier;
import org.radiologygpt.routes.control.Rules;
import org.radiologygpt.routes.http.HttpDoor;
import org.radiologygpt.routes.intake.Intake;

/** Listens for operators. */
public final class AdminServer implements AutoCloseable {
    private final HttpDoor door;

    private AdminServer(HttpDoor door) {
        this.door = door;
    }

    /**
     * Starts listening.
     *
     * @param topic where rules are stored
     * @param rules the rules in force in this engine; throws a {@code ControlException} where they are not known
     * @param intake the durable write
     * @throws IOException where the address cannot be listened on
     */
    public static AdminServer start(
            AdminSettings settings,
            String topic,
            Supplier<Rules> rules,
            Intake intake,
            MeterRegistry registry,
            Clock clock)
            throws IOException {
        RuleChanges changes = new RuleChanges(topic, rules, intake, clock);
        AdminHandler handler = new AdminHandler(settings, new RuleRequests(changes, rules), registry);
        return new AdminServer(HttpDoor.open("admin", settings.address(), handler));
    }

    /** Port that is listened on. */
    public int port() {
        return door.port();
    }

    /** Whether calls are taken. */
    public boolean isOpen() {
        return door.isOpen();
    }

    /** Answers the requests in hand and stops. */
    @Override
    public void close() {
        door.close();
    }
}
