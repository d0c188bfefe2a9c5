package org.radiologygpt.fhir;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Reference;

/**
 * The Observations of a message.
 *
 * @param read the report's, members of panels after their panel, each once
 * @param others those of nobody or of another report, withdrawn ones too: not read
 */
record ReportResults(List<Observation> read, List<Observation> others) {
    private static final Set<ObservationStatus> VOID =
            EnumSet.of(ObservationStatus.ENTEREDINERROR, ObservationStatus.CANCELLED);

    /** Adds to the warnings what is not read. */
    static ReportResults of(ReceivedReport received, List<String> warnings) {
        Set<Observation> found = new LinkedHashSet<>();
        long absent = collect(received, received.report().getResult(), found);
        warn(absent, "result that the message does not carry", warnings);
        long all = found.size();
        found.removeIf(ReportResults::isVoid);
        warn(all - found.size(), "result entered in error or cancelled", warnings);
        List<Observation> others = received.all(Observation.class)
                .filter(observation -> !found.contains(observation))
                .toList();
        // Observations that no result names may be anyone's.
        long unlinked = others.stream().filter(other -> !isVoid(other)).count();
        warn(unlinked, "Observation that is no result of the report", warnings);
        return new ReportResults(List.copyOf(found), others);
    }

    private static boolean isVoid(Observation observation) {
        return VOID.contains(observation.getStatus());
    }

    private static void warn(long count, String what, List<String> warnings) {
        if (count > 0) {
            warnings.add(what + ": " + count);
        }
    }

    /** Adds what the references mean, with its members; returns how many mean nothing in the message. */
    private static long collect(ReceivedReport received, List<Reference> references, Set<Observation> found) {
        long absent = 0;
        for (Reference reference : references) {
            Optional<Observation> observation = received.resolve(reference, Observation.class);
            if (observation.isEmpty()) {
                absent++;
            } else if (found.add(observation.get())) {
                absent += collect(received, observation.get().getHasMember(), found);
            }
        }
        return absent;
    }
}
