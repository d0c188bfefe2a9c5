package org.radiologygpt.model.score;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenBytesTest {
    @Test
    void whole_characters_are_their_text() {
        TokenBytes bytes = TokenBytes.of(" µ🫁\uFFFD");
        assertThat(bytes.whole()).isTrue();
        assertThat(bytes.text()).isEqualTo(" µ🫁\uFFFD");
        assertThat(bytes.values()).startsWith(0x20, 0xc2, 0xb5, 0xf0);
    }

    @Test
    void a_byte_of_no_whole_character_is_written_with_its_value() {
        assertThat(bytes(0xf0, 0x9f, 0xab).text()).isEqualTo("\\xf0\\x9f\\xab");
        assertThat(bytes(0x20, 0xe2, 0x80).text()).isEqualTo(" \\xe2\\x80");
        assertThat(bytes(0xb5, 'm').text()).isEqualTo("\\xb5m");
        assertThat(bytes(0xff, 0xc2, 0xb5).text()).isEqualTo("\\xffµ");
        assertThat(bytes(0xb5).whole()).isFalse();
    }

    @Test
    void equal_bytes_are_equal_and_do_not_show_their_text() {
        assertThat(TokenBytes.of("Roe")).isEqualTo(TokenBytes.of("Roe".getBytes(UTF_8)));
        assertThat(TokenBytes.of("Roe")).hasSameHashCodeAs(TokenBytes.of("Roe")).isNotEqualTo(TokenBytes.NONE);
        assertThat(new TokenLogprob(1, TokenBytes.of("Roe"), 0).toString()).doesNotContain("Roe");
    }

    private static TokenBytes bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return TokenBytes.of(bytes);
    }
}
