package org.radiologygpt.model.generate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.radiologygpt.model.score.ScoredToken;
import org.radiologygpt.model.score.Scoring;

class ScoresPropertyTest {
    private static BatchScheduler scheduler;

    @BeforeContainer
    static void start() {
        scheduler = BatchScheduler.start(TestDecoder.echo(2, 512), new TestTokens(), new GeneratorOptions(8, true));
    }

    @AfterContainer
    static void stop() {
        scheduler.close();
    }

    /** One byte a token, so that a token begins where the character of its byte does. */
    @Property(tries = 200)
    void tokens_told_are_those_that_begin_in_the_answer_whatever_the_stop_text_and_the_pieces(
            @ForAll @StringLength(max = 24) @CharRange(from = 'a', to = 'c') @Chars({' ', '.', 'µ', '—'}) String said,
            @ForAll @StringLength(min = 1, max = 3) @CharRange(from = 'a', to = 'c') @Chars({'µ', '—'}) String stopText,
            @ForAll @IntRange(min = 1, max = 60) int maxTokens) {
        List<Piece> pieces = new ArrayList<>();
        GenerationRequest request = new GenerationRequest(
                "[" + said + "]|", maxTokens, Sampling.GREEDY, List.of(stopText), Duration.ofSeconds(50));
        Generation answer = scheduler
                .generate(request.withScoring(Scoring.of(1)), pieces::add)
                .join();
        int length = answer.text().length();
        List<Integer> expected = starts(said).stream()
                .limit(maxTokens)
                .filter(start -> start < length)
                .toList();
        assertThat(answer.tokens()).extracting(ScoredToken::start).isEqualTo(expected);
        assertThat(pieces.stream().flatMap(piece -> piece.tokens().stream())).isEqualTo(answer.tokens());
        assertThat(String.join("", pieces.stream().map(Piece::text).toList())).isEqualTo(answer.text());
    }

    private static List<Integer> starts(String said) {
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < said.length(); i++) {
            for (int b = said.substring(i, i + 1).getBytes(UTF_8).length; b > 0; b--) {
                starts.add(i);
            }
        }
        return starts;
    }
}
