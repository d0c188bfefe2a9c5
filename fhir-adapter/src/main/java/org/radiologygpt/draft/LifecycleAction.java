package org.radiologygpt.draft;

import java.util.Optional;

/**
 * What is to be done after an event, in this order and before the state is stored; only what {@code Generate},
 * {@code Resume} and {@code Write} ask for comes after. Each may be done again without harm.
 */
public sealed interface LifecycleAction {

    /** Ask the model for draft {@code number}. */
    record Generate(int number) implements LifecycleAction {}

    /** Whether this draft was stored is not known: look, and draft again only where it was not. */
    record Resume(DraftRef draft) implements LifecycleAction {}

    /** Store the draft in hand. */
    record Write(DraftRef draft) implements LifecycleAction {}

    /** Take a draft back, and its task, where the store holds it. */
    record Cancel(DraftRef draft, CancelReason reason) implements LifecycleAction {}

    /** End the task of a reviewed draft. */
    record CloseTask(DraftRef draft, Review review) implements LifecycleAction {}

    /**
     * Publish the training pair of the signed report, in place of an older one.
     *
     * @param shown the draft that the radiologist can have seen
     */
    record PublishPair(Optional<DraftRef> shown) implements LifecycleAction {}

    /** Take the training pair back. */
    record WithdrawPair() implements LifecycleAction {}

    /** MSH-10 was used before, for another message: tell, and go on. */
    record WarnIdReused() implements LifecycleAction {}

    /** The message is at its end. */
    record End(Ending ending) implements LifecycleAction {}
}
