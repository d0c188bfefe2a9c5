package org.radiologygpt.routes.mllp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.radiologygpt.hl7v2.AckReason;

class BlockReaderTest {
    private static final int LIMIT = 10_000;
    private final AtomicLong nanos = new AtomicLong();

    /** Whatever TCP does to the bytes, the blocks are those that were sent, byte for byte and in order. */
    @Property(tries = 300)
    void blocks_do_not_depend_on_the_chunks_in_which_they_come(
            @ForAll("contents") List<String> contents, @ForAll long seed) {
        StringBuilder sent = new StringBuilder();
        Random random = new Random(seed);
        for (String content : contents) {
            sent.append('\u000b').append(content).append('\u001c').append(random.nextInt(4) == 0 ? "" : "\r");
        }
        List<Block> blocks = blocks(chunks(sent.toString(), random));
        assertThat(blocks).hasSize(contents.size() + 1);
        for (int i = 0; i < contents.size(); i++) {
            assertThat(text(blocks.get(i))).isEqualTo(contents.get(i));
        }
        assertThat(blocks.get(contents.size())).isEqualTo(new Block.End(Ending.PEER));
    }

    /** Of any bytes whatever, each but the marks and line ends is in one block, and the reader comes to its end. */
    @Property(tries = 300)
    void any_bytes_come_to_an_end_and_none_is_lost(@ForAll("anything") String bytes, @ForAll long seed) {
        List<Block> blocks = blocks(chunks(bytes, new Random(seed)));
        String kept = String.join("", blocks.stream().map(BlockReaderTest::text).toList());
        assertThat(kept.replaceAll("[\\x0b\\x1c\\s]", "")).isEqualTo(bytes.replaceAll("[\\x0b\\x1c\\s]", ""));
    }

