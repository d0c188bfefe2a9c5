package org.radiologygpt.deid;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Numbers and codes that stand for a value under one key and for one subject; without the key they tell nothing. */
final class KeyedHash {
    private final DeidKey key;
    private final Subject subject;

    KeyedHash(DeidKey key, Subject subject) {
        this.key = key;
        this.subject = subject;
    }

    Subject subject() {
        return subject;
    }

    /** From 0 to below the bound. */
    int number(String purpose, String value, int bound) {
        return Math.floorMod(ByteBuffer.wrap(ofSubject(purpose, value)).getInt(), bound);
    }

    /** 128 bits as a decimal number. */
    BigInteger large(String purpose, String value) {
        return new BigInteger(1, java.util.Arrays.copyOf(ofSubject(purpose, value), 16));
    }

    /** The same for every subject: references between reports of different patients hold. */
    String code(String purpose, String value) {
        return HexFormat.of().formatHex(key.mac(purpose + "\u0000" + value), 0, 8);
    }

    private byte[] ofSubject(String purpose, String value) {
        return key.mac(purpose + "\u0000" + subject.id() + "\u0000" + value);
    }
}
