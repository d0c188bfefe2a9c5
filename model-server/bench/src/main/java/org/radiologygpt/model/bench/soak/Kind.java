package org.radiologygpt.model.bench.soak;

import java.util.Arrays;
import java.util.Set;

/** Kinds of request, how many of a hundred each is, and the statuses that may come. */
enum Kind {
    COMPLETION(29, 200),
    STREAM(20, 200),
    CHAT(16, 200),
    LOGPROBS(8, 200),
    PRIORITY(8, 200),
    /** The connection is closed after the first event of an answer that would grow for long. */
    CANCEL(8, 200),
    BAD_JSON(3, 400),
    OVERSIZE(1, 413),
    UNKNOWN_MODEL(3, 404),
    UNKNOWN_TASK(3, 404),
    /** An answer longer than the second that the client waits: a fast machine may end it. */
    DEADLINE(1, 504, 200);

    private final int weight;
    private final Set<Integer> statuses;

    Kind(int weight, Integer... statuses) {
        this.weight = weight;
        this.statuses = Set.of(statuses);
    }

    boolean takes(int status) {
        return statuses.contains(status);
    }

    /** Whether a whole greedy answer comes, whose text is known. */
    boolean answered() {
        return ordinal() <= PRIORITY.ordinal();
    }

    /** Whether the request names a model that may be on its way out, and then gets a 404. */
    boolean namesModel() {
        return answered() || this == CANCEL || this == DEADLINE;
    }

    /** The kind that a ticket, a number from 0 on and below {@link #tickets()}, stands for. */
    static Kind of(int ticket) {
        int rest = ticket;
        for (Kind kind : values()) {
            rest -= kind.weight;
            if (rest < 0) {
                return kind;
            }
        }
        throw new IllegalArgumentException("ticket " + ticket + " is beyond " + tickets());
    }

    static int tickets() {
        return Arrays.stream(values()).mapToInt(kind -> kind.weight).sum();
    }
}
