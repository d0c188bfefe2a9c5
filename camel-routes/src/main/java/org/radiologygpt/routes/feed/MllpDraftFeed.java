package org.radiologygpt.routes.feed;

import java.util.List;
import java.util.Optional;
import org.radiologygpt.hl7v2.MessageHeader;
import org.radiologygpt.routes.mllp.MllpSender;
import org.radiologygpt.routes.mllp.Sent;
import org.radiologygpt.routes.writeback.DraftFeed;
import org.radiologygpt.routes.writeback.StoreException;
import org.radiologygpt.routes.writeback.StoreException.Kind;

/** A receiver of HL7 v2 messages: a message is sent when the receiver has acknowledged it. Each report has its connection. */
public final class MllpDraftFeed implements DraftFeed {
    private final List<MllpSender> senders;

    /** Sends over these connections, and closes them in the end. */
    public MllpDraftFeed(List<MllpSender> senders) {
        this.senders = List.copyOf(senders);
    }

    @Override
    public void send(String key, byte[] message) {
        String id = MessageHeader.of(message)
                .map(MessageHeader::controlId)
                .orElseThrow(() -> new IllegalArgumentException("message: has no MSH"));
        Sent sent = senders.get(Math.floorMod(key.hashCode(), senders.size())).send(message, id);
        failure(sent).ifPresent(failure -> {
            throw failure;
        });
    }

    private static Optional<StoreException> failure(Sent sent) {
        if (sent instanceof Sent.Refused refused) {
            return Optional.of(failure(Kind.REFUSED, "receiver_refused", refused.why()));
        }
        if (sent instanceof Sent.Failed failed) {
            return Optional.of(failure(Kind.FAILED, "receiver_failed", failed.why()));
        }
        if (sent instanceof Sent.Unavailable down) {
            return Optional.of(new StoreException(
                    Kind.UNAVAILABLE, "receiver_unavailable", down.why(), Optional.of(down.pause())));
        }
        return Optional.empty();
    }

    private static StoreException failure(Kind kind, String reason, String why) {
        return new StoreException(kind, reason, why, Optional.empty());
    }

    @Override
    public void close() {
        senders.forEach(MllpSender::close);
    }
}
