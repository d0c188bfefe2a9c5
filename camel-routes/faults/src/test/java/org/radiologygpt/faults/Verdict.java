package org.radiologygpt.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.assertj.core.api.SoftAssertions;
import org.radiologygpt.faults.Oracle.Sent;

/** What was sent against what came of it. */
final class Verdict {
    private static final Duration SETTLED = Duration.ofSeconds(60);

    private final Ledger ledger;
    private final Sender sender;
    private final Map<Integer, Oracle> oracles = new TreeMap<>();
    private final Map<String, Integer> figures = new LinkedHashMap<>();

    Verdict(Sender sender, Ledger ledger) {
        this.ledger = ledger;
        this.sender = sender;
        Map<Integer, List<Sent>> reports = new TreeMap<>();
        sender.sent().forEach((id, message) -> reports.computeIfAbsent(message.report(), none -> new ArrayList<>())
                .add(new Sent(id, message)));
        reports.forEach((report, log) -> {
            log.sort(Comparator.comparingLong(sent -> offset(sent.id())));
            oracles.put(report, Oracle.of(log));
        });
    }

    private static long offset(String id) {
        return Long.parseLong(id.substring(id.lastIndexOf('-') + 1));
    }

    /** Every message has one outcome, and one that may be. */
    void messages(SoftAssertions softly, int count) {
        softly.assertThat(sender.failed()).as("not taken by the broker").isZero();
        softly.assertThat(sender.sent()).as("sent").hasSize(count);
        Set<String> lost = new HashSet<>(sender.sent().keySet());
        lost.removeAll(ledger.outcomes().keySet());
        softly.assertThat(lost).as("messages without outcome").isEmpty();
        Set<String> invented = new HashSet<>(ledger.outcomes().keySet());
        invented.removeAll(sender.sent().keySet());
        softly.assertThat(invented).as("outcomes without message").isEmpty();
        softly.assertThat(ledger.disagreements()).as("outcomes that contradict").isEmpty();
        Map<String, String> wrong = new TreeMap<>();
        oracles.values().forEach(oracle -> oracle.endings().forEach((id, allowed) -> {
            String outcome = ledger.outcomes().getOrDefault(id, "none");
            if (!allowed.contains(outcome)) {
                wrong.put(id, outcome + ", not of " + allowed);
            }
        }));
        softly.assertThat(wrong).as("wrong outcomes").isEmpty();
        figures.put("lost", lost.size());
        figures.put("outcomes written again", (int) ledger.repeated());
        figures.put("outcomes that contradict", ledger.disagreements().size());
        figures.put("wrong outcomes", wrong.size());
    }

