package org.radiologygpt.model.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who counts as an answer that needs an adapter: an adapter that somebody seems to need is never unloaded. */
@Timeout(60)
class AdapterUseTest {
    private final AdapterLoad adapter = new AdapterLoad(0);

    @Test
    void a_request_that_fails_before_it_waits_leaves_its_adapter() {
        try (BatchScheduler scheduler = start(TestDecoder.echo(1, 128))) {
            GenerationRequest unfit = request(null, Duration.ofSeconds(50));
            assertThatThrownBy(() -> scheduler.generate(unfit, adapter, piece -> {}))
                    .isInstanceOf(NullPointerException.class);
            GenerationRequest endless = request(Sampling.GREEDY, Duration.ofSeconds(Long.MAX_VALUE));
            assertThatThrownBy(() -> scheduler.generate(endless, adapter, piece -> {}))
                    .isInstanceOf(ArithmeticException.class);
        }
        assertThat(adapter.unused()).isTrue();
    }

    private static BatchScheduler start(TestDecoder decoder) {
        return BatchScheduler.start(decoder, new TestTokens(), new GeneratorOptions(4, true));
    }

    private static GenerationRequest request(Sampling sampling, Duration deadline) {
        return new GenerationRequest("[a]\n", 10, sampling, List.of(), deadline);
    }
}
