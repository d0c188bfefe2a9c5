package org.radiologygpt.deid;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.report.PersonName;

/**
 * Removes identifiers from a report's text. Thread-safe; holds no text and no identifier between calls.
 *
 * <p>Fails closed: a text from which a known identifier could not be removed, or on which it failed, is never returned.
 */
public final class Deidentifier {
    private static final List<Finder> PATTERNS = List.of(
            new Dates(),
            new SafeHarbor(),
            new JoinedCodes(),
            new SignedNames(),
            new StaffInitials(),
            new NamedPlaces(),
            new TaggedNames());

    /** Of the standards' tables, {@code ORU}: by its looks it could be a hospital's initials. */
    private static final Pattern CODE = Pattern.compile("[A-Z0-9]{1,4}");

    private final Rendering rendering;
    private final Optional<Surrogates> surrogates;

    private Deidentifier(Rendering rendering, Optional<Surrogates> surrogates) {
        this.rendering = rendering;
        this.surrogates = surrogates;
    }

    /** Renders reversible placeholders, {@code [NAME-1]}. */
    public static Deidentifier placeholders() {
        return new Deidentifier(Rendering.PLACEHOLDERS, Optional.empty());
    }

    /** Renders {@code ___}. */
    public static Deidentifier mask() {
        return new Deidentifier(Rendering.MASK, Optional.empty());
    }

    /**
     * Renders realistic surrogates.
     *
     * @param key secret of the hospital, at least 16 bytes
     * @param subject whose text it is: dates of one subject move by the same number of days
     */
    public static Deidentifier surrogates(byte[] key, String subject) {
        return surrogates(DeidKey.of(key), Subject.of(subject), false);
    }

    /**
     * Renders realistic surrogates.
     *
     * @param subject whose text it is: one subject has one set of surrogates and one shift of dates under one key
     * @param keepWeekdays dates move by whole weeks
     */
    public static Deidentifier surrogates(DeidKey key, Subject subject, boolean keepWeekdays) {
        return new Deidentifier(
                Rendering.SURROGATES, Optional.of(new Surrogates(new KeyedHash(key, subject), keepWeekdays)));
    }

    /**
     * Removes the identifiers of one text.
     *
     * @param text a report's text or section
     * @param known what the message says about the people and numbers that may stand in it
     * @return the clean text, where something was removed, and what the placeholders stand for
     * @throws DeidentificationException where the text cannot be shown to be clean
     */
    public Deidentified deidentify(String text, List<KnownIdentifier> known) {
        return deidentify(List.of(text), known).get(0);
    }

    /**
     * Removes the identifiers of all texts of one report: one person has one number, and one surrogate, in all of them.
     *
     * @param texts sections of one report, searched together
     * @param known what the message says about the people and numbers that may stand in them
     * @return the clean texts in their order; they share one map
     * @throws DeidentificationException where any of them cannot be shown to be clean
     */
    public List<Deidentified> deidentify(List<String> texts, List<KnownIdentifier> known) {
        return deidentify(new JoinedTexts(texts, "\n\n"), known);
    }

    List<Deidentified> deidentify(JoinedTexts texts, List<KnownIdentifier> known) {
        try {
            List<Deidentified> clean = render(texts, find(texts.value(), known, PATTERNS), known);
            String rendered = String.join(
                    texts.separator(), clean.stream().map(Deidentified::text).toList());
            LeakCheck.leak(rendered, known).ifPresent(kind -> {
                throw new DeidentificationException(DeidentificationException.Reason.IDENTIFIER_LEFT, kind);
            });
            return clean;
        } catch (DeidentificationException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw new DeidentificationException(
                    DeidentificationException.Reason.DEIDENTIFIER_FAULT,
                    e.getClass().getSimpleName());
        }
    }

    /** True where nothing in a value looks like an identifier, known or not. A short code alone looks like nothing. */
    static boolean isClean(String value, List<KnownIdentifier> known) {
        List<Finder> looks = CODE.matcher(value).matches() ? List.of() : PATTERNS;
        return find(value, known, looks).isEmpty()
                && LeakCheck.leak(value, known).isEmpty();
    }

    private static List<Span> find(String value, List<KnownIdentifier> known, List<Finder> looks) {
        Text text = Text.of(value);
        List<Span> found = new ArrayList<>();
        for (Finder finder : finders(known, looks)) {
            found.addAll(finder.find(text));
        }
        return NameEdges.widened(text, Span.merged(found));
    }

    private static List<Finder> finders(List<KnownIdentifier> known, List<Finder> looks) {
        List<KnownPerson> people = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (KnownIdentifier identifier : known) {
            if (identifier instanceof KnownIdentifier.Name name) {
                addPerson(name.name(), people);
            } else if (identifier instanceof KnownIdentifier.Number number) {
                numbers.add(number.value());
            } else if (identifier instanceof KnownIdentifier.Words phrase) {
                words.add(phrase.value());
            }
        }
        List<Finder> finders = new ArrayList<>();
        finders.add(new KnownNames(people));
        finders.add(new KnownNumbers(numbers));
        finders.add(new KnownWords(words));
        finders.addAll(looks);
        return finders;
    }

    private static void addPerson(PersonName name, List<KnownPerson> people) {
        KnownPerson person = KnownPerson.of(name);
        if (!person.isNobody() && !people.contains(person)) {
            people.add(person);
        }
    }

    private List<Deidentified> render(JoinedTexts texts, List<Span> spans, List<KnownIdentifier> known) {
        Replacing replacing = new Replacing(texts, spans);
        return switch (rendering) {
            case PLACEHOLDERS -> replacing.numbered();
            case MASK -> replacing.masked();
            case SURROGATES -> replacing.replaced(surrogates.orElseThrow().among(known));
        };
    }
}
