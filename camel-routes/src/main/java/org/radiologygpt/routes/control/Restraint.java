package org.radiologygpt.routes.control;

import java.util.Optional;
import org.radiologygpt.report.RadiologyReport;

/** What forbids to draft. Thread-safe. */
@FunctionalInterface
public interface Restraint {

    /**
     * The rule that forbids to draft a report now.
     *
     * @throws ControlException where the rules are not known well enough
     */
    Optional<Rule> forbidding(RadiologyReport report);
}
