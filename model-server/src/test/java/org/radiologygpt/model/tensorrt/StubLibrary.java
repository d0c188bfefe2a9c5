package org.radiologygpt.model.tensorrt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a shared library for x86-64 whose functions are a few bytes of machine code; the loader opens it. */
final class StubLibrary {
    private static final int PAGE = 4096;
    private final Map<String, byte[]> functions = new LinkedHashMap<>();

    /** A function that returns a number: {@code mov eax, n; ret}. */
    StubLibrary returning(String name, int number) {
        return with(name, code(6).put((byte) 0xB8).putInt(number).put((byte) 0xC3));
    }

    /** A function that stores 32 bits where its first argument points and returns 0. */
    StubLibrary storing(String name, int number) {
        return with(
                name,
                code(9).putShort((short) 0x07C7)
                        .putInt(number)
                        .putShort((short) 0xC031)
                        .put((byte) 0xC3));
    }

    /** As {@link #storing}, 64 bits. */
    StubLibrary storingLong(String name, int number) {
        return with(
                name,
                code(10).put((byte) 0x48)
                        .putShort((short) 0x07C7)
                        .putInt(number)
                        .putShort((short) 0xC031)
                        .put((byte) 0xC3));
    }

    void write(Path directory, String soname) throws IOException {
        Files.write(directory.resolve(soname), bytes(soname));
    }

    private StubLibrary with(String name, ByteBuffer code) {
        functions.put(name, code.array());
        return this;
    }

    private static ByteBuffer code(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private byte[] bytes(String soname) throws IOException {
        ByteArrayOutputStream code = new ByteArrayOutputStream();
        ByteArrayOutputStream strings = new ByteArrayOutputStream();
        strings.write(0);
        List<int[]> symbols = new ArrayList<>();
        for (var function : functions.entrySet()) {
            symbols.add(new int[] {strings.size(), code.size()});
            strings.write((function.getKey() + "\0").getBytes(StandardCharsets.US_ASCII));
            code.write(function.getValue());
        }
        int name = strings.size();
        strings.write((soname + "\0").getBytes(StandardCharsets.US_ASCII));

        int codeAt = 64 + 4 * 56;
        int hashAt = aligned(codeAt + code.size());
        int symbolsAt = aligned(hashAt + 4 * (3 + symbols.size() + 1));
        int stringsAt = symbolsAt + 24 * (symbols.size() + 1);
        int dynamicAt = (stringsAt + strings.size() + PAGE - 1) / PAGE * PAGE;
        int sectionsAt = dynamicAt + 7 * 16;
        ByteBuffer out = ByteBuffer.allocate(sectionsAt + 3 * 64).order(ByteOrder.LITTLE_ENDIAN);

        out.putInt(0x464C457F).put((byte) 2).put((byte) 1).put((byte) 1).position(16);
        out.putShort((short) 3)
                .putShort((short) 62)
                .putInt(1)
                .putLong(0)
                .putLong(64)
                .putLong(sectionsAt);
        out.putInt(0).putShort((short) 64).putShort((short) 56).putShort((short) 4);
        out.putShort((short) 64).putShort((short) 3).putShort((short) 0);
        segment(out, 1, 5, 0, stringsAt + strings.size(), PAGE);
        segment(out, 1, 6, dynamicAt, 7 * 16, PAGE);
        segment(out, 2, 6, dynamicAt, 7 * 16, 8);
        segment(out, 0x6474E551, 6, 0, 0, 16);
        out.put(code.toByteArray());

        out.position(hashAt)
                .putInt(1)
                .putInt(symbols.size() + 1)
                .putInt(symbols.isEmpty() ? 0 : 1)
                .putInt(0);
        for (int i = 1; i <= symbols.size(); i++) {
            out.putInt(i == symbols.size() ? 0 : i + 1);
        }
        out.position(symbolsAt + 24);
        for (int[] symbol : symbols) {
            out.putInt(symbol[0]).put((byte) 0x12).put((byte) 0).putShort((short) 1);
            out.putLong(codeAt + symbol[1]).putLong(6);
        }
        out.position(stringsAt).put(strings.toByteArray());
        out.position(dynamicAt);
        out.putLong(14).putLong(name).putLong(4).putLong(hashAt).putLong(5).putLong(stringsAt);
        out.putLong(6)
                .putLong(symbolsAt)
                .putLong(10)
                .putLong(strings.size())
                .putLong(11)
                .putLong(24);
        section(out, sectionsAt + 64, 11, symbolsAt, 24 * (symbols.size() + 1), 2);
        section(out, sectionsAt + 128, 3, stringsAt, strings.size(), 0);
        return out.array();
    }

    private static void segment(ByteBuffer out, int type, int flags, int at, int size, int align) {
        out.putInt(type)
                .putInt(flags)
                .putLong(at)
                .putLong(at)
                .putLong(at)
                .putLong(size)
                .putLong(size)
                .putLong(align);
    }

    private static void section(ByteBuffer out, int position, int type, int at, int size, int link) {
        out.position(position + 4)
                .putInt(type)
                .putLong(2)
                .putLong(at)
                .putLong(at)
                .putLong(size)
                .putInt(link);
    }

    private static int aligned(int at) {
        return (at + 7) / 8 * 8;
    }
}
