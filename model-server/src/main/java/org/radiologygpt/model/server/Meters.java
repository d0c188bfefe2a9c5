package org.radiologygpt.model.server;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.radiologygpt.model.decode.DeviceStatus;
import org.radiologygpt.model.generate.Generation;
import org.radiologygpt.model.generate.Load;
import org.radiologygpt.model.generate.LoadedModel;
import org.radiologygpt.model.generate.Priority;
import org.radiologygpt.model.generate.Progress;

/**
 * What the server counts. Labels are names of served models and typed codes only, never text of a request; a request whose
 * model is not served counts under {@value #NO_MODEL}.
 */
final class Meters implements AutoCloseable {
    private static final String NO_MODEL = "none";

    /** Bounds of histograms of times: a token on a fast machine up to the longest answer. */
    private static final Duration[] TIMES = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        Duration.ofSeconds(120)
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    Meters() {
        collections.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /** In Prometheus' text format 0.0.4. */
    String scrape() {
        return registry.scrape();
    }

    /** Tells what a model is busy with, at each scrape; nothing for one that shares another's slots. */
    void watch(LoadedModel model) {
        watchDevices(model);
        if (model.generator().load().isEmpty()) {
            return;
        }
        for (Priority priority : Priority.values()) {
            Gauge.builder(
                            "radiology.model.waiting",
                            () -> load(model, load -> load.waiting().get(priority)))
                    .description("Requests that wait for a slot")
                    .tag("model", model.name())
                    .tag("priority", code(priority))
                    .register(registry);
        }
        gauge(model, "radiology.model.slots.busy", "Answers that grow now", Load::busySlots);
        gauge(model, "radiology.model.slots", "Answers that can grow at once", Load::slots);
        gauge(model, "radiology.model.kv.tokens", "Tokens that growing answers hold in the KV cache", Load::kvTokens);
        gauge(model, "radiology.model.kv.capacity", "Tokens that the KV cache can hold", Load::kvCapacity);
    }

    /** Nothing for a model on CPUs. */
    private void watchDevices(LoadedModel model) {
        for (DeviceStatus device : model.generator().devices()) {
            gauge(model, device, "radiology.model.gpu.memory.used", "Bytes of the GPU in use", DeviceStatus::usedBytes);
            gauge(model, device, "radiology.model.gpu.memory", "Bytes that the GPU has", DeviceStatus::totalBytes);
            gauge(model, device, "radiology.model.gpu.lost", "1 where it is lost", status -> status.lost() ? 1 : 0);
            ToDoubleFunction<DeviceStatus> launches = DeviceStatus::graphLaunches;
            FunctionCounter.builder("radiology.model.gpu.graph.launches", device.gpu(), gpu -> of(model, gpu, launches))
                    .description("Steps that were replayed from a CUDA graph")
                    .tag("model", model.name())
                    .tag("gpu", Integer.toString(device.gpu()))
                    .register(registry);
        }
    }

    private void gauge(
            LoadedModel model,
            DeviceStatus device,
            String name,
            String description,
            ToDoubleFunction<DeviceStatus> value) {
        Gauge.builder(name, () -> of(model, device.gpu(), value))
                .description(description)
                .tag("model", model.name())
                .tag("gpu", Integer.toString(device.gpu()))
                .register(registry);
    }

    private static double of(LoadedModel model, int gpu, ToDoubleFunction<DeviceStatus> value) {
        return model.generator().devices().stream()
                .filter(status -> status.gpu() == gpu)
                .mapToDouble(value)
                .sum();
    }

    private void gauge(LoadedModel model, String name, String description, ToDoubleFunction<Load> value) {
        Gauge.builder(name, () -> load(model, value))
                .description(description)
                .tag("model", model.name())
                .register(registry);
    }

    private static double load(LoadedModel model, ToDoubleFunction<Load> value) {
        return model.generator().load().map(value::applyAsDouble).orElse(0.0);
    }

    /** Watches a request of a served model. */
    Progress progress(LoadedModel model, Priority priority) {
        return new Progress() {
            @Override
            public void admitted(long waitedNanos, int promptTokens, int reusedTokens) {
                timer("radiology.model.wait", "From a request's coming to its slot", model, "priority", code(priority))
                        .record(waitedNanos, TimeUnit.NANOSECONDS);
                count(model, "prompt", promptTokens);
                registry.counter("radiology.model.prefix.reused", "model", model.name())
                        .increment(reusedTokens);
            }

            @Override
            public void token(long nanos, boolean first) {
                Timer timer = first
                        ? timer("radiology.model.first.token", "From a request's coming to its first token", model)
                        : timer("radiology.model.inter.token", "From one token of an answer to the next", model);
                timer.record(nanos, TimeUnit.NANOSECONDS);
                count(model, "completion", 1);
            }
        };
    }

    private void count(LoadedModel model, String kind, int tokens) {
        registry.counter("radiology.model.tokens", "model", model.name(), "kind", kind)
                .increment(tokens);
    }

    /** An answer was given. */
    void answered(Endpoint endpoint, LoadedModel model, Generation generation, long nanos) {
        ended(endpoint, Optional.of(model), Endpoint.reason(generation.finish()));
        timer("radiology.model.answer", "From a request's coming to the end of its answer", model)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    /** A request got an error instead. */
    void failed(Endpoint endpoint, Optional<LoadedModel> model, ApiError error) {
        ended(endpoint, model, error.code());
    }

    private void ended(Endpoint endpoint, Optional<LoadedModel> model, String outcome) {
        registry.counter(
                        "radiology.model.requests",
                        "model",
                        model.map(LoadedModel::name).orElse(NO_MODEL),
                        "endpoint",
                        code(endpoint),
                        "outcome",
                        outcome)
                .increment();
    }

    private Timer timer(String name, String description, LoadedModel model, String... tags) {
        return Timer.builder(name)
                .description(description)
                .tag("model", model.name())
                .tags(tags)
                .serviceLevelObjectives(TIMES)
                .register(registry);
    }

    private static String code(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
