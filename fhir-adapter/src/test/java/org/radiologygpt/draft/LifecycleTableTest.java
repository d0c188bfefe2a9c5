package org.radiologygpt.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code lifecycle.table}: every state, every event, what follows. */
class LifecycleTableTest {

    static List<Row> rows() {
        try (InputStream stream = LifecycleTableTest.class.getResourceAsStream("lifecycle.table")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Row::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record Row(String state, String event, String follows) {
        static Row of(String line) {
            String[] parts = line.strip().split("\\s+", 3);
            return new Row(parts[0], parts[1], parts[2]);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void what_follows_is_what_the_table_says(Row row) {
        Step step = Lifecycle.next(
                LifecycleCases.states().get(row.state()),
                LifecycleCases.events().get(row.event()));
        assertThat(LifecycleCases.words(step)).isEqualTo(row.follows());
    }

    @Test
    void table_has_every_state_with_every_event_once() {
        List<String> pairs = new ArrayList<>();
        LifecycleCases.states()
                .keySet()
                .forEach(state -> LifecycleCases.events().keySet().forEach(event -> pairs.add(state + " " + event)));
        assertThat(rows().stream().map(row -> row.state() + " " + row.event()))
                .containsExactlyInAnyOrderElementsOf(pairs);
    }

    @Test
    void each_event_about_a_message_leads_on_or_ends_it_and_no_other_does() {
        Map<String, LifecycleEvent> events = new LinkedHashMap<>(LifecycleCases.events());
        LifecycleCases.states().values().forEach(state -> events.values().forEach(event -> {
            boolean message =
                    event instanceof LifecycleEvent.ReportArrived || event instanceof LifecycleEvent.DraftEvent;
            assertThat(leading(Lifecycle.next(state, event))).hasSize(message ? 1 : 0);
        }));
    }

    private static List<LifecycleAction> leading(Step step) {
        return step.actions().stream()
                .filter(action -> Stream.of(
                                LifecycleAction.Generate.class,
                                LifecycleAction.Resume.class,
                                LifecycleAction.Write.class,
                                LifecycleAction.End.class)
                        .anyMatch(type -> type.isInstance(action)))
                .toList();
    }
}
