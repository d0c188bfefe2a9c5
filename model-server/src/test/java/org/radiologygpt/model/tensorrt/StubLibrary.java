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
public final class StubLibrary {
    private static final int PAGE = 4096;
    private static final String NO_VERSION = "";
    private final Map<String, byte[]> functions = new LinkedHashMap<>();
    private String version = NO_VERSION;

    /** Gives all functions a version (Linux Standard Base, symbol versioning): a caller that names one ends without. */
    public StubLibrary versioned(String name) {
        version = name;
        return this;
    }

    /** A function that returns a number: {@code mov eax, n; ret}. */
    public StubLibrary returning(String name, int number) {
        return with(name, code(6).put((byte) 0xB8).putInt(number).put((byte) 0xC3));
    }

    /** A function that stores 32 bits where its first argument points and returns 0. */
    public StubLibrary storing(String name, int number) {
        return with(
                name,
                code(9).putShort((short) 0x07C7)
                        .putInt(number)
                        .putShort((short) 0xC031)
                        .put((byte) 0xC3));
    }

    /** As {@link #storing}, 64 bits. */
    public StubLibrary storingLong(String name, int number) {
        return with(
                name,
                code(10).put((byte) 0x48)
                        .putShort((short) 0x07C7)
                        .putInt(number)
                        .putShort((short) 0xC031)
                        .put((byte) 0xC3));
    }

    /**
     * A function that calls the first virtual function of the object that its first argument points to, with 1 and a text,
     * and returns a number: what TensorRT does with a logger.
     */
    public StubLibrary saying(String name, String text, int number) {
        byte[] words = (text + "\0").getBytes(StandardCharsets.US_ASCII);
        return with(
                name,
                code(31 + words.length)
                        .putInt(0x08EC8348) // sub rsp, 8
                        .put(new byte[] {0x48, (byte) 0x8B, 0x07}) // mov rax, [rdi]
                        .put((byte) 0xBE)
                        .putInt(1) // mov esi, 1
                        .put(new byte[] {0x48, (byte) 0x8D, 0x15})
                        .putInt(12) // lea rdx, [rip + 12]
                        .putShort((short) 0x10FF) // call [rax]
                        .putInt(0x08C48348) // add rsp, 8
                        .put((byte) 0xB8)
                        .putInt(number) // mov eax, number
                        .put((byte) 0xC3)
                        .put(words));
    }

    /** A function that stores 64 bits where its second argument points and returns 0. */
    public StubLibrary storingSecond(String name, int number) {
        return with(
                name,
                code(10).put((byte) 0x48)
                        .putShort((short) 0x06C7)
                        .putInt(number)
                        .putShort((short) 0xC031)
                        .put((byte) 0xC3));
    }

    /** A function that stores 64 bits where each of its first two arguments points and returns 0. */
    public StubLibrary storingBoth(String name, int number) {
        return with(
                name,
                code(17).put((byte) 0x48)
                        .putShort((short) 0x07C7)
                        .putInt(number)
                        .put((byte) 0x48)
                        .putShort((short) 0x06C7)
                        .putInt(number)
                        .putShort((short) 0xC031)
                        .put((byte) 0xC3));
    }

    /** A function that returns its first argument: {@code mov eax, edi; ret}. */
    public StubLibrary returningFirst(String name) {
        return with(name, code(3).putShort((short) 0xF889).put((byte) 0xC3));
    }

    /** A function that returns the address of a text. */
    public StubLibrary telling(String name, String text) {
        byte[] words = (text + "\0").getBytes(StandardCharsets.US_ASCII);
        return with(
                name,
                code(8 + words.length)
                        .put(new byte[] {0x48, (byte) 0x8D, 0x05, 1, 0, 0, 0, (byte) 0xC3}) // lea rax, [rip + 1]; ret
                        .put(words));
    }

    /** A function that returns {@link #digest} of the 64-bit words that its first argument points to. */
    public StubLibrary digesting(String name, int words) {
        return with(name, digest(words, new byte[0]));
    }

