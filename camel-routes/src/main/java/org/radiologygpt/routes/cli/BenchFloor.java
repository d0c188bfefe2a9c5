package org.radiologygpt.routes.cli;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.radiologygpt.draft.Draft;
import org.radiologygpt.draft.ModelIdentity;
import org.radiologygpt.fhir.DraftBundle;
import org.radiologygpt.fhir.DraftSettings;
import org.radiologygpt.fhir.FhirJson;
import org.radiologygpt.guard.GuardPolicy;
import org.radiologygpt.guard.Guards;
import org.radiologygpt.hl7v2.OruReader;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.ReportStatus;
import org.radiologygpt.report.SourceProfiles;

/**
 * The floor under any engine: records whose bytes are the finished transaction are consumed and posted, so many at once.
 * Nothing is read, decided, kept or told.
 */
final class BenchFloor {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int MOST_CONFLICTS = 20;
    private static final DraftSettings SETTINGS = new DraftSettings(
            DraftSettings.BANNER, ReportStatus.PRELIMINARY, "Radiology-GPT", "0.1.0", "", Duration.ofDays(1), false);

    private static final Guards GUARDS = Guards.standard(GuardPolicy.standard());

    private final String bootstrap;
    private final URI fhir;
    private final int atOnce;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    BenchFloor(String bootstrap, URI fhir, int atOnce) {
        this.bootstrap = bootstrap;
        this.fhir = fhir;
        this.atOnce = atOnce;
    }

    /** The transaction that an engine would send for the n-th message, the verdicts of its guards included. */
    static IntFunction<byte[]> bundles(int first) {
        DraftBundle bundles = new DraftBundle(SETTINGS, Clock.systemUTC());
        OruReader reader = new OruReader(SourceProfiles.defaults());
        return i -> {
            RadiologyReport report = ((ReadOutcome.Read) reader.read(BenchMessages.oru(first + i))).report();
            return FhirJson.bytes(bundles.of(report, draft(report), "bench-0-" + i));
        };
    }

    private static Draft draft(RadiologyReport report) {
        return new Draft(
                report.key(),
                report.version(),
                1,
                BenchMessages.IMPRESSION,
                GUARDS.check(BenchMessages.IMPRESSION, report, "stop"),
                new ModelIdentity("bench", "sha256:" + "0".repeat(64), ""),
                "impression-alpaca-v1",
                "0".repeat(64),
                1,
                1,
                1);
    }

    /** Transactions a second from the first answer to the last. */
    double run(String topic, int messages) {
        Map<String, Object> properties =
                Map.of("bootstrap.servers", bootstrap, "group.id", topic, "auto.offset.reset", "earliest");
        ExecutorService posts = Executors.newFixedThreadPool(atOnce);
        AtomicLong first = new AtomicLong();
        AtomicReference<RuntimeException> fault = new AtomicReference<>();
        Semaphore free = new Semaphore(atOnce);
        try (var consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            long limit = System.nanoTime() + PATIENCE.toNanos();
            int seen = 0;
            while (seen < messages && fault.get() == null) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    seen++;
                    free.acquireUninterruptibly();
                    posts.submit(() -> {
                        try {
                            post(record.value());
                            first.compareAndSet(0, System.nanoTime());
                        } catch (RuntimeException e) {
                            fault.set(e);
                        } finally {
                            free.release();
                        }
                    });
                }
                if (System.nanoTime() > limit) {
                    throw new IllegalStateException("the floor took longer than " + PATIENCE);
                }
            }
            free.acquireUninterruptibly(atOnce);
            long end = System.nanoTime();
            consumer.commitSync();
            if (fault.get() != null) {
                throw fault.get();
            }
            return (messages - 1) * 1e9 / (end - first.get());
        } finally {
            posts.shutdownNow();
        }
    }

    /** A server with a database may refuse one of two transactions that create the same Device: it is sent again. */
    private void post(byte[] bundle) {
        HttpRequest request = HttpRequest.newBuilder(fhir)
                .header("Content-Type", "application/fhir+json")
                .header("Accept", "application/fhir+json")
                .POST(BodyPublishers.ofByteArray(bundle))
                .build();
        HttpResponse<byte[]> response = send(request);
        for (int again = 0; response.statusCode() == 409 && again < MOST_CONFLICTS; again++) {
            response = send(request);
        }
        String answer = new String(response.body(), StandardCharsets.UTF_8);
        if (response.statusCode() != 200 || !answer.contains("201 Created")) {
            throw new IllegalStateException("the FHIR server created nothing: HTTP " + response.statusCode());
        }
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return client.sendAsync(request, BodyHandlers.ofByteArray()).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the FHIR server gave no answer", e);
        }
    }
}
