package org.radiologygpt.guard;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.radiologygpt.draft.GuardVerdict.Verdict;

/**
 * What follows when a guard finds something: pass (the guard is off), flag, or withhold.
 *
 * @param verdicts by name of guard
 * @param sites the same, only where a site differs, by sending facility in lower case
 */
public record GuardPolicy(Map<String, Verdict> verdicts, Map<String, Map<String, Verdict>> sites) {
    /** What a reader can judge; everything else would harm a person before she looks. */
    private static final Set<String> FLAGGED = Set.of("phantom_prior", "invented_recommendation", "length");

    public GuardPolicy {
        verdicts = Map.copyOf(verdicts);
        sites = sites.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        site -> site.getKey().strip().toLowerCase(Locale.ROOT), site -> Map.copyOf(site.getValue())));
    }

    /** A policy that is the same for all sites. */
    public GuardPolicy(Map<String, Verdict> verdicts) {
        this(verdicts, Map.of());
    }

    /** Withholds what would harm a person, flags what a reader can judge. */
    public static GuardPolicy standard() {
        return new GuardPolicy(Guards.names().stream()
                .collect(Collectors.toMap(
                        guard -> guard, guard -> FLAGGED.contains(guard) ? Verdict.FLAG : Verdict.WITHHOLD)));
    }

    /**
     * Reads a policy file; see {@code config/guard-policy.yaml}. A guard not named keeps its standard.
     *
     * @throws IllegalArgumentException naming the key and the values allowed
     */
    public static GuardPolicy parse(String yaml) {
        return GuardPolicyFile.parse(yaml);
    }

    /** This policy with another verdict for one guard at all sites that do not differ. */
    public GuardPolicy with(String guard, Verdict verdict) {
        Map<String, Verdict> changed = new LinkedHashMap<>(verdicts);
        changed.put(guard, verdict);
        return new GuardPolicy(changed, sites);
    }

    /** The verdict when that guard finds something; withhold for a guard not named. */
    public Verdict on(String guard) {
        return verdicts.getOrDefault(guard, Verdict.WITHHOLD);
    }

    /**
     * The verdict for a report of one source.
     *
     * @param source as {@link org.radiologygpt.report.ReportKey#source}: {@code MSH-3/MSH-4}, or a FHIR identifier system
     */
    public Verdict on(String guard, String source) {
        return site(source).map(site -> site.get(guard)).orElseGet(() -> on(guard));
    }

    /** The site's own rows: under the whole source, else under its sending facility alone. */
    private Optional<Map<String, Verdict>> site(String source) {
        String key = source.strip().toLowerCase(Locale.ROOT);
        String facility = key.contains("://") ? key : key.substring(key.indexOf('/') + 1);
        return Optional.ofNullable(sites.get(key)).or(() -> Optional.ofNullable(sites.get(facility)));
    }
}
