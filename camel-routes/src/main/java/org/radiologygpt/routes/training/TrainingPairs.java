package org.radiologygpt.routes.training;

import java.util.Optional;
import org.radiologygpt.report.RadiologyReport;

/** Where training pairs go. Thread-safe; publishing again replaces. */
public interface TrainingPairs {

    /**
     * Publishes the pair of a signed report, in place of an older one.
     *
     * @param shown the draft that the radiologist can have seen while signing; blank where the store does
     *     not keep its words
     * @throws TrainingException where it is not known whether it was published
     */
    void publish(RadiologyReport report, Optional<String> shown);

    /**
     * Takes the pair of a report back.
     *
     * @throws TrainingException where it is not known whether it was taken back
     */
    void withdraw(RadiologyReport report);

    /** Nowhere: no key is configured that could make pseudonyms. */
    static TrainingPairs none() {
        return new TrainingPairs() {
            @Override
            public void publish(RadiologyReport report, Optional<String> shown) {}

            @Override
            public void withdraw(RadiologyReport report) {}
        };
    }
}
