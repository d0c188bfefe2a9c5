package org.radiologygpt.fhir;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Attachment;
import org.radiologygpt.report.RejectReason;

/** The text of an attachment that is text: plain or HTML, with its data inside the message. */
final class AttachmentText {
    private static final Set<String> HTML = Set.of("text/html", "application/xhtml+xml", "application/xhtml");
    private static final Set<String> KNOWN =
            Set.of("application/pdf", "text/rtf", "application/rtf", "image/jpeg", "image/png", "application/dicom");
    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset=\"?([A-Za-z0-9_.:-]+)");

    private AttachmentText() {}

    /** Empty where the attachment is no text, or holds no data (a URL is not fetched). */
    static Optional<String> of(Attachment attachment) {
        String type = type(attachment);
        if (!attachment.hasData()) {
            return Optional.empty();
        }
        if (type.equals("text/plain") || type.isEmpty() && looksLikeText(attachment.getData())) {
            return Optional.of(decoded(attachment));
        }
        return HTML.contains(type) ? Optional.of(Xhtml.text(decoded(attachment))) : Optional.empty();
    }

    /** The media type if it is a known one: an unknown one could be anything and is not repeated. */
    static String type(Attachment attachment) {
        String type = Optional.ofNullable(attachment.getContentType()).orElse("");
        String media = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        boolean known = media.isEmpty() || media.equals("text/plain") || HTML.contains(media) || KNOWN.contains(media);
        return known ? media : "other";
    }

    private static boolean looksLikeText(byte[] data) {
        for (byte value : data) {
            if (value >= 0 && value < 9) {
                return false;
            }
        }
        return true;
    }

    private static String decoded(Attachment attachment) {
        try {
            return charset(attachment)
                    .newDecoder()
                    .decode(ByteBuffer.wrap(attachment.getData()))
                    .toString();
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw new Rejection(RejectReason.WRONG_ENCODING, "presentedForm.data is not in its charset");
        }
    }

    private static Charset charset(Attachment attachment) {
        Matcher named =
                CHARSET.matcher(Optional.ofNullable(attachment.getContentType()).orElse(""));
        return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
    }
}
