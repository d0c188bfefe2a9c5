package org.radiologygpt.hl7v2;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.radiologygpt.report.ReportStatus;
import org.radiologygpt.report.Section;
import org.radiologygpt.report.SectionFinder;
import org.radiologygpt.report.SectionKind;
import org.radiologygpt.report.SourceProfile;

/**
 * The text of a report out of its OBX and NTE segments. Lines under one code are one text; lines under codes that name
 * no section run on as one text, which is searched for headings; values and notes stand apart.
 *
 * <p>Every non-blank character of OBX-5 and NTE-3 ends in a block, or is counted as an attachment.
 */
final class ReportLines {
    private static final Set<String> TEXT_TYPES = Set.of("TX", "FT", "ST", "");
    private static final Pattern UID = Pattern.compile("[0-2](?:\\.\\d+){5,}");
    private static final Set<String> STUDY_UID_CODES = Set.of("113014", "110180");

    private final SourceProfile profile;
    private final SectionFinder finder;
    private final Delimiters delimiters;
    private final Escapes escapes;
    private final Warnings warnings;

    private final List<TextBlock> blocks = new ArrayList<>();
    private final List<LineStatus> statuses = new ArrayList<>();
    private Optional<TextBlock> running = Optional.empty();
    private Optional<TextBlock> last = Optional.empty();
    private String studyInstanceUid = "";

    ReportLines(SourceProfile profile, SectionFinder finder, Delimiters delimiters, Warnings warnings) {
        this.profile = profile;
        this.finder = finder;
        this.delimiters = delimiters;
        this.escapes = new Escapes(delimiters, warnings);
        this.warnings = warnings;
    }

    /** Another order begins: its text is its own. */
    void nextOrder() {
        running = Optional.empty();
        last = Optional.empty();
    }

    /** NTE under an OBX belongs to its lines; elsewhere notes are a text of their own. */
    void note(RawSegment nte) {
        String text = escapes.text(nte.field(3));
        last.filter(block -> !block.isEmpty()).ifPresentOrElse(block -> block.append(text), () -> {
            TextBlock notes = open(TextBlock.Handling.SEARCHED, SectionKind.UNSECTIONED);
            notes.add("", "", text);
            last = Optional.of(notes);
        });
    }

    void observation(RawSegment obx) {
        LineStatus status = status(obx);
        statuses.add(status);
        String raw = obx.field(5);
        String type = obx.first(2).toUpperCase(Locale.ROOT);
        if (type.equals("RP")) {
            unread(raw, ReadWarning.REFERENCE_NOT_FOLLOWED);
        } else if (type.equals("ED") || raw.contains(delimiters.component() + "Base64" + delimiters.component())) {
            unread(raw, ReadWarning.ATTACHMENT_NOT_READ);
        } else if (!status.stands()) {
            withdrawn(raw);
        } else if (raw.startsWith("{\\rtf")) {
            warnings.add(ReadWarning.RTF_NOT_READ);
            apart(TextBlock.Handling.VERBATIM, SectionKind.IGNORED, raw);
        } else if (!TEXT_TYPES.contains(type)) {
            apart(TextBlock.Handling.VERBATIM, SectionKind.UNSECTIONED, value(obx, raw));
        } else if (UID.matcher(raw.strip()).matches()) {
            uid(obx, raw.strip());
        } else {
            line(obx, escapes.text(raw));
        }
    }

    List<Section> sections() {
        return blocks.stream()
                .flatMap(block -> block.sections(finder, warnings).stream())
                .toList();
    }

    /** The least final status of the lines that stand, where any line has one. */
    Optional<ReportStatus> leastFinal() {
        List<LineStatus> stated = statuses.stream()
                .filter(status -> status != LineStatus.UNSTATED)
                .toList();
        List<LineStatus> standing = stated.stream().filter(LineStatus::stands).toList();
        return (standing.isEmpty() ? stated : standing)
                .stream().map(LineStatus::status).min(Comparator.comparing(Finality::of));
    }

    String studyInstanceUid() {
        return studyInstanceUid;
    }

    private void line(RawSegment obx, String text) {
        Optional<SectionKind> kind = ObservationCode.section(obx, profile);
        boolean sameCode = obx.field(3).isBlank() && last.isPresent();
        TextBlock block = sameCode ? last.get() : kind.map(this::coded).orElseGet(this::running);
        block.add(obx.first(4), obx.first(1), text);
        last = Optional.of(block);
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

    private void apart(TextBlock.Handling handling, SectionKind kind, String text) {
        TextBlock block = open(handling, kind);
        block.add("", "", text);
        last = Optional.of(block);
    }

    private void unread(String raw, ReadWarning warning) {
        if (!raw.isBlank()) {
            warnings.add(warning);
        }
    }

    private void withdrawn(String raw) {
        warnings.add(ReadWarning.LINE_WITHDRAWN);
        apart(TextBlock.Handling.VERBATIM, SectionKind.IGNORED, escapes.text(raw));
    }

    private void uid(RawSegment obx, String uid) {
        if (STUDY_UID_CODES.contains(obx.first(3)) && studyInstanceUid.isEmpty()) {
            studyInstanceUid = uid;
        }
        apart(TextBlock.Handling.VERBATIM, SectionKind.IGNORED, uid);
    }

    /** A measured or coded value with its name and unit: {@code Aorta diameter: 32 mm}. */
    private String value(RawSegment obx, String raw) {
        String value = readable(raw);
        String unit = obx.first(6);
        String name = ObservationCode.display(obx);
        if (value.isBlank()) {
            return "";
        }
        return (name.isEmpty() ? "" : name + ": ") + value + (unit.isEmpty() ? "" : " " + unit);
    }

    private String readable(String raw) {
        return escapes.text(raw.replace(delimiters.component(), ' ').replace(delimiters.subcomponent(), ' '))
                .strip();
    }

    private LineStatus status(RawSegment obx) {
        String value = obx.first(11);
        Optional<LineStatus> status = LineStatus.of(value);
        if (status.isEmpty() && !value.isEmpty()) {
            warnings.add(ReadWarning.LINE_STATUS_UNKNOWN);
        } else if (value.length() > 1) {
            warnings.note(ReadWarning.STATUS_WORD);
        }
        return status.orElse(LineStatus.UNSTATED);
    }
}
