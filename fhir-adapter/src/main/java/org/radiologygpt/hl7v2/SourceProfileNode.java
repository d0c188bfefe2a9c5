package org.radiologygpt.hl7v2;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.radiologygpt.report.Heading;
import org.radiologygpt.report.Language;
import org.radiologygpt.report.SectionKind;
import org.radiologygpt.report.SourceProfile;

/** One profile's YAML, checked key by key; what it leaves out is the default profile's. */
final class SourceProfileNode {
    private static final Set<String> KEYS = new TreeSet<>(Set.of(
            "name",
            "sendingApplication",
            "sendingFacility",
            "defaultStatus",
            "accessionField",
            "sectionCodes",
            "languages",
            "headings",
            "headingFiles",
            "ignoreLines",
            "ignoreContinuations",
            "shippedIgnoreLines",
            "timeZone",
            "charset"));

    private final ProfileKeys keys;
    private final Path folder;

    /**
     * A profile to be read.
     *
     * @param folder where the files that the profile names lie
     */
    SourceProfileNode(ProfileKeys keys, Path folder) {
        this.keys = keys;
        this.folder = folder;
    }

    SourceProfile profile() {
        keys.allow(KEYS);
        SourceProfile shipped = SourceProfile.defaults();
        List<Language> languages = languages();
        boolean keep = keys.flag("shippedIgnoreLines", true);
        return new SourceProfile(
                name(shipped),
                keys.text("sendingApplication").orElse(""),
                keys.text("sendingFacility").orElse(""),
                keys.text("defaultStatus").map(ProfileValues::status),
                keys.text("accessionField").map(ProfileValues::accession).orElse(shipped.accessionField()),
                codes(shipped),
                sections("headings"),
                headingRows(),
                languages,
                patterns("ignoreLines", keep ? SourceProfile.shippedIgnoreLines(languages) : List.of()),
                patterns("ignoreContinuations", keep ? SourceProfile.shippedIgnoreContinuations(languages) : List.of()),
                keys.text("timeZone").map(ProfileValues::zone).orElse(shipped.zone()),
                keys.text("charset").map(ProfileValues::charset));
    }

    /** The default profile's name is taken: readers keep what they prepare for a profile by its name. */
    private String name(SourceProfile shipped) {
        String name = keys.text("name").orElse("");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("name is missing");
        }
        if (name.equals(shipped.name())) {
            throw new IllegalArgumentException("name: " + name + " is the shipped profile's; choose another");
        }
        return name;
    }

    private Map<String, SectionKind> codes(SourceProfile shipped) {
        Map<String, SectionKind> codes = new HashMap<>(shipped.sectionCodes());
        codes.putAll(sections("sectionCodes"));
        return codes;
    }

    private Map<String, SectionKind> sections(String key) {
        return keys.table(key, "text: section").entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> ProfileValues.one(
                                key + "." + entry.getKey(),
                                entry.getValue(),
                                SectionKind.values(),
                                SectionKind::key)));
    }

    private List<Language> languages() {
        List<Language> languages = keys.list("languages", "languages").stream()
                .map(code -> ProfileValues.one(
                        "languages", code.toLowerCase(Locale.ROOT), Language.values(), Language::code))
                .distinct()
                .toList();
        return languages.isEmpty() ? List.of(Language.EN) : languages;
    }

    private List<Heading> headingRows() {
        return keys.list("headingFiles", "file names").stream()
                .flatMap(file -> HeadingFile.rows(folder.resolve(file)).stream())
                .toList();
    }

    private List<Pattern> patterns(String key, List<Pattern> shipped) {
        List<Pattern> patterns = new ArrayList<>(shipped);
        List<String> own = keys.list(key, "regular expressions");
        for (int i = 0; i < own.size(); i++) {
            patterns.add(pattern(key + "[" + i + "]", own.get(i)));
        }
        return patterns;
    }

    private static Pattern pattern(String path, String regex) {
        try {
            return SourceProfile.ignoreLine(regex);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(path + ": " + regex + " is no regular expression");
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + ": " + regex + " " + e.getMessage());
        }
    }
}
