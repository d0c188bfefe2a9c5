package org.radiologygpt.hl7v2;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One row of the table of messages: a name, a message, and what the reader must make of it.
 *
 * <p>Lines of the message are segments. {@code @oru P} stands for header, patient and an order with status P,
 * {@code @mdm T02 AU AV} for header, patient and TXA; {@code @encoded CLAIM as CHARSET} puts a claim into MSH-18 and
 * encodes the bytes, {@code @ends CRLF} ends segments otherwise, {@code @mllp} frames, {@code + text} goes on after a
 * line feed, {@code «base64 …»} and {@code «hex …»} encode.
 */
record TableRow(String file, String name, List<String> message, String expected) {
    private static final Pattern ENCODED = Pattern.compile("«(base64|hex) (.*?)»");

    static List<TableRow> parse(String file, String text) {
        List<TableRow> rows = new ArrayList<>();
        for (String row : text.split("(?m)^== ")) {
            if (!row.startsWith("#")) {
                String[] halves = row.split("(?m)^(?=-> )", 2);
                List<String> lines = halves[0].lines().filter(line -> !line.isBlank()).toList();
                String expected = halves.length < 2 ? "" : halves[1].lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .reduce("", (before, line) -> before + line + "\n");
                rows.add(new TableRow(file, lines.get(0), lines.subList(1, lines.size()), expected));
            }
        }
        return rows;
    }

    byte[] bytes() {
        StringBuilder text = new StringBuilder();
        String claim = "";
        String charset = "UTF-8";
        String end = "\r";
        boolean mllp = false;
        for (String line : message) {
            if (line.startsWith("@encoded ")) {
                claim = line.substring(9, line.indexOf(" as "));
                charset = line.substring(line.indexOf(" as ") + 4);
            } else if (line.startsWith("@ends ")) {
                end = line.endsWith("CRLF") ? "\r\n" : "\n";
            } else if (line.equals("@mllp")) {
                mllp = true;
            } else if (line.startsWith("+ ")) {
                text.setLength(text.length() - 1);
                text.append('\n').append(line.substring(2)).append('\r');
            } else {
                text.append(segments(line)).append('\r');
            }
        }
        String whole = encoded(text.toString().replace("|2.5.1", "|2.5.1||||||" + claim)).replace("\r", end);
        byte[] bytes = whole.getBytes(Charset.forName(charset));
        return mllp ? framed(bytes) : bytes;
    }

    private static String segments(String line) {
        String[] words = line.split(" ");
        if (line.startsWith("@oru")) {
            return "MSH|^~\\&|RIS|NORTH||EHR|20260301120500||ORU^R01|MSG1|P|2.5.1\r"
                    + "PID|1||MRN12345^^^NORTH^MR||Sample^Ada^B||19500102|F\r"
                    + "OBR|1|PL100|ACC-1|71046^Chest 2 views^C4|||20260301113000|||||||||||||||20260301120000||RAD|"
                    + (words.length < 2 ? "" : line.substring(5));
        }
        if (line.startsWith("@mdm")) {
            return "MSH|^~\\&|RIS|NORTH||EHR|20260301120500||MDM^" + words[1] + "|MSG1|P|2.5.1\r"
                    + "PID|1||MRN12345^^^NORTH^MR||Sample^Ada^B||19500102|F\r"
                    + "TXA|1|DI|TX|20260301113000||20260301114000|20260301115000||D910^Reader^Rita|D920^Signer^Sam|D930^Typist^Tom"
                    + "|DOC-77412||PL100|ACC-1||" + (words.length < 3 ? "" : words[2]) + "|R|"
                    + (words.length < 4 ? "" : words[3]);
        }
        return line;
    }

    private static String encoded(String text) {
        return ENCODED.matcher(text).replaceAll(found -> found.group(1).equals("hex")
                ? HexFormat.of().formatHex(found.group(2).getBytes(UTF_8))
                : Base64.getEncoder().encodeToString(found.group(2).getBytes(UTF_8)));
    }

    private static byte[] framed(byte[] bytes) {
        ByteArrayOutputStream framed = new ByteArrayOutputStream();
        framed.write(0x0b);
        framed.writeBytes(bytes);
        framed.write(0x1c);
        framed.write('\r');
        return framed.toByteArray();
    }

    @Override
    public String toString() {
        return file + ": " + name;
    }
}
