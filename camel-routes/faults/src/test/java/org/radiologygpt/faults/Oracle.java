package org.radiologygpt.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the messages of one report may end, and which draft is open at last: worked out from what was sent, by the rules of
 * the clinic and not by the engine's code. Where a draft races a signed report both ends are right, as long as no draft
 * stays open.
 */
final class Oracle {
    private final Map<String, Set<String>> endings = new HashMap<>();
    private final Set<String> mayHaveDraft = new HashSet<>();
    private Optional<String> open = Optional.empty();

    private Oracle() {}

    /**
     * One message as Kafka took it.
     *
     * @param id topic, partition and offset
     */
    record Sent(String id, Message message) {}

    /** Judges the messages of one report in the order of the log. */
    static Oracle of(List<Sent> log) {
        Oracle oracle = new Oracle();
        List<Message> before = new ArrayList<>();
        for (int i = 0; i < log.size(); i++) {
            boolean closing = log.subList(i + 1, log.size()).stream()
                    .anyMatch(sent -> sent.message().kind().closes());
            boolean signing = log.subList(i + 1, log.size()).stream()
                    .anyMatch(sent -> sent.message().kind().signs());
            oracle.judge(log.get(i), before, closing, signing);
            before.add(log.get(i).message());
        }
        return oracle;
    }

    private void judge(Sent sent, List<Message> before, boolean closingLater, boolean signingLater) {
        Message message = sent.message();
        Kind kind = message.kind();
        Set<String> allowed = endings.computeIfAbsent(sent.id(), none -> new HashSet<>());
        if (kind == Kind.POISON) {
            allowed.add("rejected " + message.reason());
        } else if (before.contains(message)) {
            allowed.add("skipped duplicate");
        } else if (kind == Kind.REGISTERED) {
            allowed.add("skipped not_yet_dictated");
        } else if (kind.closes()) {
            allowed.add(kind.signs() ? "skipped final_report" : "skipped cancelled_report");
            open = Optional.empty();
        } else if (before.stream().anyMatch(one -> one.kind().signs())) {
            allowed.add("skipped superseded");
        } else {
            preliminary(sent, before, allowed, closingLater, signingLater);
        }
    }

    private void preliminary(
            Sent sent, List<Message> before, Set<String> allowed, boolean closingLater, boolean signingLater) {
        Message message = sent.message();
        Kind kind = message.kind();
        boolean older = before.stream().anyMatch(one -> one.kind() != Kind.REGISTERED && one.clock() > message.clock());
        if (older) {
            allowed.add("skipped older_version");
        } else if (kind == Kind.READ) {
            allowed.add("skipped has_impression");
            open = Optional.empty();
        } else if (kind == Kind.UNSAFE) {
            allowed.add("withheld " + message.reason());
            open = Optional.empty();
        } else if (open.isPresent() && newest(before).text() == message.text()) {
            allowed.add("skipped duplicate");
            if (closingLater) {
                allowed.add("drafted");
                mayHaveDraft.add(sent.id());
            }
        } else {
            allowed.add("drafted");
            mayHaveDraft.add(sent.id());
            open = Optional.of(sent.id());
        }
        if (kind == Kind.READ || older ? signingLater : closingLater) {
            allowed.add("skipped superseded");
        }
    }

    private static Message newest(List<Message> before) {
        return before.stream()
                .reduce((one, other) -> other.clock() >= one.clock() ? other : one)
                .orElseThrow();
    }

    /** The ends that are right, by the record's name. */
    Map<String, Set<String>> endings() {
        return endings;
    }

    /** Records from which a draft may have been written. */
    Set<String> mayHaveDraft() {
        return mayHaveDraft;
    }

    /** The record whose draft is open at last. */
    Optional<String> open() {
        return open;
    }
}
