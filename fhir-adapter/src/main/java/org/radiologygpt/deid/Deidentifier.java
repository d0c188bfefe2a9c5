package org.radiologygpt.deid;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.report.PersonName;

/**
 * Removes identifiers from a report's text. Thread-safe; holds no text and no identifier between calls.
 *
 * <p>Fails closed: a text from which a known identifier could not be removed, or on which it failed, is never returned.
 */
public final class Deidentifier {
    private static final List<Finder> PATTERNS = List.of(new Dates(), new SafeHarbor(), new SignedNames());

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
        return new Deidentifier(Rendering.SURROGATES, Optional.of(new Surrogates(key, subject)));
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
        try {
            Deidentified clean = render(text, find(text, known));
            LeakCheck.leak(clean.text(), known).ifPresent(kind -> {
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

    private static List<Span> find(String value, List<KnownIdentifier> known) {
        Text text = Text.of(value);
        List<Span> found = new ArrayList<>();
        for (Finder finder : finders(known)) {
            found.addAll(finder.find(text));
        }
        return Span.merged(found);
    }

    private static List<Finder> finders(List<KnownIdentifier> known) {
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
        finders.addAll(PATTERNS);
        return finders;
    }

    private static void addPerson(PersonName name, List<KnownPerson> people) {
        KnownPerson person = KnownPerson.of(name);
        if (!person.isNobody() && !people.contains(person)) {
            people.add(person);
        }
    }

    private Deidentified render(String text, List<Span> spans) {
        Set<String> literal = PlaceholderMap.keysIn(text);
        PlaceholderMap.Builder map = new PlaceholderMap.Builder(literal);
        StringBuilder clean = new StringBuilder();
        List<Removed> removed = new ArrayList<>();
        int from = 0;
        for (Span span : spans) {
            String surface = text.substring(span.start(), span.end());
            clean.append(text, from, span.start()).append(replacement(span, surface, map));
            removed.add(new Removed(span.kind(), span.start(), span.end()));
            from = span.end();
        }
        clean.append(text, from, text.length());
        return new Deidentified(clean.toString(), removed, map.build());
    }

    private String replacement(Span span, String surface, PlaceholderMap.Builder map) {
        return switch (rendering) {
            case PLACEHOLDERS ->
                span.kind() == PhiKind.AGE ? "over 89" : map.placeholder(span.kind(), span.identity(), surface);
            case MASK -> "___";
            case SURROGATES -> surrogates.orElseThrow().replacement(span, surface);
        };
    }
}
