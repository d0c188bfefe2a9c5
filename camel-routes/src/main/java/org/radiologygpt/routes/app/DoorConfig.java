package org.radiologygpt.routes.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.radiologygpt.hl7v2.AckMode;
import org.radiologygpt.model.tls.ServerTls;
import org.radiologygpt.model.tls.TlsException;
import org.radiologygpt.model.tls.TlsFiles;
import org.radiologygpt.routes.admin.AdminSettings;
import org.radiologygpt.routes.http.HttpAddress;
import org.radiologygpt.routes.http.Secret;
import org.radiologygpt.routes.mllp.MllpSettings;
import org.radiologygpt.routes.mllp.MllpSettings.Limits;
import org.radiologygpt.routes.mllp.ReceptionPolicy.OtherMessages;
import org.radiologygpt.routes.mllp.Unavailable;
import org.radiologygpt.routes.subscription.SubscriptionSettings;

/**
 * What the engine itself listens on; each may be off.
 *
 * @param mllp the MLLP listener
 * @param subscription the endpoint of FHIR Subscriptions
 * @param admin the operators' endpoint
 * @param storeTimeout longest time until a received message is known to be stored or not
 */
public record DoorConfig(
        Optional<Mllp> mllp,
        Optional<SubscriptionSettings> subscription,
        Optional<AdminSettings> admin,
        Duration storeTimeout) {
    private static final Set<String> OWN = Set.of("127.0.0.1", "localhost", "::1");

    private static final List<String> SWITCH = List.of("true", "false");
    private static final int MEBIBYTE = 1 << 20;
    private static final Duration LONGEST_STORE = Duration.ofMinutes(10);

    /**
     * The listener and its policy.
     *
     * @param testTopic topic of messages with MSH-11 T or D; empty refuses them
     */
    public record Mllp(MllpSettings settings, Optional<String> testTopic, OtherMessages otherMessages) {}

    static DoorConfig of(Settings settings) {
        return new DoorConfig(
                isOn(settings, "mllp") ? Optional.of(mllp(settings)) : Optional.empty(),
                isOn(settings, "subscription") ? Optional.of(subscription(settings)) : Optional.empty(),
                isOn(settings, "admin") ? Optional.of(admin(settings)) : Optional.empty(),
                storeTimeout(settings));
    }

    private static Duration storeTimeout(Settings settings) {
        Duration timeout = settings.duration("intake.store-timeout");
        return timeout.compareTo(LONGEST_STORE) > 0
                ? settings.fail("intake.store-timeout", "a duration up to " + LONGEST_STORE.toMinutes() + "m")
                : timeout;
    }

    private static boolean isOn(Settings settings, String door) {
        return settings.choice(door + ".enabled", SWITCH).equals("true");
    }

    private static Mllp mllp(Settings settings) {
        Limits limits = new Limits(
                settings.whole("mllp.max-frame-bytes", 1024, 64 * MEBIBYTE),
                settings.whole("mllp.max-connections", 1, 1000),
                settings.whole("mllp.max-in-flight", 1, 10_000),
                settings.duration("mllp.frame-timeout"),
                settings.duration("mllp.idle-timeout"),
                settings.duration("mllp.write-timeout"),
                settings.duration("mllp.stop-timeout"));
        String test = settings.optional("mllp.test-topic").strip();
        return new Mllp(
                new MllpSettings(
                        settings.text("mllp.host"),
                        settings.whole("mllp.port", 0, 65535),
                        tls(settings, "mllp"),
                        settings.file("mllp.tls-clients").isPresent(),
                        limits,
                        chosen(settings, "mllp.acknowledgements", AckMode.class),
                        chosen(settings, "mllp.when-unavailable", Unavailable.class)),
                test.isEmpty() ? Optional.empty() : Optional.of(test),
                chosen(settings, "mllp.other-messages", OtherMessages.class));
    }

    private static SubscriptionSettings subscription(Settings settings) {
        String path = settings.text("subscription.path");
        if (!path.startsWith("/") || path.endsWith("/")) {
            settings.fail("subscription.path", "a path as /fhir, without a slash at its end");
        }
        String secret = settings.secret("subscription.token");
        if (secret.isBlank()) {
            settings.fail(
                    "subscription.token-file",
                    "a file with the secret that the FHIR server sends, or " + Settings.variable("subscription.token"));
        }
        return new SubscriptionSettings(
                address(settings, "subscription"),
                path,
                settings.text("subscription.header"),
                new Secret(secret),
                settings.whole("subscription.max-bytes", 1024, 64 * MEBIBYTE));
    }

    private static AdminSettings admin(Settings settings) {
        if (settings.secret("admin.token").isEmpty()) {
            settings.fail(
                    "admin.token-file", "a file with the operators' token, or " + Settings.variable("admin.token"));
        }
        if (settings.secret("admin.read-token").equals(settings.secret("admin.token"))) {
            throw new ConfigException("admin.read-token must differ from admin.token");
        }
        HttpAddress address = address(settings, "admin");
        if (address.tls().isEmpty() && !OWN.contains(address.host())) {
            settings.fail("admin.tls-certificate", "a file, where admin.host is not this machine's own");
        }
        return new AdminSettings(
                address,
                token(settings, "admin.token").orElseThrow(),
                token(settings, "admin.read-token"),
                settings.whole("admin.max-bytes", 1024, MEBIBYTE));
    }

    private static Optional<Secret> token(Settings settings, String key) {
        String token = settings.secret(key);
        if (!token.isEmpty() && token.length() < AdminSettings.LEAST_TOKEN) {
            throw new ConfigException(
                    key + " is too short; allowed: " + AdminSettings.LEAST_TOKEN + " characters or more");
        }
        return token.isEmpty() ? Optional.empty() : Optional.of(new Secret(token));
    }

    private static HttpAddress address(Settings settings, String door) {
        return new HttpAddress(
                settings.text(door + ".host"),
                settings.whole(door + ".port", 0, 65535),
                tls(settings, door),
                settings.file(door + ".tls-clients").isPresent(),
                settings.duration(door + ".idle-timeout"));
    }

    private static Optional<SSLContext> tls(Settings settings, String door) {
        Optional<Path> certificate = settings.file(door + ".tls-certificate");
        if (certificate.isEmpty() && settings.file(door + ".tls-clients").isPresent()) {
            settings.fail(door + ".tls-certificate", "a file, where " + door + ".tls-clients names one");
        }
        return certificate.map(path -> context(settings, door, path));
    }

    private static SSLContext context(Settings settings, String door, Path certificate) {
        try {
            return ServerTls.context(new TlsFiles(
                    certificate,
                    settings.file(door + ".tls-key"),
                    settings.secret(door + ".tls-password"),
                    settings.file(door + ".tls-clients")));
        } catch (TlsException e) {
            throw new ConfigException(door + ".tls-certificate: " + e.getMessage());
        }
    }

    /** An enum's constant by its name in lower case. */
    private static <E extends Enum<E>> E chosen(Settings settings, String key, Class<E> type) {
        List<String> allowed = List.of(type.getEnumConstants()).stream()
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        return Enum.valueOf(type, settings.choice(key, allowed).toUpperCase(Locale.ROOT));
    }
}
