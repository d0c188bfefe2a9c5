package org.radiologygpt.hl7v2;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** HL7 table 0211, alternate character sets, and the names that senders write instead. */
enum Hl7Charset {
    ASCII("US-ASCII", "ASCII", "US-ASCII", "ISO IR6", "ISO IR 6"),
    LATIN_1(
            "ISO-8859-1",
            "8859/1",
            "8859-1",
            "ISO-8859-1",
            "ISO8859-1",
            "ISO_8859-1",
            "ISO IR100",
            "ISO IR 100",
            "LATIN1"),
    LATIN_2("ISO-8859-2", "8859/2", "ISO-8859-2", "ISO IR101", "ISO IR 101"),
    LATIN_3("ISO-8859-3", "8859/3", "ISO-8859-3"),
    LATIN_4("ISO-8859-4", "8859/4", "ISO-8859-4"),
    CYRILLIC("ISO-8859-5", "8859/5", "ISO-8859-5", "ISO IR144"),
    ARABIC("ISO-8859-6", "8859/6", "ISO-8859-6", "ISO IR127"),
    GREEK("ISO-8859-7", "8859/7", "ISO-8859-7", "ISO IR126"),
    HEBREW("ISO-8859-8", "8859/8", "ISO-8859-8", "ISO IR138"),
    LATIN_5("ISO-8859-9", "8859/9", "ISO-8859-9", "ISO IR148"),
    LATIN_9("ISO-8859-15", "8859/15", "ISO-8859-15"),
    WINDOWS_1250("windows-1250", "WINDOWS-1250", "CP1250"),
    WINDOWS_1251("windows-1251", "WINDOWS-1251", "CP1251"),
    WINDOWS_1252("windows-1252", "WINDOWS-1252", "CP1252", "ANSI"),
    /** JIS X 0201 Roman, 0208 and 0212, switched by escape sequences. */
    JIS("ISO-2022-JP-2", "ISO IR87", "ISO IR 87", "ISO IR159", "ISO IR 159", "ISO IR14", "ISO IR 14", "ISO-2022-JP"),
    KATAKANA("JIS_X0201", "ISO IR13", "ISO IR 13"),
    SHIFT_JIS("Shift_JIS", "SHIFT_JIS", "SHIFT-JIS"),
    CHINESE("GB18030", "GB 18030-2000", "GB18030"),
    KOREAN("EUC-KR", "KS X 1001", "EUC-KR"),
    KOREAN_ISO("ISO-2022-KR", "ISO IR149", "ISO IR 149"),
    TAIWANESE("Big5", "BIG-5", "BIG5"),
    UTF_8("UTF-8", "UNICODE UTF-8", "UTF-8", "UTF8", "UNICODE", "UNICODE-UTF-8"),
    UTF_16("UTF-16", "UNICODE UTF-16", "UTF-16"),
    UTF_32("UTF-32", "UNICODE UTF-32", "UTF-32");

    private static final Map<String, Hl7Charset> NAMED = byName();

    private final String javaName;
    private final List<String> names;

    Hl7Charset(String javaName, String... names) {
        this.javaName = javaName;
        this.names = List.of(names);
    }

    List<String> names() {
        return names;
    }

    /** Empty where this Java runtime lacks the encoding. */
    Optional<Charset> charset() {
        return Charset.isSupported(javaName) ? Optional.of(Charset.forName(javaName)) : Optional.empty();
    }

    static Optional<Charset> named(String name) {
        return Optional.ofNullable(NAMED.get(name.strip().toUpperCase(Locale.ROOT)))
                .flatMap(Hl7Charset::charset);
    }

    private static Map<String, Hl7Charset> byName() {
        Map<String, Hl7Charset> named = new HashMap<>();
        for (Hl7Charset row : values()) {
            row.names.forEach(name -> named.put(name, row));
        }
        return Map.copyOf(named);
    }
}