    /** What cannot be read is kept as it came, with its reason, and nothing else is. */
    void errors(SoftAssertions softly) {
        Map<String, Message> poison = sender.sent().entrySet().stream()
                .filter(entry -> entry.getValue().kind() == Kind.POISON)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        Set<String> kept = new HashSet<>();
        for (ConsumerRecord<String, byte[]> record : ledger.errors()) {
            String source = header(record, "source");
            kept.add(source);
            Message message = poison.get(source);
            softly.assertThat(message)
                    .as("kept though it can be read: " + source + " " + header(record, "reason"))
                    .isNotNull();
            if (message != null) {
                softly.assertThat(record.value()).as(source).isEqualTo(message.bytes());
                softly.assertThat(header(record, "reason")).as(source).isEqualTo(message.reason());
            }
            for (Header header : record.headers()) {
                softly.assertThat(new String(header.value(), StandardCharsets.UTF_8))
                        .as("header " + header.key())
                        .doesNotContain(Words.PATIENT);
            }
        }
        softly.assertThat(kept).as("kept in the error topic").isEqualTo(poison.keySet());
        figures.put("poison kept", kept.size());
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** Never ahead of the outcomes, and at last at the end. */
    void offsets(SoftAssertions softly) {
        softly.assertThat(ledger.aheads()).as("offsets ahead of outcomes").isEmpty();
        softly.assertThatCode(() -> await().atMost(SETTLED)
                        .untilAsserted(() -> assertThat(ledger.committed()).isEqualTo(ledger.ends())))
                .as("offsets at the end of the logs")
                .doesNotThrowAnyException();
        figures.put("offset samples", ledger.samples());
        figures.put("offsets ahead of outcomes", ledger.aheads().size());
    }

    /** The FHIR server holds what the oracle says; the engines may still be at the last withdrawal. */
    void drafts(SoftAssertions softly, URI fhir) {
        softly.assertThatCode(() -> await().pollInterval(Duration.ofSeconds(2))
                        .atMost(SETTLED)
                        .untilAsserted(() -> SoftAssertions.assertSoftly(now -> drafts(now, Written.on(fhir)))))
                .doesNotThrowAnyException();
    }

    private void drafts(SoftAssertions softly, Written written) {
        Collection<Written.Draft> drafts = written.drafts();
        List<String> keys = drafts.stream().map(Written.Draft::key).toList();
        softly.assertThat(twice(keys)).as("drafts stored twice").isEmpty();
        List<String> numbers =
                drafts.stream().map(Written.Draft::reportAndNumber).toList();
        softly.assertThat(twice(numbers)).as("numbers given twice").isEmpty();
        List<String> origins = drafts.stream().map(Written.Draft::origin).toList();
        softly.assertThat(twice(origins)).as("two drafts of one message").isEmpty();
        Set<String> may = new HashSet<>();
        Set<String> open = new HashSet<>();
        oracles.values().forEach(oracle -> {
            may.addAll(oracle.mayHaveDraft());
            oracle.open().ifPresent(open::add);
        });
        softly.assertThat(may).as("messages that may have a draft").containsAll(origins);
        List<String> openNow = drafts.stream()
                .filter(Written.Draft::isOpen)
                .map(Written.Draft::origin)
                .toList();
        softly.assertThat(openNow).as("open drafts").containsExactlyInAnyOrderElementsOf(open);
        Set<String> drafted = ledger.outcomes().entrySet().stream()
                .filter(outcome -> outcome.getValue().equals("drafted"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        drafted.removeAll(origins);
        softly.assertThat(drafted).as("drafted, and no draft is stored").isEmpty();
        Map<String, List<String>> tasks = new HashMap<>();
        for (Written.Draft draft : drafts) {
            List<String> right = List.of(draft.isOpen() ? "requested" : "cancelled");
            if (!written.tasks(draft).equals(right)) {
                tasks.put(draft.origin() + " " + draft.status(), written.tasks(draft));
            }
        }
        softly.assertThat(tasks).as("tasks that do not fit their draft").isEmpty();
        softly.assertThat(twice(written.provenances()))
                .as("provenances stored twice")
                .isEmpty();
        long cancelled = drafts.stream().filter(draft -> !draft.isOpen()).count();
        softly.assertThat(written.provenances()).as("provenances").hasSize((int) (drafts.size() + cancelled));
        figures.put("drafts stored", drafts.size());
        figures.put("drafts open", openNow.size());
        figures.put("drafts taken back", (int) cancelled);
    }

    private static List<String> twice(List<String> all) {
        Set<String> seen = new HashSet<>();
        return all.stream().filter(one -> !seen.add(one)).toList();
    }

    /** No log and no prompt holds a word of a patient. */
    void privacy(SoftAssertions softly, Fleet fleet) {
        for (Path log : fleet.logs()) {
            String text = printed(log);
            softly.assertThat(Words.PATIENT.stream().filter(text::contains).toList())
                    .as("words of patients in " + log.getFileName())
                    .isEmpty();
        }
        softly.assertThat(fleet.model.leaks())
                .as("words of patients in prompts")
                .isEmpty();
    }

    private static String printed(Path log) {
        try {
            return Files.readString(log, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int reports() {
        return oracles.size();
    }

    Map<String, Integer> figures() {
        return figures;
    }
}
