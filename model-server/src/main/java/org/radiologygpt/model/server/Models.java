package org.radiologygpt.model.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.radiologygpt.model.generate.LoadedModel;

/** The models that are served, by name; adapters come and go while requests are answered. */
final class Models {
    private volatile Map<String, LoadedModel> byName = Map.of();

    Models(List<LoadedModel> models) {
        for (LoadedModel model : models) {
            if (!add(model)) {
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

    boolean has(String name) {
        return byName.containsKey(name);
    }

    /** Serves one more. Returns false where there is one of that name. */
    synchronized boolean add(LoadedModel model) {
        if (has(model.name())) {
            return false;
        }
        Map<String, LoadedModel> more = new LinkedHashMap<>(byName);
        more.put(model.name(), model);
        byName = more;
        return true;
    }

    /** Serves another one under the same name, from one request to the next. Returns false where the old one was not served. */
    synchronized boolean replace(LoadedModel old, LoadedModel next) {
        Map<String, LoadedModel> changed = new LinkedHashMap<>(byName);
        boolean replaced = changed.replace(old.name(), old, next);
        byName = changed;
        return replaced;
    }

    /** Whether another model is served under this one's name now. */
    boolean replaced(LoadedModel model) {
        LoadedModel now = byName.get(model.name());
        return now != null && now != model;
    }

    /** Serves exactly this one no more. Returns false where it was not served. */
    synchronized boolean remove(LoadedModel model) {
        Map<String, LoadedModel> fewer = new LinkedHashMap<>(byName);
        boolean removed = fewer.remove(model.name(), model);
        byName = fewer;
        return removed;
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
