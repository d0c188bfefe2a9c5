package org.radiologygpt.hl7v2;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.radiologygpt.report.ReportStatus;
import org.radiologygpt.report.Section;
import org.radiologygpt.report.SectionFinder;
import org.radiologygpt.report.SectionKind;
import org.radiologygpt.report.SourceProfile;
import org.radiologygpt.report.TextAccount;
import org.radiologygpt.report.TextLedger;
import org.radiologygpt.report.TextLoss;

/**
 * The text of a report out of its OBX and NTE segments. Lines under one code are one text; lines under codes that name
 * no section run on as one text, which is searched for headings; values, documents and notes stand apart.
 *
 * <p>Every character of OBX-5 and NTE-3 that is no blank ends in a block, or is counted as lost.
 */
final class ReportLines {
    private static final Pattern UID = Pattern.compile("[0-2](?:\\.\\d+){5,}");
    private static final int LONGEST_UID = 80;
    private static final Set<String> STUDY_UID_CODES = Set.of("113014", "110180");

    private final SourceProfile profile;
    private final Delimiters delimiters;
    private final Charset charset;
    private final Warnings warnings;
    private final TextLedger ledger;
    private final Escapes escapes;
    private final ObservedValue values;

    private final List<TextBlock> blocks = new ArrayList<>();
    private final List<LineStatus> statuses = new ArrayList<>();
    private Optional<TextBlock> running = Optional.empty();
    private Optional<TextBlock> last = Optional.empty();
    private String studyInstanceUid = "";
    private String lastCode = "";
    private Optional<SectionKind> lastKind = Optional.empty();

    ReportLines(SourceProfile profile, Delimiters delimiters, Charset charset, Warnings warnings, TextLedger ledger) {
        this.profile = profile;
        this.delimiters = delimiters;
        this.charset = charset;
        this.warnings = warnings;
        this.ledger = ledger;
        this.escapes = new Escapes(delimiters, charset, warnings, ledger);
        this.values = new ObservedValue(delimiters, escapes, ledger);
    }

    /** Another order begins: its text is its own. */
    void nextOrder() {
        running = Optional.empty();
        last = Optional.empty();
    }

    /** NTE under an OBX belongs to its lines; elsewhere notes are a text of their own. */
    void note(RawSegment nte) {
        String text = escapes.text(nte.field(3));
        if (last.isPresent()) {
            last.get().append(text);
        } else {
            apart(TextBlock.Handling.SEARCHED, SectionKind.UNSECTIONED, LineStatus.UNSTATED, text);
        }
    }

    /** Reads one OBX; returns what its value was read as. */
    DataType observation(RawSegment obx) {
        LineStatus status = status(obx);
        statuses.add(status);
        String raw = obx.field(5);
        DataType type = type(obx, raw);
        if (type == DataType.POINTER) {
            pointer(raw);
        } else if (type == DataType.DOCUMENT) {
            documents(obx, status, raw);
        } else if (!status.stands()) {
            withdrawn(status, escapes.text(raw));
        } else if (type == DataType.TEXT) {
            text(obx, status, raw);
        } else {
            value(obx, status, type, value(type, raw));
        }
        return type;
    }

    List<Section> sections(SectionFinder finder) {
        return blocks.stream()
                .flatMap(block -> block.sections(finder, warnings, ledger).stream())
                .toList();
    }

    /** The least final status of the lines that stand, where any line has one. */
    Optional<ReportStatus> leastFinal() {
        return LineStatuses.least(statuses.stream().filter(LineStatus::stands))
                .or(() -> LineStatuses.least(statuses.stream()));
    }

    /** OBX-11 U: what was sent before as preliminary is final now. */
    boolean finalisesTextSentBefore() {
        return statuses.contains(LineStatus.U);
    }

    String studyInstanceUid() {
        return studyInstanceUid;
    }

    private DataType type(RawSegment obx, String raw) {
        Optional<DataType> type = DataType.of(obx.first(2));
        if (type.isEmpty()) {
            warnings.add(ReadWarning.DATA_TYPE_UNKNOWN);
        }
        boolean encapsulated = raw.contains(delimiters.component() + "Base64" + delimiters.component());
        return encapsulated ? DataType.DOCUMENT : type.orElse(DataType.TEXT);
    }

    private String value(DataType type, String raw) {
        return switch (type) {
            case CODED -> values.coded(raw);
            case STRUCTURED_NUMERIC -> values.structuredNumeric(raw);
            default -> values.structure(raw);
        };
    }

    private void text(RawSegment obx, LineStatus status, String raw) {
        if (raw.length() < LONGEST_UID && UID.matcher(raw.strip()).matches()) {
            uid(obx, status, raw.strip());
            return;
        }
        if (raw.indexOf('<') >= 0 || raw.indexOf('{') >= 0) {
            Optional<String> plain = EncapsulatedData.plainText(raw)
                    .or(() -> EncapsulatedData.plainText(escapes.uncounted().text(raw)));
            if (plain.isPresent()) {
                converted(obx, status, raw, plain.get());
                return;
            }
        }
        line(obx, status, escapes.text(raw));
    }

    /** RTF or HTML: what it has more than its text is counted, as a text of its own it is searched for headings. */
    private void converted(RawSegment obx, LineStatus status, String raw, String text) {
        warnings.add(ReadWarning.MARKUP_CONVERTED);
        ledger.lose(TextLoss.MARKUP, TextAccount.characters(raw) - TextAccount.characters(text));
        document(obx, status, text);
    }

