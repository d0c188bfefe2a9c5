package org.radiologygpt.model.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ProtoWriterTest {

    @Property
    void integers_texts_and_floats_are_read_back_by_protobuf_itself(
            @ForAll @IntRange(min = 1, max = 1000) int field,
            @ForAll long integer,
            @ForAll String text,
            @ForAll float number)
            throws IOException {
        byte[] bytes = new ProtoWriter()
                .integer(field, integer)
                .text(field, text)
                .float32(field, number)
                .toByteArray();
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        assertThat(in.readTag()).isEqualTo(field << 3);
        assertThat(in.readInt64()).isEqualTo(integer);
        assertThat(in.readTag()).isEqualTo(field << 3 | 2);
        assertThat(in.readByteArray()).isEqualTo(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(in.readTag()).isEqualTo(field << 3 | 5);
        assertThat(in.readFloat()).isEqualTo(number);
        assertThat(in.isAtEnd()).isTrue();
    }
}
