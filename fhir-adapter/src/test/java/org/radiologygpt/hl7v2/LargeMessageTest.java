package org.radiologygpt.hl7v2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What reading costs grows as the message does: counted in bytes allocated, which no load of the machine changes. */
class LargeMessageTest {
    private static final int SMALL = 5_000;
    private static final int LARGE = 50_000;

    enum Shape {
        LINES(i -> "OBX|" + i + "|TX|R^Report^L||Line " + i + line() + "||||||P\r"),
        LINES_BACKWARDS(i -> "OBX|" + (900_000 - i) + "|TX|R^Report^L||Line " + i + line() + "||||||P\r"),
        GROUPS(i -> "OBX|" + i + "|TX|R^Report^L|" + i % 7 + "|Line " + i + line() + "||||||F\r"),
        CODES(i -> "OBX|" + i + "|TX|71046&" + (i % 2 == 0 ? "FND" : "IMP") + "||Line " + i + line() + "||||||P\r"),
        NOTES(i -> "NTE|" + i + "||Line " + i + line() + "\r"),
        CONTINUED(i -> "line " + i + line() + "\n"),
        STATUSES(i -> "OBX|" + i + "|TX|R^Report^L||Line " + i + line() + "||||||" + (i % 2 == 0 ? "P" : "F") + "\r"),
        ESCAPES(i -> "OBX|" + i + "|FT|R^Report^L||\\.br\\\\H\\C:\\x~" + i + line() + "||||||P\r");

        private final IntFunction<String> segment;

        Shape(IntFunction<String> segment) {
            this.segment = segment;
        }

        private static String line() {
            return " of a report that has many: lungs clear, heart normal in size, no effusion, no pneumothorax; bones unremarkable "
                    + "for age, and nothing else of note in the part that is shown here at all.";
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void ten_times_the_lines_cost_ten_times_as_much(Shape shape) {
        byte[] small = message(shape, SMALL);
        byte[] large = message(shape, LARGE);
        allocated(small);
        double each = (double) allocated(small) / small.length;
        double eachOfMany = (double) allocated(large) / large.length;
        System.out.printf("%s: %.1f and %.1f bytes allocated for each byte of the message%n", shape, each, eachOfMany);
        assertThat(eachOfMany).isLessThan(1.5 * each);
    }

    private static long allocated(byte[] message) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThat(OruMessages.read(message).sections()).isNotEmpty();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static byte[] message(Shape shape, int lines) {
        StringBuilder message = new StringBuilder(OruMessages.oru("OBX|1|TX|R^Report^L||FINDINGS:||||||P"));
        for (int i = 2; i < lines; i++) {
            message.append(shape.segment.apply(i));
        }
        return message.toString().getBytes(UTF_8);
    }
}