    private void line(RawSegment obx, LineStatus status, String text) {
        Optional<SectionKind> kind = section(obx);
        boolean sameCode = obx.field(3).isBlank() && last.isPresent();
        TextBlock block = sameCode ? last.get() : kind.map(this::coded).orElseGet(this::running);
        add(block, obx, status, text);
    }

    /** A value under the code of a section belongs to it; another is no part of the running text. */
    private void value(RawSegment obx, LineStatus status, DataType type, String value) {
        Optional<SectionKind> kind = section(obx);
        String text = kind.isPresent() && type == DataType.CODED ? value : values.named(obx, value);
        if (kind.isPresent()) {
            add(coded(kind.get()), obx, status, text);
        } else {
            apart(TextBlock.Handling.VERBATIM, SectionKind.UNSECTIONED, status, text);
        }
    }

    private void add(TextBlock block, RawSegment obx, LineStatus status, String text) {
        block.add(obx.first(4), obx.first(1), status, text);
        last = Optional.of(block);
    }

    /** Section that OBX-3 names; of most messages it is the same on each line. */
    private Optional<SectionKind> section(RawSegment obx) {
        String code = obx.field(3);
        if (!code.equals(lastCode)) {
            lastKind = ObservationCode.section(obx, profile);
            lastCode = code;
        }
        return lastKind;
    }

    private TextBlock coded(SectionKind kind) {
        return last.filter(block -> block.isCoded(kind)).orElseGet(() -> open(TextBlock.Handling.CODED, kind));
    }

    private TextBlock running() {
        if (running.isEmpty()) {
            running = Optional.of(open(TextBlock.Handling.SEARCHED, SectionKind.UNSECTIONED));
        }
        return running.get();
    }

    private TextBlock open(TextBlock.Handling handling, SectionKind kind) {
        TextBlock block = new TextBlock(handling, kind);
        blocks.add(block);
        return block;
    }

    private void apart(TextBlock.Handling handling, SectionKind kind, LineStatus status, String text) {
        TextBlock block = open(handling, kind);
        block.add("", "", status, text);
        last = Optional.of(block);
    }

    private void pointer(String raw) {
        if (!raw.isBlank()) {
            warnings.add(ReadWarning.REFERENCE_NOT_FOLLOWED);
            ledger.lose(TextLoss.POINTER, raw);
        }
    }

    /** One document, or several as repetitions. */
    private void documents(RawSegment obx, LineStatus status, String raw) {
        List<String> parts = RawSegment.parts(raw, delimiters.repetition());
        boolean several = parts.size() > 1
                && parts.stream().allMatch(part -> encapsulated(part).isPresent());
        if (!several) {
            document(obx, status, raw, encapsulated(raw));
            return;
        }
        ledger.lose(TextLoss.REPETITION_MARK, parts.size() - 1);
        parts.forEach(part -> document(obx, status, part, encapsulated(part)));
    }

    private Optional<EncapsulatedData> encapsulated(String raw) {
        return EncapsulatedData.of(raw, delimiters, charset, escapes.uncounted());
    }

    private void document(RawSegment obx, LineStatus status, String raw, Optional<EncapsulatedData> data) {
        if (data.isEmpty()) {
            document(obx, status, escapes.text(raw));
            return;
        }
        EncapsulatedData.Content content = data.get().content();
        if (content instanceof EncapsulatedData.Content.Text text) {
            ledger.lose(TextLoss.MARKUP, TextAccount.characters(raw) - TextAccount.characters(text.text()));
            warnings.addIf(text.markup(), ReadWarning.MARKUP_CONVERTED);
            warnings.addIf(text.text().indexOf('\ufffd') >= 0, ReadWarning.CHARSET_GARBLED);
            document(obx, status, text.text());
        } else if (content instanceof EncapsulatedData.Content.Binary) {
            warnings.addIf(!raw.isBlank(), ReadWarning.ATTACHMENT_NOT_READ);
            ledger.lose(TextLoss.ATTACHMENT, raw);
        } else {
            warnings.add(ReadWarning.ATTACHMENT_UNREADABLE);
            ledger.lose(TextLoss.UNREADABLE_ATTACHMENT, raw);
        }
    }

    private void document(RawSegment obx, LineStatus status, String text) {
        if (!status.stands()) {
            withdrawn(status, text);
            return;
        }
        Optional<SectionKind> kind = section(obx);
        apart(
                kind.isPresent() ? TextBlock.Handling.CODED : TextBlock.Handling.SEARCHED,
                kind.orElse(SectionKind.UNSECTIONED),
                status,
                text);
    }

    private void withdrawn(LineStatus status, String text) {
        warnings.add(ReadWarning.LINE_WITHDRAWN);
        apart(TextBlock.Handling.VERBATIM, SectionKind.IGNORED, status, text);
    }

    private void uid(RawSegment obx, LineStatus status, String uid) {
        if (STUDY_UID_CODES.contains(obx.first(3)) && studyInstanceUid.isEmpty()) {
            studyInstanceUid = uid;
        }
        apart(TextBlock.Handling.VERBATIM, SectionKind.IGNORED, status, uid);
    }

    private LineStatus status(RawSegment obx) {
        String value = obx.first(11);
        if (value.isEmpty()) {
            return LineStatus.UNSTATED;
        }
        Optional<LineStatus> status = LineStatus.of(value);
        if (status.isEmpty()) {
            warnings.add(ReadWarning.LINE_STATUS_UNKNOWN);
        } else if (value.length() > 1) {
            warnings.note(ReadWarning.STATUS_WORD);
        }
        return status.orElse(LineStatus.UNSTATED);
    }
}
