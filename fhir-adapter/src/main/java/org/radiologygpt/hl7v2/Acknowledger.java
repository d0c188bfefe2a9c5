package org.radiologygpt.hl7v2;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decides which acknowledgements a message gets (HL7 v2.5.1 section 2.9) and writes them. The application
 * acknowledgement of the enhanced mode says that the message is in safe storage: drafting goes on without the sender.
 * Thread-safe where the ids are.
 */
public final class Acknowledger {
    private final AckMode mode;
    private final Clock clock;
    private final Supplier<String> controlIds;

    /**
     * Writes acknowledgements.
     *
     * @param clock for MSH-7, in its zone
     * @param controlIds for MSH-10, at most 20 characters each
     */
    public Acknowledger(AckMode mode, Clock clock, Supplier<String> controlIds) {
        this.mode = mode;
        this.clock = clock;
        this.controlIds = controlIds;
    }

    /** The answers to a message in safe storage. */
    public List<Acknowledgement> accepted(MessageHeader header) {
        return answers(header, AckVerdict.ACCEPTED, Optional.empty());
    }

    /** The answers to a message that is not taken. */
    public List<Acknowledgement> refused(MessageHeader header, AckReason reason) {
        return answers(header, reason.verdict(), Optional.of(reason));
    }

    /** The answer to bytes in which no header can be found, so that their sender need not wait for one. */
    public Acknowledgement refused(AckReason reason) {
        return acknowledgement(AckMessage.withoutHeader(), reason.verdict().application(), Optional.of(reason));
    }

    private List<Acknowledgement> answers(MessageHeader header, AckVerdict verdict, Optional<AckReason> reason) {
        AckMessage message = AckMessage.to(header);
        if (mode == AckMode.ORIGINAL || isOriginal(header)) {
            return List.of(acknowledgement(message, verdict.application(), reason));
        }
        List<Acknowledgement> answers = new ArrayList<>();
        if (AckCondition.of(header.acceptAcknowledgement()).wants(verdict)) {
            answers.add(acknowledgement(message, verdict.commit(), reason));
        }
        // A sender that has its CE or CR knows that no application saw the message.
        boolean told = !answers.isEmpty() && verdict != AckVerdict.ACCEPTED;
        if (!told && AckCondition.of(header.applicationAcknowledgement()).wants(verdict)) {
            answers.add(acknowledgement(message.asInitiator(), verdict.application(), reason));
        }
        return answers;
    }

    private Acknowledgement acknowledgement(AckMessage message, String code, Optional<AckReason> reason) {
        return new Acknowledgement(code, message.bytes(code, reason, controlIds.get(), clock));
    }

    private static boolean isOriginal(MessageHeader header) {
        return header.acceptAcknowledgement().isEmpty()
                && header.applicationAcknowledgement().isEmpty();
    }
}
