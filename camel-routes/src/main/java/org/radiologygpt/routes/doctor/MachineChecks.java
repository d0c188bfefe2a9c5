package org.radiologygpt.routes.doctor;

import java.util.List;
import org.radiologygpt.model.tensorrt.Finding;
import org.radiologygpt.model.tensorrt.GpuReport;
import org.radiologygpt.routes.app.EngineConfig;

/** Java, memory, GPU. */
final class MachineChecks {
    private static final int LEAST_JAVA = 17;
    private static final long MEBIBYTE = 1 << 20;
    /** Of the program itself: Camel, HAPI and the clients; an estimate. */
    private static final long PROGRAM = 256 * MEBIBYTE;
    /** One fetch of a consumer beyond what it holds (docs/scaling.md). */
    private static final long FETCH = 8 * MEBIBYTE;

    private static final int INPUT_TOPICS = 2;

    private MachineChecks() {}

    static Check java(Runtime.Version version) {
        return version.feature() >= LEAST_JAVA
                ? Check.ok("Java", version.toString())
                : Check.broken("Java", version + "; install a JDK, 17 or later");
    }

    /** @param heap the most that this JVM may take, in bytes */
    static Check memory(long heap, EngineConfig config) {
        long consumers = (long) INPUT_TOPICS * config.kafka().consumers();
        long least = PROGRAM + consumers * (config.flow().inHandBytes() + FETCH);
        String text = "heap of " + heap / MEBIBYTE + " MiB, " + least / MEBIBYTE + " MiB for kafka.consumers and"
                + " kafka.in-hand-bytes";
        return heap >= least
                ? Check.ok("memory", text)
                : Check.broken(
                        "memory",
                        text + "; set RADIOLOGY_GPT_JAVA_OPTS=-Xmx" + least / MEBIBYTE
                                + "m or lower kafka.in-hand-bytes");
    }

    /** A GPU is never needed: the routes ask a model server, and that serves on CPUs too. */
    static List<Check> gpu(GpuReport report) {
        return report.findings().stream()
                .map(finding -> new Check(finding.part().title(), verdict(finding), finding.text(), false))
                .toList();
    }

    private static Verdict verdict(Finding finding) {
        if (finding instanceof Finding.Found) {
            return Verdict.OK;
        }
        return finding instanceof Finding.Missing ? Verdict.MISSING : Verdict.SKIPPED;
    }
}
