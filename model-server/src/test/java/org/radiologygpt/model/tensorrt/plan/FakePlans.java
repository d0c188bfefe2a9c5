package org.radiologygpt.model.tensorrt.plan;

import java.nio.file.Files;
import java.util.List;
import org.radiologygpt.model.tensorrt.Installed;
import org.radiologygpt.model.tensorrt.plan.BuildAnswer.Built;

/** Plans whose text says what was asked for. */
public final class FakePlans {
    private FakePlans() {}

    /** Built in this process. */
    public static Plans here() {
        return new Plans(new Installed("580.1", "10.6.0", List.of()), (request, log, timeout) -> {
            String text = "device " + request.device() + " " + request.options().get("precision");
            Files.writeString(request.plan(), text);
            return new Built(FileDigest.of(text));
        });
    }
}
