package org.radiologygpt.report;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The profiles of all senders, and the default for the others. */
public final class SourceProfiles {
    private final List<SourceProfile> profiles;
    private final SourceProfile fallback;

    private SourceProfiles(List<SourceProfile> profiles, SourceProfile fallback) {
        this.profiles = profiles.stream()
                .sorted(Comparator.comparing(SourceProfile::specificity).reversed())
                .toList();
        this.fallback = fallback;
    }

    /** Every sender by the default profile. */
    public static SourceProfiles defaults() {
        return of(List.of());
    }

    /**
     * Profiles by sender; facility weighs more than application.
     *
     * @throws IllegalArgumentException where two profiles have one name or are for one sender
     */
    public static SourceProfiles of(List<SourceProfile> profiles) {
        Set<String> names = new HashSet<>();
        Set<List<String>> senders = new HashSet<>();
        for (SourceProfile profile : profiles) {
            if (!names.add(profile.name())) {
                throw new IllegalArgumentException("two profiles are named " + profile.name());
            }
            if (!senders.add(profile.sender())) {
                throw new IllegalArgumentException(
                        profile.name() + " is for the same sendingApplication and sendingFacility as another profile");
            }
        }
        return new SourceProfiles(profiles, SourceProfile.defaults());
    }

    /** Every sender by this profile. */
    public static SourceProfiles of(SourceProfile profile) {
        return new SourceProfiles(List.of(), profile);
    }

    /** The profile of the sender that MSH-3 and MSH-4 name. */
    public SourceProfile forSender(String application, String facility) {
        return forSender(List.of(application), List.of(facility));
    }

    /** The profile of a sender with several names, as FHIR has them: any of them may be the profile's. */
    public SourceProfile forSender(Collection<String> applications, Collection<String> facilities) {
        return profiles.stream()
                .filter(profile -> applications.stream().anyMatch(application -> facilities.stream()
                        .anyMatch(facility -> profile.matches(application, facility))))
                .findFirst()
                .orElse(fallback);
    }
}
