package org.radiologygpt.model.bench.soak;

import java.util.Optional;
import java.util.Set;

/**
 * Says what is wrong with a reply.
 *
 * @param truths answers of each model alone
 * @param swapped models that come and go: a request to one may find it gone
 */
record Judge(Truths truths, Set<String> swapped) {
    private static final int GONE = 404;

    /** A fault in one sentence; nothing where the reply is as it must be. */
    Optional<String> fault(Question question, Reply reply) {
        Kind kind = question.kind();
        if (reply.status() == GONE && kind.namesModel() && swapped.contains(question.model())) {
            return Optional.empty();
        }
        if (!kind.takes(reply.status())) {
            return Optional.of(kind + " to " + question.model() + " got status " + reply.status());
        }
        if (kind.answered()) {
            return truths.fault(question.model(), question.prompt(), reply.text());
        }
        return kind == Kind.CANCEL
                ? truths.faultOfBeginning(question.model(), question.prompt(), reply.text())
                : Optional.empty();
    }
}
