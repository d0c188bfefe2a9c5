package org.radiologygpt.routes.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.model.tensorrt.GpuProbe;
import org.radiologygpt.routes.tls.Certificates;
import picocli.CommandLine;

class DoctorTest {
    /** Nobody listens there. */
    private static final String NO_BROKER = "127.0.0.1:1";

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    @TempDir
    Path directory;

    private StubServers servers;

    @BeforeEach
    void start() throws Exception {
        servers = new StubServers();
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    void servers_that_answer_are_ok_and_a_dead_broker_is_broken() throws Exception {
        List<Check> checks = examine(Clock.systemUTC());

        assertThat(of(checks, "FHIR server").verdict()).isEqualTo(Verdict.OK);
        assertThat(of(checks, "model server").text()).startsWith("demo-model at http");
        assertThat(of(checks, "Kafka"))
                .isEqualTo(Check.broken("Kafka", of(checks, "Kafka").text()));
        assertThat(of(checks, "Kafka").text())
                .startsWith("no answer from 127.0.0.1:1")
                .contains("kafka.bootstrap-servers");
    }

    @Test
    void tokens_are_sent_and_never_printed() throws Exception {
        servers.answer(StubServers.FHIR, 403, "secret body");
        List<Check> checks = new Doctor(
                        Map.of("RADIOLOGY_GPT_FHIR_TOKEN", "hunter2", "RADIOLOGY_GPT_MODEL_TOKEN", "hunter3"),
                        TIMEOUT,
                        Clock.systemUTC())
                .examine(Optional.empty(), servers.sets(NO_BROKER));

        assertThat(servers.authorization(StubServers.FHIR)).isEqualTo("Bearer hunter2");
        assertThat(servers.authorization(StubServers.MODELS)).isEqualTo("Bearer hunter3");
        assertThat(of(checks, "FHIR server").text()).contains("refuses (403); see fhir.token-file");
        assertThat(checks.toString()).doesNotContain("hunter").doesNotContain("secret body");
    }

    @Test
    void answers_of_something_else_are_broken() throws Exception {
        servers.answer(StubServers.FHIR, 200, "{\"resourceType\":\"CapabilityStatement\",\"fhirVersion\":\"3.0.2\"}");
        servers.answer(StubServers.MODELS, 200, "<html>");
        List<Check> checks = examine(Clock.systemUTC());

        assertThat(of(checks, "FHIR server").text()).contains("no CapabilityStatement of FHIR R4");
        assertThat(of(checks, "model server").text()).contains("no model demo-model; see model.name");

        servers.answer(StubServers.MODELS, 503, "");
        assertThat(of(examine(Clock.systemUTC()), "model server").text()).contains("answers 503");
    }

    @Test
    void a_server_that_takes_the_connection_and_says_nothing_is_given_up_in_time() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + silent.getLocalPort();
            Check check = of(examine(Clock.systemUTC(), "model.url=" + url), "model server");
            assertThat(check.text()).startsWith("no answer from " + url);
        }
    }

    @Test
    void settings_that_cannot_be_used_are_told_with_their_key() throws Exception {
        Check check = of(examine(Clock.systemUTC(), "fhir.write-mode=fax"), "settings");
        assertThat(check.verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(check.text()).startsWith("fhir.write-mode is \"fax\"; allowed: ");
    }

    @Test
    void an_mllp_receiver_takes_the_place_of_the_fhir_server() throws Exception {
        try (ServerSocket receiver = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            List<Check> checks = examine(
                    Clock.systemUTC(),
                    "fhir.write-mode=oru",
                    "fhir.oru-destination=mllp",
                    "receiver.port=" + receiver.getLocalPort());
            assertThat(of(checks, "MLLP receiver").verdict()).isEqualTo(Verdict.OK);
            assertThat(checks).noneMatch(check -> check.subject().equals("FHIR server"));
        }
    }

    @Test
    void certificates_are_read_private_and_valid() throws Exception {
        Path store = Certificates.pkcs12(directory, "server", "EC");
        Path key = Certificates.key(store);
        String[] sets = {
            "mllp.enabled=true",
            "mllp.tls-certificate=" + Certificates.certificate(store),
            "mllp.tls-key=" + key,
            "admin.tls-certificate=/not/there"
        };
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        List<Check> checks = examine(Clock.systemUTC(), sets);
        assertThat(of(checks, "TLS of mllp").verdict()).isEqualTo(Verdict.OK);
        assertThat(of(checks, "TLS of mllp").text()).endsWith("renew it soon");
        assertThat(checks).noneMatch(check -> check.subject().equals("TLS of admin"));

        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(of(examine(Clock.systemUTC(), sets), "TLS of mllp").text()).contains("chmod o-rwx " + key);

        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(3));
        assertThat(of(examine(later, sets), "TLS of mllp").text())
                .contains(" expired on ")
                .contains("renew it");

        Files.delete(key);
        assertThat(of(examine(Clock.systemUTC(), sets), "TLS of mllp").text()).contains("cannot be read");
    }

    @Test
    void memory_is_measured_against_what_may_be_in_hand() throws Exception {
        assertThat(of(examine(Clock.systemUTC(), "kafka.consumers=256", "kafka.in-hand-bytes=1073741824"), "memory"))
                .satisfies(check -> {
                    assertThat(check.verdict()).isEqualTo(Verdict.BROKEN);
                    assertThat(check.text()).contains("RADIOLOGY_GPT_JAVA_OPTS=-Xmx");
                });
    }

    @Test
    void gpu_alone_is_listed_on_request_and_decides_the_exit_code() {
        StringWriter out = new StringWriter();
        int code = new CommandLine(new DoctorCommand())
                .setOut(new PrintWriter(out))
                .execute("--gpu");
        boolean complete = GpuProbe.ofThisMachine(System.getenv()).report().isComplete();

        assertThat(code).isEqualTo(complete ? 0 : 1);
        assertThat(out.toString()).contains("platform").doesNotContain("Kafka");
    }

    @Test
    void a_missing_gpu_does_not_hinder() {
        assertThat(MachineChecks.gpu(GpuProbe.ofThisMachine(Map.of()).report()))
                .isNotEmpty()
                .noneMatch(Check::hinders);
    }

    private List<Check> examine(Clock clock, String... more) throws InterruptedException {
        List<String> sets = new ArrayList<>(servers.sets(NO_BROKER));
        sets.addAll(List.of(more));
        return new Doctor(Map.of(), TIMEOUT, clock).examine(Optional.empty(), sets);
    }

    private static Check of(List<Check> checks, String subject) {
        return checks.stream()
                .filter(check -> check.subject().equals(subject))
                .findFirst()
                .orElseThrow(() -> new AssertionError(subject + " in " + checks));
    }
}
