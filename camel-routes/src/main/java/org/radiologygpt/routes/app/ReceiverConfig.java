package org.radiologygpt.routes.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.radiologygpt.model.tls.ClientTls;
import org.radiologygpt.model.tls.TlsException;
import org.radiologygpt.model.tls.TlsFiles;
import org.radiologygpt.routes.mllp.MllpTarget;

/**
 * The receiver of drafts over MLLP.
 *
 * @param target where it is and how it is spoken to
 * @param connections to it; messages of one report stay on one
 */
public record ReceiverConfig(MllpTarget target, int connections) {

    /** Empty where drafts as ORU^R01 go into a topic. */
    static Optional<ReceiverConfig> of(Settings settings) {
        boolean mllp = settings.choice("fhir.oru-destination", List.of("topic", "mllp"))
                .equals("mllp");
        return mllp ? Optional.of(receiver(settings)) : Optional.empty();
    }

    private static ReceiverConfig receiver(Settings settings) {
        MllpTarget target = new MllpTarget(
                settings.text("receiver.host").strip(),
                settings.whole("receiver.port", 1, 65535),
                settings.choice("receiver.tls", List.of("true", "false")).equals("true")
                        ? Optional.of(tls(settings))
                        : Optional.empty(),
                settings.duration("receiver.connect-timeout"),
                settings.duration("receiver.answer-timeout"));
        return new ReceiverConfig(target, settings.whole("receiver.connections", 1, 64));
    }

    private static SSLContext tls(Settings settings) {
        Optional<Path> key = settings.file("receiver.tls-key");
        String password = settings.secret("receiver.tls-password");
        Optional<TlsFiles> own = settings.file("receiver.tls-certificate")
                .map(certificate -> new TlsFiles(certificate, key, password, Optional.empty()));
        try {
            return ClientTls.context(own, settings.file("receiver.tls-authorities"), password);
        } catch (TlsException e) {
            throw new ConfigException("receiver.tls: " + e.getMessage());
        }
    }
}
