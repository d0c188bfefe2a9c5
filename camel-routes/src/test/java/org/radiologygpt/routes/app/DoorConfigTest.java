package org.radiologygpt.routes.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.radiologygpt.hl7v2.AckMode;
import org.radiologygpt.routes.mllp.ReceptionPolicy.OtherMessages;
import org.radiologygpt.routes.mllp.Unavailable;
import org.radiologygpt.routes.tls.Certificates;

class DoorConfigTest {

    @Test
    void all_doors_are_shut_as_shipped() {
        DoorConfig doors = load(List.of(), Map.of()).doors();
        assertThat(doors.mllp()).isEmpty();
        assertThat(doors.subscription()).isEmpty();
        assertThat(doors.admin()).isEmpty();
    }

    @Test
    void defaults_of_an_open_listener_are_the_cautious_ones() {
        DoorConfig.Mllp mllp =
                load(List.of("mllp.enabled=true"), Map.of()).doors().mllp().orElseThrow();
        assertThat(mllp.testTopic()).isEmpty();
        assertThat(mllp.otherMessages()).isEqualTo(OtherMessages.REJECT);
        assertThat(mllp.settings().host()).isEqualTo("127.0.0.1");
        assertThat(mllp.settings().unavailable()).isEqualTo(Unavailable.CLOSE);
        assertThat(mllp.settings().acknowledgements()).isEqualTo(AckMode.STANDARD);
        assertThat(mllp.settings().tls()).isEmpty();
        assertThat(mllp.settings().limits().stopTimeout()).isGreaterThan(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "mllp.enabled=yes; one of true, false",
                "mllp.max-connections=0; a whole number from 1 to 1000",
                "mllp.acknowledgements=enhanced; one of standard, original",
                "mllp.when-unavailable=nothing; one of close, answer",
                "mllp.other-messages=drop; one of reject, keep",
                "mllp.tls-certificate=/nowhere; a file that exists",
                "subscription.path=fhir; a path as /fhir",
                "subscription.token-file=; a file with the secret",
                "intake.store-timeout=11m; a duration up to 10m",
                "admin.max-bytes=10; a whole number from 1024",
                "admin.token-file=; a file with the operators' token",
            })
    void unusable_value_is_refused_with_its_key_and_what_is_allowed(String set, String allowed) {
        List<String> sets = List.of("mllp.enabled=true", "subscription.enabled=true", "admin.enabled=true", set);
        Map<String, String> secret = new HashMap<>(
                Map.of("RADIOLOGY_GPT_SUBSCRIPTION_TOKEN", "s3cret", "RADIOLOGY_GPT_ADMIN_TOKEN", "x".repeat(32)));
        if (set.contains("token")) {
            secret.remove(set.startsWith("admin") ? "RADIOLOGY_GPT_ADMIN_TOKEN" : "RADIOLOGY_GPT_SUBSCRIPTION_TOKEN");
        }
        assertThatThrownBy(() -> load(sets, secret))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(set.substring(0, set.indexOf('=')) + " is \"")
                .hasMessageContaining(allowed);
    }

    @Test
    void secrets_come_by_environment_and_are_not_shown(@TempDir Path directory) throws Exception {
        Path certificate = Certificates.pkcs12(directory, "server", "EC");
        List<String> sets = List.of(
                "subscription.enabled=true",
                "subscription.tls-certificate=" + certificate,
                "subscription.tls-clients=" + certificate);
        Map<String, String> environment = Map.of(
                "RADIOLOGY_GPT_SUBSCRIPTION_TOKEN",
                "hunter2",
                "RADIOLOGY_GPT_SUBSCRIPTION_TLS_PASSWORD",
                Certificates.PASSWORD);
        EngineConfig config = load(sets, environment);
        assertThat(config.doors().subscription().orElseThrow().address().tls()).isPresent();
        assertThat(config.doors().subscription().orElseThrow().address().clientCertificates())
                .isTrue();
        assertThat(config.toString()).doesNotContain("hunter2").doesNotContain(Certificates.PASSWORD);
        assertThatThrownBy(() -> load(List.of("mllp.tls-password=hunter2"), Map.of()))
                .hasMessageContaining("mllp.tls-password is a secret")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void token_of_operators_is_long_and_not_shown() {
        List<String> sets = List.of("admin.enabled=true");
        String token = "0123456789abcdef0123456789abcdef";
        EngineConfig config =
                load(sets, Map.of("RADIOLOGY_GPT_ADMIN_TOKEN", token, "RADIOLOGY_GPT_ADMIN_READ_TOKEN", "r" + token));
        assertThat(config.doors().admin().orElseThrow().readToken()).isPresent();
        assertThat(config.toString()).doesNotContain(token);
        assertThatThrownBy(() -> load(sets, Map.of("RADIOLOGY_GPT_ADMIN_TOKEN", token.substring(1))))
                .isInstanceOf(ConfigException.class)
                .hasMessage("admin.token is too short; allowed: 32 characters or more");
        assertThatThrownBy(() -> load(List.of("admin.token=" + token), Map.of()))
                .hasMessageContaining("admin.token is a secret")
                .hasMessageNotContaining(token);
    }

    @Test
    void clients_without_a_certificate_of_our_own_are_refused(@TempDir Path directory) throws Exception {
        Path clients = Certificates.pkcs12(directory, "clients", "EC");
        assertThatThrownBy(() -> load(List.of("mllp.enabled=true", "mllp.tls-clients=" + clients), Map.of()))
                .hasMessageContaining("mllp.tls-certificate");
    }

    private static EngineConfig load(List<String> sets, Map<String, String> environment) {
        return EngineConfig.load(Optional.empty(), environment, sets);
    }
}
