package org.radiologygpt.routes.mllp;

import java.io.IOException;
import java.util.function.LongSupplier;

/** One connection to a receiver: a message out, a block back. */
final class Wire {
    private static final int LONGEST_ANSWER = 1 << 20;

    private final Link link;
    private final BlockReader blocks;
    private final MllpTarget target;

    private Wire(Link link, BlockReader blocks, MllpTarget target) {
        this.link = link;
        this.blocks = blocks;
        this.target = target;
    }

    static Wire open(MllpTarget target, Watchdog watchdog, LongSupplier nanoTime) throws IOException {
        Link link = Link.to(target, watchdog);
        try {
            link.open(target.connectTimeout());
        } catch (IOException e) {
            link.close();
            throw e;
        }
        BlockReader blocks =
                new BlockReader(link, LONGEST_ANSWER, target.answerTimeout(), target.answerTimeout(), nanoTime);
        return new Wire(link, blocks, target);
    }

    /** Sends a message; what comes first is taken for its answer. */
    Block exchange(byte[] message) {
        try {
            link.write(message, target.answerTimeout());
            link.flush(target.answerTimeout());
            return blocks.next();
        } catch (IOException e) {
            return new Block.End(link.timedOut() ? Ending.FRAME_TIMEOUT : Ending.BROKEN);
        }
    }

    /** The next block. */
    Block answer() {
        return blocks.next();
    }

    void close() {
        link.close();
    }
}
