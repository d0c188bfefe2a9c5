package org.radiologygpt.model.tensorrt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * The functions that a shared library defines, read from its file (ELF-64, System V ABI chapters 4 and 5).
 *
 * <p>JavaCPP's libraries bind lazily: a function that is missing is noticed when it is called, and then the loader ends
 * the process. So the names are looked up here first.
 */
final class ElfExports {
    private static final int HEADER = 64;
    private static final int SECTION = 64;
    private static final int SYMBOL = 24;
    private static final int DYNSYM = 11;
    private static final int X86_64 = 62;
    private static final int LARGEST_TABLE = 256 << 20;

    private final FileChannel file;

    private ElfExports(FileChannel file) {
        this.file = file;
    }

    /** @throws IOException where the file cannot be read or is no library for x86-64 */
    static Set<String> of(Path library) throws IOException {
        try (FileChannel file = FileChannel.open(library)) {
            return new ElfExports(file).read();
        }
    }

    private Set<String> read() throws IOException {
        ByteBuffer header = at(0, HEADER);
        boolean elf64LittleEndian = header.getInt(0) == 0x464C457F && header.get(4) == 2 && header.get(5) == 1;
        if (!elf64LittleEndian || header.getShort(18) != X86_64) {
            throw new IOException("no library for x86-64");
        }
        int count = Short.toUnsignedInt(header.getShort(60));
        ByteBuffer sections = at(header.getLong(40), (long) count * SECTION);
        for (int i = 0; i < count; i++) {
            if (sections.getInt(i * SECTION + 4) == DYNSYM) {
                int strings = sections.getInt(i * SECTION + 40);
                if (strings < 0 || strings >= count) {
                    throw new IOException("damaged table of symbols");
                }
                return names(table(sections, i), table(sections, strings));
            }
        }
        return Set.of();
    }

    private ByteBuffer table(ByteBuffer sections, int index) throws IOException {
        return at(sections.getLong(index * SECTION + 24), sections.getLong(index * SECTION + 32));
    }

    private static Set<String> names(ByteBuffer symbols, ByteBuffer strings) throws IOException {
        Set<String> names = new HashSet<>();
        for (int at = 0; at + SYMBOL <= symbols.limit(); at += SYMBOL) {
            boolean defined = symbols.getShort(at + 6) != 0;
            if (defined) {
                names.add(text(strings, symbols.getInt(at)));
            }
        }
        return names;
    }

    private static String text(ByteBuffer strings, int from) throws IOException {
        int end = from;
        while (end >= 0 && end < strings.limit() && strings.get(end) != 0) {
            end++;
        }
        if (from < 0 || end >= strings.limit()) {
            throw new IOException("damaged table of names");
        }
        return new String(strings.array(), from, end - from, StandardCharsets.ISO_8859_1);
    }

    private ByteBuffer at(long offset, long length) throws IOException {
        if (offset < 0 || length < 0 || length > LARGEST_TABLE || offset > file.size() - length) {
            throw new IOException("no ELF file, or cut short");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, offset + bytes.position()) < 0) {
                throw new IOException("cut short");
            }
        }
        return bytes.flip();
    }
}
