package org.radiologygpt.bench;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.radiologygpt.hl7v2.OruReader;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.SourceProfiles;

/** One ORU^R01 of megabytes, 200 bytes to an OBX: 10 MB have 50,000 of them. */
final class BigMessage {
    private static final int LINE = 200;
    private static final String HEAD = String.join(
            "\r",
            "MSH|^~\\&|RIS|BENCH|RADGPT|BENCH|20260301120000||ORU^R01^ORU_R01|BIG-1|P|2.5.1",
            "PID|1||77001^^^BENCH^MR||Sampleton^Petra^Q||19610412|F",
            "OBR|1|P1|F1|71260^CT CHEST W CONTRAST^L|||20260301113000|||||||||||||||20260301115500||RAD|P",
            "");
    private static final String SENTENCE = "Nodule %d of the left lower lobe measures %d mm and is unchanged since the"
            + " examination of last year; no further nodule and no consolidation. ";

    /**
     * Reading it, in a JVM of its own.
     *
     * @param bytes size of the message
     * @param seconds median of five readings
     * @param allocated bytes allocated by one reading
     * @param heap least {@code -Xmx} in MB with which it is read, the message itself included
     */
    record Figures(int bytes, double seconds, double allocated, int heap) {}

    private BigMessage() {}

    static Figures measure(int megabytes10) {
        String size = Integer.toString(megabytes10 * 100_000);
        ChildJvm.Run run = ChildJvm.run(List.of("-Xmx2g", "-XX:+UseSerialGC"), BigMessage.class, size, "5");
        return new Figures(
                megabytes10 * 100_000,
                run.value("seconds"),
                run.value("allocated"),
                leastHeap(size).orElseThrow(() -> new IllegalStateException("2 GB of heap are too few")));
    }

    /** By bisection; a child that has too little ends with an error. */
    private static Optional<Integer> leastHeap(String size) {
        int fails = 4;
        int reads = 2048;
        while (reads - fails > Math.max(2, reads / 32)) {
            int middle = reads > 512 ? reads / 4 + fails : (fails + reads) / 2;
            if (ChildJvm.run(List.of("-Xmx" + middle + "m", "-XX:+UseSerialGC"), BigMessage.class, size, "1")
                            .exit()
                    == 0) {
                reads = middle;
            } else {
                fails = middle;
            }
        }
        return reads == 2048 ? Optional.empty() : Optional.of(reads);
    }

    /** The child: size in bytes, number of readings. */
    public static void main(String[] arguments) {
        byte[] message = bytes(Integer.parseInt(arguments[0]));
        OruReader reader = new OruReader(SourceProfiles.defaults());
        int readings = Integer.parseInt(arguments[1]);
        double[] seconds = new double[readings];
        long allocated = 0;
        for (int i = 0; i < readings; i++) {
            long start = System.nanoTime();
            long before = allocatedBytes();
            if (!(reader.read(message) instanceof ReadOutcome.Read)) {
                System.exit(3);
            }
            allocated = allocatedBytes() - before;
            seconds[i] = (System.nanoTime() - start) / 1e9;
        }
        System.out.println("seconds="
                + Rates.median(java.util.Arrays.stream(seconds).boxed().toList()));
        System.out.println("allocated=" + allocated);
    }

    /** A message of about that many bytes. */
    static byte[] bytes(int size) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(size);
        out.writeBytes(HEAD.getBytes(StandardCharsets.US_ASCII));
        for (int i = 1; out.size() < size; i++) {
            String start = "OBX|" + i + "|TX|71260^CT CHEST W CONTRAST^L||" + (i == 1 ? "FINDINGS: " : "");
            String text = SENTENCE.formatted(i, i % 30 + 1).strip();
            String line = start + text + "||||||P";
            out.writeBytes(
                    (line.substring(0, Math.min(line.length(), LINE - 1)) + "\r").getBytes(StandardCharsets.US_ASCII));
        }
        return out.toByteArray();
    }

    private static long allocatedBytes() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
