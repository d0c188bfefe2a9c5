package org.radiologygpt.model.tensorrt;

/** Prints what the probes of a JVM of its own say: a call that ends the process must not end the tests. */
final class ProbeMain {
    private ProbeMain() {}

    public static void main(String[] arguments) {
        for (int i = 0; i < 2; i++) {
            GpuReport report = GpuProbe.ofThisMachine(System.getenv()).report();
            report.findings()
                    .forEach(finding -> System.out.println(
                            finding.getClass().getSimpleName() + " " + finding.part() + " " + finding.text()));
        }
        System.out.println("alive");
    }
}
