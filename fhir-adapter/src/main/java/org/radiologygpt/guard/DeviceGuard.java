package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.radiologygpt.draft.Objection;

/** A tube or line is one that the report tells of, ends where the report says, and lies well only where it says so. */
final class DeviceGuard implements Guard {
    @Override
    public String name() {
        return "device";
    }

    @Override
    public List<Objection> objections(DraftReading reading) {
        List<PlacedDevice> known = PlacedDevice.in(reading.read(reading.everything()));
        List<Objection> objections = new ArrayList<>();
        for (PlacedDevice drafted : PlacedDevice.in(reading.draft())) {
            List<PlacedDevice> same = known.stream()
                    .filter(device -> device.name().equals(drafted.name()))
                    .toList();
            problem(drafted, same)
                    .ifPresent(problem -> objections.add(new Objection(
                            problem + ": " + drafted.name().replace('_', ' '),
                            Optional.of(drafted.place()),
                            same.stream().findFirst().flatMap(device -> reading.everything()
                                    .place(device.place())))));
        }
        return objections;
    }

    private static Optional<String> problem(PlacedDevice drafted, List<PlacedDevice> known) {
        if (known.isEmpty()) {
            return Optional.of("device not in the report");
        }
        TreeSet<String> ends = new TreeSet<>();
        known.forEach(device -> ends.addAll(device.ends()));
        if (!drafted.ends().isEmpty() && Collections.disjoint(drafted.ends(), ends)) {
            return Optional.of("ends elsewhere in the report");
        }
        boolean sound = known.stream().anyMatch(PlacedDevice::isSound);
        boolean wrong = known.stream().anyMatch(PlacedDevice::isWrong);
        if (drafted.isSound() && wrong && !sound) {
            return Optional.of("lies wrong in the report");
        }
        return drafted.isWrong() && sound && !wrong ? Optional.of("lies well in the report") : Optional.empty();
    }
}
