package org.radiologygpt.model.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.radiologygpt.model.generate.LoadedModel;

/** The models that are served, by name. */
final class Models {
    private final Map<String, LoadedModel> byName = new LinkedHashMap<>();

    Models(List<LoadedModel> models) {
        for (LoadedModel model : models) {
            if (byName.put(model.name(), model) != null) {
                throw new IllegalArgumentException("two models have the name " + model.name());
            }
        }
        if (byName.isEmpty()) {
            throw new IllegalArgumentException("there is no model to serve");
        }
    }

    /** The model of exactly this name; never another one instead. */
    LoadedModel get(String name) {
        LoadedModel model = byName.get(name);
        if (model == null) {
            throw ApiError.unknownModel();
        }
        return model;
    }

    boolean ready() {
        return byName.values().stream().allMatch(model -> model.generator().ready());
    }

    void close() {
        byName.values().forEach(LoadedModel::close);
    }

    /** OpenAI's list, with the fields that vLLM adds and the digest. */
    ObjectNode list() {
        ObjectNode json = Json.object().put("object", "list");
        ArrayNode data = json.putArray("data");
        byName.values().forEach(model -> data.add(entry(model)));
        return json;
    }

    static ObjectNode entry(LoadedModel model) {
        return Json.object()
                .put("id", model.name())
                .put("object", "model")
                .put("created", model.created().getEpochSecond())
                .put("owned_by", "radiology-gpt")
                .put("root", model.parent().orElse(model.name()))
                .put("parent", model.parent().orElse(null))
                .put("digest", model.digest())
                .put("precision", model.precision().toString())
                .put("max_model_len", model.contextTokens());
    }
}
