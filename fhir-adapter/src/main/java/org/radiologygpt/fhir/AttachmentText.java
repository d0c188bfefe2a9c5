package org.radiologygpt.fhir;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Attachment;
import org.radiologygpt.markup.MarkupException;
import org.radiologygpt.markup.MarkupText;
import org.radiologygpt.report.RejectReason;

/** The text of an attachment that is text: plain, HTML or RTF, with its data inside the message. */
final class AttachmentText {
    private static final Set<String> HTML = Set.of("text/html", "application/xhtml+xml", "application/xhtml");
    private static final Set<String> RTF = Set.of("text/rtf", "application/rtf", "application/x-rtf", "text/richtext");
    private static final Set<String> PLAIN = Set.of("text/plain", "text/markdown", "text");
    private static final Set<String> OTHERS = Set.of("application/pdf", "image/jpeg", "image/png", "application/dicom");
    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset=\"?([A-Za-z0-9_.:-]+)");
    private static final Pattern HTML_START = Pattern.compile("(?i)\\s*(?:<!doctype\\s+html|<html)\\b");

    private AttachmentText() {}

    /** Empty where the attachment is no text, or holds no data; a URL is not fetched. Warns of what is not read. */
    static Optional<String> of(Attachment attachment, Consumer<String> warnings) {
        String type = type(attachment);
        if (!attachment.hasData()) {
            warnings.accept(
                    attachment.hasUrl()
                            ? "presentedForm with a URL only, not fetched: " + type
                            : "presentedForm without data: " + type);
            return Optional.empty();
        }
        Optional<String> text = text(attachment, type, warnings);
        if (text.isEmpty()) {
            warnings.accept("presentedForm without readable text: " + type);
        }
        return text;
    }

    /** Size of the data inside the message. */
    static int bytes(Attachment attachment) {
        return attachment.hasData() ? attachment.getData().length : 0;
    }

    private static Optional<String> text(Attachment attachment, String type, Consumer<String> warnings) {
        byte[] data = attachment.getData();
        try {
            if (RTF.contains(type) || startsAsRtf(data) && (PLAIN.contains(type) || type.isEmpty())) {
                return Optional.of(MarkupText.fromRtf(data));
            }
            if (HTML.contains(type)) {
                return Optional.of(MarkupText.fromHtml(decoded(attachment)));
            }
            boolean plain = (PLAIN.contains(type) || type.isEmpty()) && looksLikeText(data, attachment);
            return plain ? Optional.of(plain(decoded(attachment))) : Optional.empty();
        } catch (MarkupException e) {
            warnings.accept("presentedForm that is not what its type says: " + type);
            return Optional.empty();
        }
    }

    private static String plain(String text) {
        return HTML_START.matcher(text).lookingAt() ? MarkupText.fromHtml(text) : text;
    }

    /** The media type if it is a known one: an unknown one could be anything and is not repeated. */
    static String type(Attachment attachment) {
        String type = Optional.ofNullable(attachment.getContentType()).orElse("");
        String media = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        boolean known = media.isEmpty()
                || PLAIN.contains(media)
                || HTML.contains(media)
                || RTF.contains(media)
                || OTHERS.contains(media);
        return known ? media : "other";
    }

    private static boolean startsAsRtf(byte[] data) {
        String start = new String(data, 0, Math.min(data.length, 64), StandardCharsets.ISO_8859_1);
        return start.strip().startsWith("{\\rtf");
    }

    /** A PDF under a text type is no text; UTF-16 has bytes of nought. */
    private static boolean looksLikeText(byte[] data, Attachment attachment) {
        if (charset(attachment).name().startsWith("UTF-16")) {
            return true;
        }
        for (byte value : data) {
            if (value >= 0 && value < 9) {
                return false;
            }
        }
        return !new String(data, 0, Math.min(data.length, 5), StandardCharsets.ISO_8859_1).equals("%PDF-");
    }

    private static String decoded(Attachment attachment) {
        try {
            String text = charset(attachment)
                    .newDecoder()
                    .decode(ByteBuffer.wrap(attachment.getData()))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw wrongEncoding();
        }
    }

    private static Charset charset(Attachment attachment) {
        Matcher named =
                CHARSET.matcher(Optional.ofNullable(attachment.getContentType()).orElse(""));
        try {
            return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalArgumentException e) {
            throw wrongEncoding();
        }
    }

    private static Rejection wrongEncoding() {
        return new Rejection(RejectReason.WRONG_ENCODING, "presentedForm.data is not in its charset");
    }
}
