package org.radiologygpt.hl7v2;

import java.util.List;
import java.util.Optional;
import org.radiologygpt.report.HeadingNames;
import org.radiologygpt.report.SectionKind;
import org.radiologygpt.report.SourceProfile;

/** What OBX-3 says of a line: its section by suffix, by code, or by a name that is itself a heading. */
final class ObservationCode {
    private ObservationCode() {}

    static Optional<SectionKind> section(RawSegment obx, SourceProfile profile) {
        Delimiters delimiters = obx.delimiters();
        List<String> components = RawSegment.parts(obx.field(3), delimiters.component());
        for (int i = 0; i < components.size(); i += 3) {
            Optional<SectionKind> kind = code(components.get(i).strip(), delimiters, profile);
            if (kind.isPresent()) {
                return kind;
            }
        }
        return HeadingNames.section(display(obx));
    }

    /** Name of the observation, or the empty string. */
    static String display(RawSegment obx) {
        List<String> components =
                RawSegment.parts(obx.field(3), obx.delimiters().component());
        return components.size() > 1 ? components.get(1).strip() : "";
    }

    private static Optional<SectionKind> code(String code, Delimiters delimiters, SourceProfile profile) {
        int suffix = code.lastIndexOf(delimiters.subcomponent());
        if (suffix < 0) {
            return profile.section(code);
        }
        return profile.section("&" + code.substring(suffix + 1).strip())
                .or(() -> profile.section(code.substring(0, suffix)));
    }
}
