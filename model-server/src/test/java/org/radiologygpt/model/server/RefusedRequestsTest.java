package org.radiologygpt.model.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.radiologygpt.model.server.TestServer.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiologygpt.model.generate.TestDecoder;
import org.radiologygpt.model.generate.TestModels;

@Timeout(60)
class RefusedRequestsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String COMPLETIONS = "/v1/completions";

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
                    model; {'prompt':'SECRET'}
                    model; {'model':5,'prompt':'SECRET'}
                    prompt; {'model':'demo'}
                    prompt; {'model':'demo','prompt':''}
                    prompt; {'model':'demo','prompt':['SECRET','SECRET']}
                    prompt; {'model':'demo','prompt':[1,2]}
                    messages; {'model':'demo','prompt':'SECRET','messages':[]}
                    n; {'model':'demo','prompt':'SECRET','n':2}
                    best_of; {'model':'demo','prompt':'SECRET','best_of':3}
                    echo; {'model':'demo','prompt':'SECRET','echo':true}
                    logprobs; {'model':'demo','prompt':'SECRET','logprobs':6}
                    logprobs; {'model':'demo','prompt':'SECRET','logprobs':true}
                    top_logprobs; {'model':'demo','prompt':'SECRET','logprobs':1,'top_logprobs':1}
                    confidence; {'model':'demo','prompt':'SECRET','confidence':'SECRET'}
                    task; {'model':'demo','prompt':'SECRET','task':1}
                    prompt; {'model':'demo','prompt':'</s>','task':'impression-alpaca-v1'}
                    min_p; {'model':'demo','prompt':'SECRET','min_p':1.5}
                    repetition_penalty; {'model':'demo','prompt':'SECRET','repetition_penalty':0}
                    repetition_penalty; {'model':'demo','prompt':'SECRET','repetition_penalty':2.5}
                    presence_penalty; {'model':'demo','prompt':'SECRET','presence_penalty':-2.5}
                    frequency_penalty; {'model':'demo','prompt':'SECRET','frequency_penalty':'SECRET'}
                    logit_bias; {'model':'demo','prompt':'SECRET','logit_bias':[1]}
                    logit_bias; {'model':'demo','prompt':'SECRET','logit_bias':{'SECRET':1}}
                    logit_bias; {'model':'demo','prompt':'SECRET','logit_bias':{'258':1}}
                    logit_bias; {'model':'demo','prompt':'SECRET','logit_bias':{'-1':1}}
                    logit_bias; {'model':'demo','prompt':'SECRET','logit_bias':{'1':101}}
                    frequency_penalty; {'model':'demo','prompt':'SECRET','frequency_penalty':2.5}
                    suffix; {'model':'demo','prompt':'SECRET','suffix':'SECRET'}
                    lora_request; {'model':'demo','prompt':'SECRET','lora_request':{'lora_name':'SECRET'}}
                    max_tokens; {'model':'demo','prompt':'SECRET','max_tokens':0}
                    max_tokens; {'model':'demo','prompt':'SECRET','max_tokens':'SECRET'}
                    temperature; {'model':'demo','prompt':'SECRET','temperature':2.5}
                    temperature; {'model':'demo','prompt':'SECRET','temperature':'SECRET'}
                    top_p; {'model':'demo','prompt':'SECRET','top_p':0}
                    top_k; {'model':'demo','prompt':'SECRET','top_k':-2}
                    n; {'model':'demo','prompt':'SECRET','n':1.5}
                    top_k; {'model':'demo','prompt':'SECRET','top_k':'-1'}
                    top_k; {'model':'demo','prompt':'SECRET','top_k':-1.5}
                    top_k; {'model':'demo','prompt':'SECRET','top_k':-1.0}
                    top_k; {'model':'demo','prompt':'SECRET','top_k':[-1]}
                    top_k; {'model':'demo','prompt':'SECRET','top_k':4294967295}
                    temperature; {'model':'demo','prompt':'SECRET','temperature':1e999}
                    logit_bias; {'model':'demo','prompt':'SECRET','logit_bias':{'1':'2'}}
                    priority; {'model':'demo','prompt':'SECRET','priority':'-1'}
                    priority; {'model':'demo','prompt':'SECRET','priority':4294967295}
                    seed; {'model':'demo','prompt':'SECRET','seed':'1'}
                    max_tokens; {'model':'demo','prompt':'SECRET','max_tokens':5.0}
                    stream_options; {'model':'demo','prompt':'SECRET','stream_options':{'include_usage':'SECRET'}}
                    stream_options; {'model':'demo','prompt':'SECRET','stream_options':'SECRET'}
                    priority; {'model':'demo','prompt':'SECRET','priority':1}
                    priority; {'model':'demo','prompt':'SECRET','priority':-3}
                    priority; {'model':'demo','prompt':'SECRET','priority':'SECRET'}
                    seed; {'model':'demo','prompt':'SECRET','seed':1.5}
                    stop; {'model':'demo','prompt':'SECRET','stop':''}
                    stop; {'model':'demo','prompt':'SECRET','stop':[1]}
                    stream; {'model':'demo','prompt':'SECRET','stream':'SECRET'}
                    """)
    void wrong_field_is_named_and_not_repeated(String param, String body) throws Exception {
        try (TestServer server = TestServer.start()) {
            HttpResponse<String> response = server.post(COMPLETIONS, body);
            assertError(response, 400, "invalid_value");
            assertThat(json(response).at("/error/param").asText()).isEqualTo(param);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SECRET", "[]", "{'prompt':'SECRET", "{'a':1}x", "{'model':'demo','model':'SECRET'}"})
    void body_that_is_no_object_is_refused_without_repeating_it(String body) throws Exception {
        try (TestServer server = TestServer.start()) {
            HttpResponse<String> response = server.post(COMPLETIONS, body);
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).doesNotContain("SECRET").contains("\"error\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'model':'demo'}",
                "{'model':'demo','messages':[]}",
                "{'model':'demo','messages':[{'role':'assistant','content':'SECRET'}]}",
                "{'model':'demo','messages':[{'role':'user','content':'a'},{'role':'user','content':'SECRET'}]}",
                "{'model':'demo','messages':[{'role':'user','content':[{'type':'image_url'}]}]}",
                "{'model':'demo','messages':[{'role':'user'}]}"
            })
    void chat_that_the_alpaca_form_cannot_hold_is_refused(String body) throws Exception {
        try (TestServer server = TestServer.start()) {
            HttpResponse<String> response = server.post("/v1/chat/completions", body);
            assertError(response, 400, "invalid_value");
            assertThat(json(response).at("/error/param").asText()).isEqualTo("messages");
        }
    }

    @Test
    void unknown_model_is_not_found_and_never_another_one_instead() throws Exception {
        try (TestServer server = TestServer.start()) {
            HttpResponse<String> response =
                    server.post(COMPLETIONS, "{'model':'SECRET','prompt':'[a]|','stream':true}");
            assertError(response, 404, "model_not_found");
            assertThat(json(response).at("/error/param").asText()).isEqualTo("model");
            assertThat(server.decoder.prefilled).hasValue(0);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
                    logprobs; 'logprobs':5
                    top_logprobs; 'top_logprobs':3
                    top_logprobs; 'logprobs':true,'top_logprobs':21
                    top_logprobs; 'logprobs':true,'top_logprobs':'SECRET'
                    task; 'task':'impression-alpaca-v1'
                    """)
    void wrong_field_of_a_chat_is_named(String param, String fields) throws Exception {
        try (TestServer server = TestServer.start()) {
            HttpResponse<String> response = server.post(
                    "/v1/chat/completions",
                    "{'model':'demo','messages':[{'role':'user','content':'SECRET'}]," + fields + "}");
            assertError(response, 400, "invalid_value");
            assertThat(json(response).at("/error/param").asText()).isEqualTo(param);
        }
    }

    @Test
    void values_that_ask_for_nothing_pass() throws Exception {
        try (TestServer server = TestServer.start()) {
            HttpResponse<String> response = server.post(
                    COMPLETIONS,
                    "{'model':'demo','prompt':'[ab]|','n':1,'logprobs':null,'top_logprobs':0,'min_p':0,'logit_bias':{},"
                            + "'repetition_penalty':1,'frequency_penalty':0,'presence_penalty':0,'confidence':false,"
                            + "'task':null}");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(json(response).at("/choices/0/text").asText()).isEqualTo("ab");
            assertThat(json(response).at("/choices/0/logprobs").isNull()).isTrue();
            assertThat(response.body()).doesNotContain("confidence", "task", "prompt_sha256");
        }
    }

    @Test
    void top_k_of_minus_one_is_all_tokens_as_the_documentation_says() throws Exception {
        try (TestServer server = TestServer.start()) {
            HttpResponse<String> response =
                    server.post(COMPLETIONS, "{'model':'demo','prompt':'[ab]|','top_k':-1,'temperature':0.1}");
            assertThat(response.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void unknown_task_is_not_found_and_never_another_one_instead() throws Exception {
        try (TestServer server = TestServer.start()) {
            HttpResponse<String> response =
                    server.post(COMPLETIONS, "{'model':'demo','prompt':'[a]|','task':'SECRET'}");
            assertError(response, 404, "task_not_found");
            assertThat(json(response).at("/error/param").asText()).isEqualTo("task");
            assertThat(server.decoder.prefilled).hasValue(0);
        }
    }

    @Test
    void unknown_path_and_wrong_method() throws Exception {
        try (TestServer server = TestServer.start()) {
            assertError(server.get("/v1/embeddings"), 404, "unknown_url");
            assertError(server.get(COMPLETIONS), 405, "method_not_allowed");
            assertError(server.post("/v1/models", "{}"), 405, "method_not_allowed");
        }
    }

    @Test
    void body_over_the_limit_is_too_large() throws Exception {
        try (TestServer server = TestServer.start()) {
            String prompt = "SECRET".repeat(400_000);
            HttpResponse<String> response = server.post(COMPLETIONS, "{'model':'demo','prompt':'" + prompt + "'}");
            assertError(response, 413, "body_too_large");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void prompt_longer_than_the_context_is_refused(boolean stream) throws Exception {
        try (TestServer server = TestServer.start()) {
            HttpResponse<String> response = server.post(
                    COMPLETIONS, "{'model':'demo','stream':" + stream + ",'prompt':'" + "SECRET".repeat(1000) + "'}");
            assertError(response, 400, "context_length_exceeded");
            assertThat(json(response).at("/error/param").asText()).isEqualTo("prompt");
        }
    }

    @Test
    void overloaded_server_says_when_to_come_again() throws Exception {
        TestDecoder decoder = TestDecoder.echo(1, 256);
        CountDownLatch released = block(decoder);
        try (TestServer server = TestServer.start(decoder, 1, ServerOptions.DEFAULT)) {
            String body = "{'model':'demo','prompt':'[a]|'}";
            CompletableFuture<HttpResponse<String>> running =
                    server.client.sendAsync(server.postRequest(COMPLETIONS, body), BodyHandlers.ofString());
            await().atMost(PATIENCE).until(() -> TestModels.busySlots(server.model) == 1);
            CompletableFuture<HttpResponse<String>> second =
                    server.client.sendAsync(server.postRequest(COMPLETIONS, body), BodyHandlers.ofString());
            CompletableFuture<HttpResponse<String>> third =
                    server.client.sendAsync(server.postRequest(COMPLETIONS, body), BodyHandlers.ofString());
            HttpResponse<?> refused =
                    (HttpResponse<?>) CompletableFuture.anyOf(second, third).join();
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
            released.countDown();
            assertThat(running.join().statusCode()).isEqualTo(200);
            assertThat(second.join().statusCode() + third.join().statusCode()).isEqualTo(200 + 429);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void answer_past_its_deadline_is_a_gateway_timeout(boolean stream) throws Exception {
        TestDecoder decoder = TestDecoder.echo(1, 256);
        CountDownLatch released = block(decoder);
        ServerOptions options = ServerOptions.DEFAULT.withDeadline(Duration.ofMillis(50));
        try (TestServer server = TestServer.start(decoder, 1, options)) {
            HttpResponse<String> response =
                    server.post(COMPLETIONS, "{'model':'demo','prompt':'[SECRET]|','stream':" + stream + "}");
            assertError(response, 504, "deadline_exceeded");
            released.countDown();
        }
    }

    @Test
    void client_may_say_how_long_it_waits() throws Exception {
        TestDecoder decoder = TestDecoder.echo(1, 256);
        CountDownLatch released = block(decoder);
        try (TestServer server = TestServer.start(decoder, 1, ServerOptions.DEFAULT)) {
            HttpResponse<String> response = server.client.send(
                    server.request(COMPLETIONS)
                            .header("Prefer", "respond-async, wait=1")
                            .POST(BodyPublishers.ofString("{\"model\":\"demo\",\"prompt\":\"[a]|\"}"))
                            .build(),
                    BodyHandlers.ofString());
            assertError(response, 504, "deadline_exceeded");
            released.countDown();
        }
    }

    @Test
    void engine_failure_is_unavailable() throws Exception {
        TestDecoder decoder = TestDecoder.echo(1, 256);
        decoder.beforePass.set(() -> {
            throw new IllegalStateException("SECRET");
        });
        try (TestServer server = TestServer.start(decoder, 1, ServerOptions.DEFAULT)) {
            assertError(server.post(COMPLETIONS, "{'model':'demo','prompt':'[SECRET]|'}"), 503, "unavailable");
        }
    }

    @Test
    void failure_within_a_stream_is_an_event_and_there_is_no_done() throws Exception {
        TestDecoder decoder = TestDecoder.echo(1, 256);
        try (TestServer server = TestServer.start(decoder, 1, ServerOptions.DEFAULT)) {
            int[] passes = {0};
            decoder.beforePass.set(() -> {
                if (++passes[0] == 4) {
                    throw new IllegalStateException("engine");
                }
            });
            HttpResponse<String> response =
                    server.post(COMPLETIONS, "{'model':'demo','prompt':'[abcdef]|','stream':true}");
            assertThat(response.body()).contains("\"text\":\"c\"", "\"code\":\"unavailable\"");
            assertThat(response.body()).doesNotContain("[DONE]", "finish_reason\":\"stop");
        }
    }

    @Test
    void api_key_guards_everything_but_health() throws Exception {
        ServerOptions options = ServerOptions.DEFAULT.withApiKey(Optional.of("s3cret"));
        try (TestServer server = TestServer.start(TestDecoder.echo(1, 64), 1, options)) {
            assertError(server.get("/v1/models"), 401, "invalid_api_key");
            assertThat(send(server, "Bearer wrong").statusCode()).isEqualTo(401);
            assertThat(send(server, "Basic s3cret").statusCode()).isEqualTo(401);
            assertThat(send(server, "Bearer s3cret").statusCode()).isEqualTo(200);
            assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
        }
        assertThat(options.toString()).doesNotContain("s3cret");
    }

    private static HttpResponse<String> send(TestServer server, String authorization) throws Exception {
        return server.client.send(
                server.request("/v1/models")
                        .header("Authorization", authorization)
                        .build(),
                BodyHandlers.ofString());
    }

    private static void assertError(HttpResponse<String> response, int status, String code) throws Exception {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).doesNotContain("SECRET");
        JsonNode error = json(response).path("error");
        assertThat(error.path("code").asText()).isEqualTo(code);
        assertThat(error.path("message").asText()).isNotBlank();
        assertThat(error.path("type").asText()).isNotBlank();
        assertThat(error.has("param")).isTrue();
    }

    private static CountDownLatch block(TestDecoder decoder) {
        CountDownLatch released = new CountDownLatch(1);
        decoder.beforePass.set(() -> {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return released;
    }
}
