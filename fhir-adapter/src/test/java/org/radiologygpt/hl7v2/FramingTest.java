package org.radiologygpt.hl7v2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.radiologygpt.report.RejectReason;

class FramingTest {
    private static final String A = "MSH|^~\\&|A";
    private static final String B = "MSH|^~\\&|B";

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "single;              MSH|^~\\&|A\\rPID|1\\r;                                            A",
                "two;                 MSH|^~\\&|A\\rPID|1\\rMSH|^~\\&|B\\rPID|1\\r;                      A B",
                "two, LF;             MSH|^~\\&|A\\nPID|1\\n\\nMSH|^~\\&|B\\n;                           A B",
                "byte order mark;     \ufeffMSH|^~\\&|A\\r;                                              A",
                "batch;               FHS|^~\\&\\rBHS|^~\\&\\rMSH|^~\\&|A\\rMSH|^~\\&|B\\rBTS|2\\rFTS|1\\r; A B",
                "MLLP;                \u000bMSH|^~\\&|A\\r\u001c\\r\u000bMSH|^~\\&|B\\r\u001c\\r;        A B",
                "batch within MLLP;   \u000bBHS|^~\\&\\rMSH|^~\\&|A\\rMSH|^~\\&|B\\rBTS|2\\r\u001c\\r;   A B",
                "log;                 INFO|\\n<SB>\\nMSH|^~\\&|A<R>\\nPID|1<R>\\n<EB>INFO|\\n<SB>\\nMSH|^~\\&|B<R>\\n<EB><R>\\n; A B",
                "two in a log frame;  <SB>\\nMSH|^~\\&|A<R>\\nMSH|^~\\&|B<R>\\n<EB>;                      A B",
                "<SB> in a text;      MSH|^~\\&|A\\rOBX|1|TX|||Dilated <SB> loops\\rMSH|^~\\&|B\\r;               A B",
                "<SB> in MLLP;        '\u000bMSH|^~\\&|A\\rOBX|1|TX|||Dilated\\n<SB> loops\\r\u001c\\r';           A",
                "<SB> in a log frame; <SB>\\nMSH|^~\\&|A<R>\\nOBX|1|TX|||Dilated <SB> loops<R>\\n<EB>;      A",
                "text line MSH2;      MSH|^~\\&|A\\rOBX|1|TX|||Known\\nMSH2 mutation\\rMSH|^~\\&|B\\r;          A B",
                "text line MSH;       MSH|^~\\&|A\\nOBX|1|TX|||Known\\nMSH lesion\\nMSH-2, MSH: no\\n;          A",
                "text line BTS;       MSH|^~\\&|A\\rOBX|1|TX|||Known\\nBTS scan\\rPID|1\\r;                    A",
                "other separator;     MSH|^~\\&|A\\rMSH#^~\\&#B\\r;                                        A B",
                "empty MSH-2;         MSH|^~\\&|A\\rMSH||||||B\\r;                                        A B",
                "MSH within a line;   MSH|^~\\&|A\\rOBX|1|TX|||MSH|^~\\&|B\\r;                            A",
            })
    void messages_are_cut(String name, String input, String expected) {
        List<Frame> frames = frames(input.replace("\\r", "\r").replace("\\n", "\n"));
        assertThat(frames).allMatch(frame -> frame instanceof Frame.Message);
        assertThat(frames.stream().map(frame -> text(frame).strip().substring(9, 10)))
                .containsExactly(expected.split(" "));
    }

    @Test
    void what_is_no_message_is_a_frame_of_its_own() {
        assertThat(frames("Bad file\n")).extracting(FramingTest::text).containsExactly("Bad file\n");
        assertThat(frames("junk\r" + A + "\r")).hasSize(2);
        assertThat(frames("<SB>\nUnparseable\n<EB>")).hasSize(1);
        assertThat(frames("<SB>\n<R>\n<EB>")).hasSize(1);
    }

    @Test
    void input_without_any_frame_is_one_empty_frame() {
        assertThat(frames("")).extracting(FramingTest::text).containsExactly("");
        assertThat(frames("\n\n")).extracting(FramingTest::text).containsExactly("");
    }

    @Test
    void segment_marks_of_a_log_become_carriage_returns() {
        assertThat(text(frames("<SB>\n" + A + "<R>\nPID|1<R>\n<EB>").get(0))).isEqualTo(A + "\r\nPID|1\r\n\r");
    }

    @Test
    void a_frame_that_begins_before_the_last_ended_is_truncated() {
        List<Frame> frames = frames("<SB>\n" + A + "<R>\n<SB>\n" + B + "<R>\n<EB>");
        assertThat(frames).hasSize(2);
        assertThat(frames.get(0)).isInstanceOfSatisfying(Frame.Broken.class, broken -> assertThat(broken.reason())
                .isEqualTo(RejectReason.TRUNCATED));
    }

    @Test
    void a_frame_over_the_limit_is_broken_and_the_next_one_is_read() {
        String large = A + "x".repeat(5000);
        for (String input : List.of(
                large + "\r" + B + "\r",
                "\u000b" + large + "\u001c\r\u000b" + B + "\r\u001c\r",
                "<SB>" + large + "<EB><SB>" + B + "<EB>")) {
            List<Frame> frames = frames(input, 1000);
            assertThat(frames).hasSize(2);
            assertThat(frames.get(0)).isInstanceOfSatisfying(Frame.Broken.class, broken -> assertThat(broken.reason())
                    .isEqualTo(RejectReason.TOO_LARGE));
            assertThat(text(frames.get(1))).startsWith(B);
        }
    }

    @Test
    void a_stream_is_not_read_further_than_the_frame_asked_for() {
        String endless = A + "\r";
        InputStream in = new InputStream() {
            private int at;

            @Override
            public int read() {
                return endless.charAt(at++ % endless.length());
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                for (int i = 0; i < length; i++) {
                    bytes[from + i] = (byte) read();
                }
                return length;
            }
        };
        Framing framing = Framing.of(in, 1000);
        for (int i = 0; i < 10_000; i++) {
            assertThat(text(framing.next())).startsWith(A);
        }
    }

    private static List<Frame> frames(String input) {
        return frames(input, Framing.DEFAULT_LIMIT);
    }

    private static List<Frame> frames(String input, int limit) {
        List<Frame> frames = new ArrayList<>();
        Framing.of(new ByteArrayInputStream(input.getBytes(UTF_8)), limit).forEachRemaining(frames::add);
        return frames;
    }

    private static String text(Frame frame) {
        String text = new String(((Frame.Message) frame).bytes(), UTF_8);
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "BHS|^~\\&\\rMSH|^~\\&|A\\rBTS|2\\r;                               BTS-1 announces 2 messages, 1 came",
                "BHS|^~\\&\\rMSH|^~\\&|A\\rMSH|^~\\&|B\\rBTS|1|all\\r;              BTS-1 announces 1 messages, 2 came",
                "FHS|^~\\&\\rBHS|^~\\&\\rMSH|^~\\&|A\\rBTS|1\\rFTS|2\\r;            FTS-1 announces 2 batches, 1 came",
                "BHS|^~\\&\\rMSH|^~\\&|A\\rBTS|1\\rBHS|^~\\&\\rMSH|^~\\&|B\\rBTS|3\\r; BTS-1 announces 3 messages, 1 came",
            })
    void a_batch_that_holds_other_than_it_announces_is_broken(String input, String detail) {
        List<String> broken = new ArrayList<>();
        Framing.of(input.replace("\\r", "\r").getBytes(UTF_8)).forEachRemaining(frame -> {
            if (frame instanceof Frame.Broken lacking) {
                assertThat(lacking.reason()).isEqualTo(RejectReason.TRUNCATED);
                broken.add(lacking.detail());
            }
        });
        assertThat(broken).containsExactly(detail);
    }
}
