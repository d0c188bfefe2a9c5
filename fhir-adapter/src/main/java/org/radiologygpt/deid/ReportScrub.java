package org.radiologygpt.deid;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.report.PersonName;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ValueScrub;

/** De-identifies the values of one report's message by a policy, and counts. For one thread and one message. */
public final class ReportScrub implements ValueScrub {
    private static final Pattern DATE = Pattern.compile("(\\d{4})(?:(-?)(\\d{2})(?:-?(\\d{2}))?)?(.*)", Pattern.DOTALL);
    private static final Pattern TIME =
            Pattern.compile("(?:[T ]?\\d{2}(?::?\\d{2}(?::?\\d{2}(?:\\.\\d{1,9})?)?)?)?\\s?(?:Z|[+-]\\d{2}:?\\d{2})?");
    private static final Pattern WORD = Pattern.compile(
            "[A-Za-z][A-Za-z0-9 ._/+-]{0,19}|[<>=~]{0,2}[+-]?\\d{1,5}(?:\\.\\d{1,4})?|\\d(?:\\.\\d{1,2}){1,3}|[A-Za-z0-9]{1,4}|:");
    /** What identifiers are written with; in another shape something else may hide. */
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9./_+-]{1,40}");

    private static final Pattern SYSTEM = Pattern.compile("[A-Za-z0-9./:-]{1,120}");
    private static final int OLDEST = 89;
    private static final int SHARED_DIGITS = 3;
    /** Three digits of a ZIP code that fewer than 20,000 people share (HHS guidance, census 2000). */
    private static final Set<String> RARE = Set.of(
            "036", "059", "063", "102", "203", "556", "692", "790", "821", "823", "830", "831", "878", "879", "884",
            "890", "893");

    private final DeidPolicy policy;
    private final KeyedHash hash;
    private final Surrogates surrogates;
    private final Deidentifier texts;
    private final List<KnownIdentifier> known;
    private final int year;
    private final Map<PhiKind, Integer> removed = new EnumMap<>(PhiKind.class);
    private final Map<String, Integer> dropped = new TreeMap<>();
    private final Map<String, String> local = new HashMap<>();
    private DeidAudit ofTexts = DeidAudit.none();

    /**
     * For the message of one report.
     *
     * @param key of the hospital, or of this run only where the policy needs no lasting one
     */
    public ReportScrub(DeidPolicy policy, DeidKey key, RadiologyReport report) {
        Subject subject = Subject.of(report);
        this.policy = policy;
        this.hash = new KeyedHash(key, subject);
        this.known = report.knownIdentifiers();
        this.surrogates = new Surrogates(hash, policy.keepWeekdays()).among(known);
        this.texts = policy.text() == Rendering.MASK
                ? Deidentifier.mask()
                : Deidentifier.surrogates(key, subject, policy.keepWeekdays());
        this.year = report.clock().atZone(ZoneOffset.UTC).getYear();
    }

    /**
     * Looks at what would leave, by another way than it was made.
     *
     * @param output the whole resource or message
     * @throws DeidentificationException where an identifier is left
     */
    public void check(String output) {
        OutputCheck.leak(output, known).ifPresent(kind -> {
            throw new DeidentificationException(DeidentificationException.Reason.IDENTIFIER_LEFT, kind);
        });
    }

    /** What was done so far. */
    public DeidAudit audit() {
        return new DeidAudit(removed, dropped, 0, 0).plus(ofTexts);
    }

    @Override
    public List<String> texts(List<String> values) {
        List<Deidentified> clean = texts.deidentify(new JoinedTexts(values, "\n"), known);
        ofTexts = ofTexts.plus(DeidAudit.of(clean, values, known));
        return clean.stream().map(Deidentified::text).toList();
    }

    @Override
    public boolean keepsCode(String system, String code) {
        if (LeakCheck.leak(code, known).isPresent()) {
            return false;
        }
        return PublicCode.isPublic(system) ? PublicCode.isCode(system, code) : keeps(code);
    }

    @Override
    public boolean keeps(String value) {
        return WORD.matcher(value).matches() && Deidentifier.isClean(value, known);
    }

    @Override
    public Optional<String> identifier(String value) {
        count(PhiKind.ID);
        if (!policy.identifiers() || value.isBlank()) {
            return Optional.empty();
        }
        boolean shaped =
                policy.text() == Rendering.SURROGATES && SHAPE.matcher(value).matches();
        return Optional.of(shaped ? surrogates.identifier(value) : code("id", value));
    }

    @Override
    public boolean keepsSystem(String system) {
        return PublicCode.isPublic(system)
                && SYSTEM.matcher(system).matches()
                && LeakCheck.leak(system, known).isEmpty();
    }

    @Override
    public Optional<String> token(String value) {
        if (value.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(
                policy.identifiers()
                        ? "S" + code("token", value)
                        : local.computeIfAbsent(value, any -> "local" + (local.size() + 1)));
    }

    @Override
    public Optional<String> uid(String value) {
        count(PhiKind.UID);
        return policy.identifiers() && !value.isBlank() ? Optional.of(surrogates.uid(value)) : Optional.empty();
    }

    @Override
    public Optional<String> date(String value) {
        Matcher date = DATE.matcher(value.strip());
        if (policy.dates() == DeidPolicy.Dates.REMOVE || !date.matches()) {
            count(PhiKind.DATE);
            return Optional.empty();
        }
        if (date.group(3) == null) {
            return date.group(5).isEmpty() ? Optional.of(date.group(1)) : Optional.empty();
        }
        count(PhiKind.DATE);
        return policy.dates() == DeidPolicy.Dates.YEAR ? Optional.of(date.group(1)) : moved(date);
    }

    private Optional<String> moved(Matcher date) {
        try {
            int day = date.group(4) == null ? 15 : Integer.parseInt(date.group(4));
            LocalDate written = LocalDate.of(Integer.parseInt(date.group(1)), Integer.parseInt(date.group(3)), day);
            LocalDate moved = surrogates.dates().moved(written);
            String dash = date.group(2);
            String month = "%04d%s%02d".formatted(moved.getYear(), dash, moved.getMonthValue());
            if (date.group(4) == null) {
                return date.group(5).isEmpty() ? Optional.of(month) : Optional.empty();
            }
            return TIME.matcher(date.group(5)).matches()
                    ? Optional.of("%s%s%02d%s".formatted(month, dash, moved.getDayOfMonth(), date.group(5)))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> birthDate(String value) {
        Matcher date = DATE.matcher(value.strip());
        if (date.matches() && year - Integer.parseInt(date.group(1)) > OLDEST) {
            count(PhiKind.AGE);
            return Optional.empty();
        }
        return date(value);
    }

    @Override
    public Optional<PersonName> name(PersonName name) {
        count(PhiKind.NAME);
        if (!policy.names() || name.isBlank()) {
            return Optional.empty();
        }
        String whole = surrogates.name((name.family().isBlank() ? "X" : name.family()) + ", " + name.given());
        String[] parts = whole.split(",", 2);
        return Optional.of(PersonName.of(parts[0].strip(), parts.length < 2 ? "" : parts[1].strip()));
    }

    @Override
    public Optional<String> postalCode(String value) {
        count(PhiKind.ADDRESS);
        String digits = value.strip();
        if (!policy.postalCodes() || !digits.matches("\\d{5}(?:-?\\d{4})?")) {
            return Optional.empty();
        }
        String shared = digits.substring(0, SHARED_DIGITS);
        return Optional.of(RARE.contains(shared) ? "000" : shared);
    }

    @Override
    public void dropped(String place) {
        dropped.merge(place, 1, Integer::sum);
    }

    private String code(String purpose, String value) {
        return hash.code(purpose, Folding.compact(value));
    }

    private void count(PhiKind kind) {
        removed.merge(kind, 1, Integer::sum);
    }
}
