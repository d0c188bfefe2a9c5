package org.radiologygpt.routes.lifecycle;

import java.util.Optional;
import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.draft.DraftRef;
import org.radiologygpt.draft.Review;

/** What the life of a draft changes elsewhere. Each may be asked for again, and then changes nothing. */
public interface Effects {

    /** Takes a draft and its task back, where they are. */
    void cancel(DraftRef draft, CancelReason reason);

    /** Ends the task of a reviewed draft. */
    void closeTask(DraftRef draft, Review review);

    /** Publishes the training pair of the report at hand, in place of an older one. */
    void publishPair(Optional<DraftRef> shown);

    /** Takes the training pair back. */
    void withdrawPair();

    /** The message's id was used before, for another message. */
    void warnIdReused();
}
