package org.radiologygpt.model.generate;

import java.time.Instant;
import java.util.Optional;
import org.radiologygpt.model.decode.Decoder;
import org.radiologygpt.model.quantize.Precision;

/** Models over a {@link TestDecoder}, also for tests of other packages. */
public final class TestModels {
    public static final Instant CREATED = Instant.ofEpochSecond(1_700_000_000);

    private TestModels() {}

    public static LoadedModel loaded(String name, Decoder decoder, int queue) {
        TextGenerator generator = BatchScheduler.start(decoder, new TestTokens(), new GeneratorOptions(queue, true));
        return new LoadedModel(
                name,
                "sha256:00",
                Optional.of("base"),
                CREATED,
                Precision.F32,
                decoder.maxTokens(),
                Optional.empty(),
                generator);
    }

    /** Slots in use now. */
    public static int busySlots(LoadedModel model) {
        return ((BatchScheduler) model.generator()).busySlots();
    }

    /** Requests that wait for a slot now. */
    public static int waiting(LoadedModel model) {
        return model.generator().load().orElseThrow().waiting().values().stream()
                .mapToInt(waiting -> waiting)
                .sum();
    }
}
