package org.radiologygpt.deid;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A hospital's secret for pseudonyms and surrogates, and its name. The secret is never printed. */
public final class DeidKey {
    /** 128 bits: below, a key could be searched. */
    public static final int LEAST_BYTES = 16;

    private static final int LEAST_DIFFERENT = 6;

    private final String id;
    private final byte[] secret;

    private DeidKey(String id, byte[] secret) {
        this.id = id;
        this.secret = secret;
    }

    /**
     * A key named by its fingerprint.
     *
     * @throws IllegalArgumentException where it is short or monotonous; never says more than its length
     */
    public static DeidKey of(byte[] secret) {
        byte[] checked = checked(secret);
        return new DeidKey("k" + HexFormat.of().formatHex(mac(checked, "radiology-gpt key id"), 0, 4), checked);
    }

    /** A key under a name of the hospital's own. */
    public static DeidKey of(String id, byte[] secret) {
        if (!id.matches("[A-Za-z0-9._-]{1,40}")) {
            throw new IllegalArgumentException("a key's id: letters, digits, dots, dashes, at most 40");
        }
        return new DeidKey(id, checked(secret));
    }

    /** What outputs and audits say of the key. */
    public String id() {
        return id;
    }

    /** HMAC-SHA-256 of a text under this key. */
    byte[] mac(String text) {
        return mac(secret, text);
    }

    private static byte[] checked(byte[] secret) {
        if (secret.length < LEAST_BYTES) {
            throw new IllegalArgumentException(
                    "a key has " + secret.length + " bytes, at least " + LEAST_BYTES + " are needed");
        }
        java.util.BitSet seen = new java.util.BitSet();
        for (byte value : secret) {
            seen.set(value & 0xff);
        }
        if (seen.cardinality() < LEAST_DIFFERENT) {
            throw new IllegalArgumentException("a key of so few different bytes is no secret");
        }
        return secret.clone();
    }

    private static byte[] mac(byte[] secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256");
        }
    }

    /** Its id only. */
    @Override
    public String toString() {
        return "DeidKey[" + id + "]";
    }
}