    /** As {@link #digesting}, of the words that its caller left on the stack. */
    public StubLibrary digestingStack(String name, int words) {
        return with(name, digest(words, new byte[] {0x48, (byte) 0x8D, 0x7C, 0x24, 8})); // lea rdi, [rsp + 8]
    }

    private static ByteBuffer digest(int words, byte[] first) {
        return code(first.length + 22)
                .put(first)
                .putInt(0xC931C031) // xor eax, eax; xor ecx, ecx
                .put(new byte[] {0x48, 0x6B, (byte) 0xC0, 0x1F}) // imul rax, rax, 31
                .put(new byte[] {0x48, 0x03, 0x04, (byte) 0xCF}) // add rax, [rdi + 8 * rcx]
                .put(new byte[] {(byte) 0xFF, (byte) 0xC1}) // inc ecx
                .put(new byte[] {(byte) 0x83, (byte) 0xF9, (byte) words}) // cmp ecx, words
                .put(new byte[] {0x75, (byte) -15}) // jne to imul
                .put(new byte[] {(byte) 0xC3, (byte) 0x90, (byte) 0x90});
    }

    /** What the functions that digest return. */
    public static int digest(long... words) {
        long digest = 0;
        for (long word : words) {
            digest = 31 * digest + word;
        }
        return (int) digest;
    }

    public void write(Path directory, String soname) throws IOException {
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
        int versionName = strings.size();
        strings.write((version + "\0").getBytes(StandardCharsets.US_ASCII));
        int versionsAt = symbolsAt + 24 * (symbols.size() + 1);
        int definitionsAt = aligned(versionsAt + 2 * (symbols.size() + 1));
        int stringsAt = definitionsAt + 2 * 28;
        int tags = version.equals(NO_VERSION) ? 7 : 10;
        int dynamicAt = (stringsAt + strings.size() + PAGE - 1) / PAGE * PAGE;
        int sectionsAt = dynamicAt + tags * 16;
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
        segment(out, 1, 6, dynamicAt, tags * 16, PAGE);
        segment(out, 2, 6, dynamicAt, tags * 16, 8);
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
        out.position(versionsAt + 2);
        symbols.forEach(symbol -> out.putShort((short) 2));
        definition(out.position(definitionsAt), 1, name, soname, 28);
        definition(out, 2, versionName, version, 0);
        out.position(stringsAt).put(strings.toByteArray());
        out.position(dynamicAt);
        out.putLong(14).putLong(name).putLong(4).putLong(hashAt).putLong(5).putLong(stringsAt);
        out.putLong(6)
                .putLong(symbolsAt)
                .putLong(10)
                .putLong(strings.size())
                .putLong(11)
                .putLong(24);
        if (tags > 7) {
            out.putLong(0x6FFFFFF0).putLong(versionsAt);
            out.putLong(0x6FFFFFFC).putLong(definitionsAt).putLong(0x6FFFFFFD).putLong(2);
        }
        section(out, sectionsAt + 64, 11, symbolsAt, 24 * (symbols.size() + 1), 2);
        section(out, sectionsAt + 128, 3, stringsAt, strings.size(), 0);
        return out.array();
    }

    /** Elf64_Verdef with its one Elf64_Verdaux; the first is the library's own. */
    private static void definition(ByteBuffer out, int index, int name, String text, int next) {
        out.putShort((short) 1).putShort((short) (index == 1 ? 1 : 0)).putShort((short) index);
        out.putShort((short) 1).putInt(hash(text)).putInt(20).putInt(next);
        out.putInt(name).putInt(0);
    }

    /** System V ABI, chapter 5. */
    private static int hash(String name) {
        int hash = 0;
        for (char c : name.toCharArray()) {
            hash = (hash << 4) + c;
            int high = hash & 0xF0000000;
            hash = (hash ^ high >>> 24) & ~high;
        }
        return hash;
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
