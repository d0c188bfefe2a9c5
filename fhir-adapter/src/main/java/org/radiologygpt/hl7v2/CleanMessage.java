package org.radiologygpt.hl7v2;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.radiologygpt.report.FieldRule;
import org.radiologygpt.report.TextLedger;
import org.radiologygpt.report.ValueScrub;

/**
 * The message that is written: its fields, and the free texts among them, which are cleaned together at the end, because
 * senders break a sentence over several OBX.
 */
final class CleanMessage {
    private static final Pattern UID = Pattern.compile("[0-2](?:\\.\\d+){5,}");
    private static final String HEADER = "MSH|^~\\&";
    private static final int VERSION = 12;
    private static final int CHARACTER_SET = 18;

    /** A text that waits for its cleaning, and how it is written. */
    private record Pending(Map<Integer, String> fields, int field, UnaryOperator<String> form) {}

    private final Delimiters delimiters;
    private final Charset charset;
    private final Escapes escapes;
    private final ValueScrub scrub;
    private final CleanField clean;
    private final List<String> names = new ArrayList<>();
    private final List<Map<Integer, String>> segments = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final List<Pending> pending = new ArrayList<>();

    CleanMessage(Delimiters delimiters, Charset charset, ValueScrub scrub) {
        this.delimiters = delimiters;
        this.charset = charset;
        this.escapes = new Escapes(delimiters, charset, new Warnings(), new TextLedger());
        this.scrub = scrub;
        this.clean = new CleanField(delimiters, scrub);
    }

    void add(RawSegment segment, Map<Integer, FieldRule> rules) {
        Map<Integer, String> fields = new TreeMap<>();
        names.add(segment.name());
        segments.add(fields);
        int last = segment.is("MSH") ? segment.fields() + 1 : segment.fields();
        for (int number = segment.is("MSH") ? 3 : 1; number <= last; number++) {
            String raw = segment.field(number);
            if (!raw.isBlank() && !raw.equals("\"\"")) {
                field(segment, number, raw, Optional.ofNullable(rules.get(number)), fields);
            }
        }
    }

    private void field(
            RawSegment segment, int number, String raw, Optional<FieldRule> rule, Map<Integer, String> fields) {
        if (rule.isEmpty()) {
            scrub.dropped(segment.name() + "-" + number);
        } else if (rule.get() == FieldRule.TEXT) {
            wait(fields, number, plain(raw), CleanField::escaped);
        } else if (rule.get() == FieldRule.VALUE) {
            value(segment, number, raw, fields);
        } else {
            put(fields, number, clean.field(rule.get(), raw), segment);
        }
    }

    /** OBX-5. */
    private void value(RawSegment obx, int number, String raw, Map<Integer, String> fields) {
        DataType type = DataType.of(obx.first(2)).orElse(DataType.POINTER);
        switch (type) {
            case TEXT -> text(obx, number, raw, fields);
            case DOCUMENT -> document(obx, number, raw, fields);
            case CODED -> put(fields, number, clean.field(FieldRule.CODE, raw), obx);
            case STRUCTURED_NUMERIC -> put(fields, number, clean.field(FieldRule.KEEP, raw), obx);
            case VALUE -> {
                boolean date = List.of("DT", "TS", "DTM").contains(obx.first(2));
                put(fields, number, clean.field(date ? FieldRule.DATE : FieldRule.KEEP, raw), obx);
            }
            default -> scrub.dropped("OBX-5");
        }
    }

    private void text(RawSegment obx, int number, String raw, Map<Integer, String> fields) {
        if (UID.matcher(raw.strip()).matches()) {
            put(fields, number, clean.field(FieldRule.UID, raw), obx);
        } else if (EncapsulatedData.of(raw, delimiters, charset, escapes)
                .filter(data -> raw.contains(delimiters.component() + "Base64" + delimiters.component()))
                .isPresent()) {
            document(obx, number, raw, fields);
        } else {
            wait(fields, number, plain(raw), CleanField::escaped);
        }
    }

    private void document(RawSegment obx, int number, String raw, Map<Integer, String> fields) {
        Optional<EncapsulatedData> data = EncapsulatedData.of(raw, delimiters, charset, escapes);
        if (data.isEmpty()) {
            wait(fields, number, plain(raw), CleanField::escaped);
        } else if (data.get().content() instanceof EncapsulatedData.Content.Text text) {
            wait(fields, number, text.text(), CleanMessage::encapsulated);
        } else {
            scrub.dropped(obx.name() + "-" + number);
        }
    }

    private String plain(String raw) {
        return EncapsulatedData.plainText(raw).orElseGet(() -> {
            String text = escapes.text(raw);
            return EncapsulatedData.plainText(text).orElse(text);
        });
    }

    private static String encapsulated(String text) {
        return "^TEXT^PLAIN^Base64^" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private void wait(Map<Integer, String> fields, int number, String text, UnaryOperator<String> form) {
        texts.add(text);
        pending.add(new Pending(fields, number, form));
    }

    private void put(Map<Integer, String> fields, int number, String value, RawSegment segment) {
        if (value.isEmpty()) {
            scrub.dropped(segment.name() + "-" + number);
        } else {
            fields.put(number, value);
        }
    }

    /** The whole message. */
    String written() {
        List<String> cleaned = texts.isEmpty() ? List.of() : scrub.texts(texts);
        for (int i = 0; i < pending.size(); i++) {
            Pending text = pending.get(i);
            text.fields().put(text.field(), text.form().apply(cleaned.get(i)));
        }
        StringBuilder message = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            boolean header = names.get(i).equals("MSH");
            Map<Integer, String> fields = segments.get(i);
            if (header) {
                fields.put(CHARACTER_SET, "UNICODE UTF-8");
                fields.putIfAbsent(VERSION, "2.5.1");
            }
            message.append(header ? HEADER : names.get(i));
            int at = header ? 2 : 0;
            for (Map.Entry<Integer, String> field : fields.entrySet()) {
                message.append("|".repeat(field.getKey() - at)).append(field.getValue());
                at = field.getKey();
            }
            message.append('\r');
        }
        return message.toString();
    }
}
