package org.radiologygpt.faults;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What a hospital sends, from a seed: most reports arrive signed, some preliminary and signed soon after, some edited,
 * withdrawn, sent again, out of order, or broken.
 */
final class Traffic {
    /**
     * Reports by their messages, and how many of a hundred there are. P preliminary, A partial, M corrected and not final,
     * U unsafe to draft, I with impression, F final, C corrected, X cancelled, O registered, S the same findings sent as a
     * new message, D the last message again, p a preliminary version older than the one before, B poison.
     */
    private static final Map<String, Integer> REPORTS = new TreeMap<>(Map.ofEntries(
            Map.entry("F", 20),
            Map.entry("FDC", 9),
            Map.entry("FDD", 10),
            Map.entry("IF", 6),
            Map.entry("IDFD", 5),
            Map.entry("OFC", 4),
            Map.entry("P", 6),
            Map.entry("PF", 9),
            Map.entry("PDF", 4),
            Map.entry("PMF", 3),
            Map.entry("AP", 3),
            Map.entry("PMFC", 3),
            Map.entry("PX", 2),
            Map.entry("PXP", 1),
            Map.entry("PS", 1),
            Map.entry("PSF", 1),
            Map.entry("Pp", 2),
            Map.entry("FP", 2),
            Map.entry("PI", 1),
            Map.entry("U", 1),
            Map.entry("UF", 1),
            Map.entry("OP", 1),
            Map.entry("PpFD", 1),
            Map.entry("B", 4)));

    private static final double SPACING = 2.2;

    private final Random random;
    private final List<String> scripts = new ArrayList<>();

    private record Placed(double place, Message message) {}

    private Traffic(long seed) {
        random = new Random(seed);
        REPORTS.forEach((script, share) -> {
            for (int i = 0; i < share; i++) {
                scripts.add(script);
            }
        });
    }

    /** So many messages, in the order of their sending. */
    static List<Message> of(int count, long seed) {
        Traffic traffic = new Traffic(seed);
        List<Placed> placed = new ArrayList<>();
        for (int report = 0; placed.size() < count + 50; report++) {
            traffic.place(report, placed);
        }
        return placed.stream()
                .sorted(Comparator.comparingDouble(Placed::place))
                .limit(count)
                .map(Placed::message)
                .toList();
    }

    /** So many preliminary reports of one site, of which each wants one draft. */
    static List<Message> preliminary(int first, int count, String site) {
        return IntStream.range(first, first + count)
                .mapToObj(report -> {
                    byte[] bytes = Words.oru(report, 0, Kind.PRELIMINARY, 10, Words.findings(report), site);
                    return new Message(report, Kind.PRELIMINARY, 10, report, false, "", bytes);
                })
                .toList();
    }

    private void place(int report, List<Placed> placed) {
        double place = report * SPACING;
        for (Message message : written(report, scripts.get(random.nextInt(scripts.size())))) {
            placed.add(new Placed(place, message));
            place += gap();
        }
    }

    /** The next message of a report comes at once, soon, or much later. */
    private double gap() {
        return switch (random.nextInt(3)) {
            case 0 -> random.nextDouble();
            case 1 -> 5 + 30 * random.nextDouble();
            default -> 100 + 200 * random.nextDouble();
        };
    }

    /** The messages of one report by their letters. */
    static List<Message> messages(int report, String script) {
        return new Traffic(report).written(report, script);
    }

    private List<Message> written(int report, String script) {
        boolean fhir = random.nextInt(5) == 0;
        List<Message> messages = new ArrayList<>();
        int clock = 10;
        for (char letter : script.toCharArray()) {
            Message last = messages.isEmpty() ? null : messages.get(messages.size() - 1);
            clock += 3;
            messages.add(
                    switch (letter) {
                        case 'B' -> Poison.values()[random.nextInt(Poison.values().length)].of(report);
                        case 'D' -> last;
                        case 'U' -> unsafe(report, messages.size(), clock, fhir);
                        case 'S' -> message(report, messages.size(), last.kind(), clock, last.text(), fhir);
                        case 'p' -> message(report, messages.size(), Kind.PRELIMINARY, clock - 5, clock, fhir);
                        default -> message(report, messages.size(), kind(letter), clock, clock, fhir);
                    });
        }
        return messages;
    }

    private static Message message(int report, int number, Kind kind, int clock, int text, boolean fhir) {
        return message(report, number, kind, clock, text, fhir, Words.findings(text), "");
    }

    private Message unsafe(int report, int number, int clock, boolean fhir) {
        boolean truncated = random.nextBoolean();
        String findings = Words.unsafeFindings(truncated);
        return message(report, number, Kind.UNSAFE, clock, -1, fhir, findings, Words.unsafeReason(truncated));
    }

    private static Message message(
            int report, int number, Kind kind, int clock, int text, boolean fhir, String findings, String reason) {
        byte[] bytes = fhir
                ? Words.fhir(report, number, kind, clock, findings)
                : Words.oru(report, number, kind, clock, findings, "NORTH");
        return new Message(report, kind, clock, text, fhir, reason, bytes);
    }

    private static Kind kind(char letter) {
        return switch (letter) {
            case 'P' -> Kind.PRELIMINARY;
            case 'A' -> Kind.PARTIAL;
            case 'M' -> Kind.EDITED;
            case 'I' -> Kind.READ;
            case 'F' -> Kind.FINAL;
            case 'C' -> Kind.CORRECTED;
            case 'X' -> Kind.CANCELLED;
            default -> Kind.REGISTERED;
        };
    }
}