    @Provide
    Arbitrary<List<String>> contents() {
        Arbitrary<String> content = Arbitraries.strings()
                .withChars('M', '|', '\r', '\n', '<', '\u00e4', '\u00ff', '\u0000')
                .ofMaxLength(60);
        return content.list().ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> anything() {
        return Arbitraries.strings()
                .withChars('\u000b', '\u001c', '\r', 'a', 'b')
                .ofMaxLength(80);
    }

    @Test
    void block_without_end_mark_is_cut_where_the_next_begins_and_the_next_is_whole() {
        List<Block> blocks = blocks(List.of("\u000bone\u000btwo\u001c\r"));
        assertThat(((Block.Broken) blocks.get(0)).reason()).isEqualTo(AckReason.TRUNCATED);
        assertThat(text(blocks.get(0))).isEqualTo("one");
        assertThat(text(blocks.get(1))).isEqualTo("two");
    }

    @Test
    void block_that_the_end_of_the_connection_cuts_is_broken() {
        List<Block> blocks = blocks(List.of("\u000bone"));
        assertThat(((Block.Broken) blocks.get(0)).reason()).isEqualTo(AckReason.TRUNCATED);
        assertThat(blocks.get(1)).isEqualTo(new Block.End(Ending.PEER));
    }

    @Test
    void block_that_a_broken_connection_cuts_is_not_lost_from_the_count() {
        byte[] start = {BlockReader.START, 'x'};
        ByteSource breaking = (into, left) -> {
            System.arraycopy(start, 0, into, 0, 2);
            return start[0] == 0 ? ByteSource.BROKEN : 2 + (start[0] = 0);
        };
        BlockReader reader = reader(breaking);
        assertThat(((Block.Broken) reader.next()).reason()).isEqualTo(AckReason.TRUNCATED);
        assertThat(reader.next()).isEqualTo(new Block.End(Ending.BROKEN));
    }

    @Test
    void bytes_between_blocks_are_one_find_and_line_ends_none() {
        List<Block> blocks = blocks(List.of("\r\n \u000bone\u001c\r\r\nnoise\u000btwo\u001c"));
        assertThat(blocks).hasSize(4);
        assertThat(blocks.get(1)).isInstanceOfSatisfying(Block.Outside.class, outside -> assertThat(outside.length())
                .isEqualTo(5));
        assertThat(text(blocks.get(2))).isEqualTo("two");
    }

    @Test
    void block_over_the_limit_keeps_its_beginning_and_the_next_is_found() {
        List<Block> blocks = blocks(List.of("\u000b" + "x".repeat(LIMIT + 1) + "\u001c\r\u000btwo\u001c\r"));
        Block.Broken large = (Block.Broken) blocks.get(0);
        assertThat(large.reason()).isEqualTo(AckReason.TOO_LARGE);
        assertThat(large.length()).isEqualTo(LIMIT + 1);
        assertThat(large.bytes()).hasSize(BlockReader.KEPT);
        assertThat(text(blocks.get(1))).isEqualTo("two");
        assertThat(blocks(List.of("\u000b" + "x".repeat(LIMIT) + "\u001c")).get(0))
                .isInstanceOf(Block.Whole.class);
    }

    @Test
    void endless_bytes_without_a_block_end_the_connection() {
        List<Block> blocks = blocks(List.of("x".repeat(200_000)));
        assertThat(blocks.get(0)).isInstanceOf(Block.Outside.class);
        assertThat(blocks.get(1)).isEqualTo(new Block.End(Ending.NO_MLLP));
    }

    @Test
    void block_that_trickles_in_is_ended_by_the_time_for_the_whole_of_it() {
        ByteSource trickle = (into, left) -> {
            nanos.addAndGet(Duration.ofSeconds(9).toNanos());
            if (left < Duration.ofSeconds(9).toNanos()) {
                return ByteSource.TIMED_OUT;
            }
            into[0] = into[1] == 1 ? (byte) 'x' : BlockReader.START;
            into[1] = 1;
            return 1;
        };
        BlockReader reader = reader(trickle);
        assertThat(text(reader.next())).isEqualTo("xxx");
        assertThat(reader.next()).isEqualTo(new Block.End(Ending.FRAME_TIMEOUT));
    }

    @Test
    void silence_between_blocks_ends_the_connection_as_idle() {
        assertThat(reader((into, left) -> ByteSource.TIMED_OUT).next()).isEqualTo(new Block.End(Ending.IDLE_TIMEOUT));
    }

    private List<Block> blocks(List<String> chunks) {
        List<String> left = new ArrayList<>(chunks);
        BlockReader reader = reader((into, nanosLeft) -> give(left, into));
        List<Block> blocks = new ArrayList<>();
        do {
            blocks.add(reader.next());
        } while (!(blocks.get(blocks.size() - 1) instanceof Block.End));
        return blocks;
    }

    private static int give(List<String> left, byte[] into) {
        if (left.isEmpty()) {
            return ByteSource.END;
        }
        byte[] all = left.remove(0).getBytes(ISO_8859_1);
        int count = Math.min(all.length, into.length);
        System.arraycopy(all, 0, into, 0, count);
        if (count < all.length) {
            left.add(0, new String(Arrays.copyOfRange(all, count, all.length), ISO_8859_1));
        }
        return count;
    }

    private static List<String> chunks(String text, Random random) {
        List<String> chunks = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            int end = Math.min(text.length(), at + 1 + random.nextInt(12));
            chunks.add(text.substring(at, end));
            at = end;
        }
        return chunks;
    }

    private BlockReader reader(ByteSource source) {
        return new BlockReader(source, LIMIT, Duration.ofSeconds(30), Duration.ofSeconds(300), nanos::get);
    }

    private static String text(Block block) {
        if (block instanceof Block.Whole whole) {
            return new String(whole.bytes(), ISO_8859_1);
        }
        if (block instanceof Block.Broken broken) {
            return new String(broken.bytes(), ISO_8859_1);
        }
        return block instanceof Block.Outside outside ? new String(outside.bytes(), ISO_8859_1) : "";
    }
}
