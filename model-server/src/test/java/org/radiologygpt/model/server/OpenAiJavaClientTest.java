package org.radiologygpt.model.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionChoice;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.models.Model;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.radiologygpt.model.generate.TestDecoder;

/** OpenAI's own client for Java, with its validation, against this server. */
@Timeout(120)
class OpenAiJavaClientTest {
    private static final String KEY = "key-of-tests";

    private TestServer server;
    private OpenAIClient client;

    @BeforeEach
    void start() throws IOException {
        server = TestServer.start(TestDecoder.echo(4, 4096), 256, ServerOptions.DEFAULT.withApiKey(Optional.of(KEY)));
        client = client(KEY);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void chat_is_answered_in_the_shape_the_client_validates() {
        ChatCompletion answer = client.chat()
                .completions()
                .create(chat("demo", "[Clear lungs.]"))
                .validate();
        ChatCompletion.Choice choice = answer.choices().get(0);
        assertThat(choice.message().content()).contains("Clear lungs.");
        assertThat(choice.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
        assertThat(choice.logprobs()).isEmpty();
        assertThat(answer.usage()).hasValueSatisfying(usage -> assertThat(usage.completionTokens())
                .isPositive());
    }

    @Test
    void chat_streams_its_pieces() {
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(chat("demo", "[Clear lungs.]"))) {
            List<ChatCompletionChunk> chunks =
                    stream.stream().map(ChatCompletionChunk::validate).toList();
            assertThat(chunks).hasSizeGreaterThan(2);
            String text = chunks.stream()
                    .flatMap(chunk -> chunk.choices().stream())
                    .flatMap(choice -> choice.delta().content().stream())
                    .collect(Collectors.joining());
            assertThat(text).isEqualTo("Clear lungs.");
            assertThat(chunks.get(chunks.size() - 1).choices().get(0).finishReason())
                    .contains(ChatCompletionChunk.Choice.FinishReason.STOP);
        }
    }

    @Test
    void completion_is_answered_whole_and_as_a_stream() {
        CompletionCreateParams params = CompletionCreateParams.builder()
                .model("demo")
                .prompt("[No fracture.]|")
                .maxTokens(3)
                .build();
        Completion answer = client.completions().create(params);
        assertThat(answer.choices().get(0).text()).isEqualTo("No ");
        assertThat(answer.choices().get(0).finishReason()).isEqualTo(CompletionChoice.FinishReason.LENGTH);
        assertThat(answer.choices().get(0).logprobs()).isEmpty();
        try (StreamResponse<Completion> stream = client.completions().createStreaming(params)) {
            String text = stream.stream()
                    .flatMap(piece -> piece.choices().stream())
                    .map(CompletionChoice::text)
                    .collect(Collectors.joining());
            assertThat(text).isEqualTo("No ");
        }
    }

    @Test
    void models_are_listed() {
        assertThat(client.models().list().data())
                .extracting(Model::validate)
                .extracting(Model::id)
                .containsExactly("demo");
    }

    @Test
    void model_that_is_not_served_is_not_found() {
        assertThatThrownBy(() -> client.chat().completions().create(chat("other", "hello")))
                .isInstanceOfSatisfying(NotFoundException.class, e -> error(e, 404, "model_not_found", "model"));
    }

    @Test
    void wrong_key_is_unauthorized() {
        OpenAIClient stranger = client("another-key");
        try {
            assertThatThrownBy(() -> stranger.chat().completions().create(chat("demo", "hello")))
                    .isInstanceOfSatisfying(UnauthorizedException.class, e -> assertThat(e.code())
                            .contains("invalid_api_key"));
        } finally {
            stranger.close();
        }
    }

    @Test
    void wrong_value_is_a_bad_request_that_names_the_field() {
        ChatCompletionCreateParams params =
                chat("demo", "hello").toBuilder().n(2).build();
        assertThatThrownBy(() -> client.chat().completions().create(params))
                .isInstanceOfSatisfying(BadRequestException.class, e -> error(e, 400, "invalid_value", "n"));
    }

    @Test
    void refused_stream_is_an_error_and_no_stream() {
        assertThatThrownBy(() -> client.chat().completions().createStreaming(chat("other", "hello")))
                .isInstanceOf(NotFoundException.class);
    }

    private static void error(OpenAIServiceException e, int status, String code, String param) {
        assertThat(e.statusCode()).isEqualTo(status);
        assertThat(e.code()).contains(code);
        assertThat(e.param()).contains(param);
        assertThat(e.type()).contains("invalid_request_error");
    }

    private static ChatCompletionCreateParams chat(String model, String text) {
        return ChatCompletionCreateParams.builder()
                .model(model)
                .addUserMessage(text)
                .build();
    }

    private OpenAIClient client(String key) {
        return OpenAIOkHttpClient.builder()
                .baseUrl("http://127.0.0.1:" + server.server.port() + "/v1")
                .apiKey(key)
                .maxRetries(0)
                .build();
    }
}
