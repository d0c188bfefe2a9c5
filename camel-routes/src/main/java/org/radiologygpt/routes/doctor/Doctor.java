package org.radiologygpt.routes.doctor;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.radiologygpt.routes.app.CertificateFiles;
import org.radiologygpt.routes.app.ConfigException;
import org.radiologygpt.routes.app.EngineConfig;
import org.radiologygpt.routes.writeback.WriteMode;

/** Makes the checks that {@code run} rests on; each outer one ends within the timeout. */
final class Doctor {
    private static final String SETTINGS = "settings";

    private final Map<String, String> environment;
    private final Duration timeout;
    private final Clock clock;

    Doctor(Map<String, String> environment, Duration timeout, Clock clock) {
        this.environment = environment;
        this.timeout = timeout;
        this.clock = clock;
    }

    List<Check> examine(Optional<Path> file, List<String> sets) throws InterruptedException {
        List<Check> checks = new ArrayList<>();
        checks.add(MachineChecks.java(Runtime.version()));
        try {
            CertificateCheck certificates = new CertificateCheck(clock);
            CertificateFiles.of(file, environment, sets).stream()
                    .flatMap(files -> certificates.check(files).stream())
                    .forEach(checks::add);
            EngineConfig config = EngineConfig.load(file, environment, sets);
            checks.add(Check.ok(SETTINGS, file.map(Path::toString).orElse("defaults, environment and --set")));
            checks.add(MachineChecks.memory(Runtime.getRuntime().maxMemory(), config));
            checks.addAll(servers(config));
        } catch (ConfigException e) {
            checks.add(Check.broken(SETTINGS, e.getMessage()));
        }
        return checks;
    }

    private List<Check> servers(EngineConfig config) throws InterruptedException {
        HttpChecks http = new HttpChecks(config, timeout);
        List<Check> checks = new ArrayList<>();
        checks.add(new KafkaCheck(config, timeout).check());
        checks.addAll(http.models());
        WriteMode mode = config.fhir().writeMode();
        if (mode != WriteMode.KAFKA && mode != WriteMode.ORU) {
            checks.add(http.fhir());
        }
        if (mode == WriteMode.ORU) {
            config.fhir()
                    .receiver()
                    .map(receiver -> receiver.target())
                    .map(target -> ReceiverCheck.check(target.host(), target.port(), timeout))
                    .ifPresent(checks::add);
        }
        return checks;
    }
}
