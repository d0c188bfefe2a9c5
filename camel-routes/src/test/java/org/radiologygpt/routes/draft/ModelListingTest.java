package org.radiologygpt.routes.draft;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.radiologygpt.draft.ModelIdentity;

class ModelListingTest {
    private static final String LISTED = """
            {"data":[{"id":"base","digest":"aa"},{"id":"site","parent":"base","digest":"bb"}]}""";

    @ParameterizedTest
    @CsvSource({
        "radiology-gpt, site, base, READY",
        "radiology-gpt, site, other, BASE_MISMATCH",
        "radiology-gpt, base, other, BASE_MISMATCH",
        "radiology-gpt, base, base, READY",
        "radiology-gpt, none, '', MODEL_MISSING",
        "triton, base, other, READY",
        "nim, site, other, BASE_MISMATCH",
    })
    void base_model_must_be_the_required_one_where_the_server_tells_it(
            String kind, String model, String base, ServerState state) {
        Dialect dialect = Dialect.of(ServerKind.of(kind), new AdapterSelection.ModelField());
        assertThat(read(model, dialect.pinned(base, "")).state()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({"site, bb, READY", "site, sha256:bb, READY", "site, aa, DIGEST_MISMATCH", "base, bb, DIGEST_MISMATCH"})
    void weights_must_be_the_required_ones(String model, String digest, ServerState state) {
        assertThat(read(model, Dialect.radiologyGpt().pinned("", digest)).state())
                .isEqualTo(state);
    }

    @Test
    void untold_digest_is_not_the_required_one_and_is_never_invented() {
        String listed = "{\"data\":[{\"id\":\"base\"}]}";
        assertThat(read(listed, "base", Dialect.radiologyGpt().pinned("", "aa")).state())
                .isEqualTo(ServerState.DIGEST_MISMATCH);
        assertThat(read(listed, "base", Dialect.radiologyGpt()).model()).contains(new ModelIdentity("base", "", ""));
    }

    @Test
    void adapter_is_not_taken_for_the_base_model_that_was_meant() {
        Dialect none = Dialect.of(ServerKind.VLLM, new AdapterSelection.None());
        assertThat(read("site", none).state()).isEqualTo(ServerState.BASE_MISMATCH);
        assertThat(read("base", none).state()).isEqualTo(ServerState.READY);
        assertThat(read("base", none.pinned("other", "")).state()).isEqualTo(ServerState.BASE_MISMATCH);
    }

    @Test
    void adapter_named_in_the_body_is_recorded_without_the_digest_of_its_base() {
        AdapterSelection lora = new AdapterSelection.LoraRequest("chest", 1, "/adapters/chest");
        assertThat(read("base", Dialect.of(ServerKind.TRTLLM, lora)).model())
                .contains(new ModelIdentity("base", "", "chest"));
        assertThat(read("base", Dialect.of(ServerKind.TRTLLM, lora).pinned("other", ""))
                        .state())
                .isEqualTo(ServerState.BASE_MISMATCH);
    }

    private static ModelListing read(String model, Dialect dialect) {
        return read(LISTED, model, dialect);
    }

    private static ModelListing read(String listed, String model, Dialect dialect) {
        try {
            ModelEndpoint endpoint = ModelEndpoint.of(URI.create("http://127.0.0.1:1"), model);
            return ModelListing.read(new ObjectMapper().readTree(listed), endpoint.withDialect(dialect));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
