package org.radiologygpt.faults;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.radiologygpt.faults.FaultProxy.Weather;
import org.radiologygpt.faults.ModelServer.Mood;

/** Something that goes wrong while messages flow. Afterwards all runs again. */
interface Fault {

    void happen(Fleet fleet, Map<String, Integer> counts);

    /** What the long run does, in this order: ten kills of an engine, two stops of the broker, and all else. */
    static List<Fault> all() {
        return List.of(
                engineKilled(0, 2),
                weather(Weather.THROTTLED, 6),
                engineKilled(1, 8),
                mood(Mood.HUNG, 10),
                weather(Weather.UNAVAILABLE, 6),
                duringWeather(Weather.CUT_AFTER, engineKilled(0, 1)),
                brokerStopped(5),
                weather(Weather.CUT_BEFORE, 8),
                bothEnginesKilled(),
                fhirKilled(2),
                mood(Mood.SLOW, 10),
                weather(Weather.SILENT_BEFORE, 12),
                engineKilled(1, 2),
                weather(Weather.CUT_AFTER, 8),
                mood(Mood.FAILING, 6),
                engineFrozen(0, 10),
                duringMood(Mood.HUNG, engineKilled(0, 1)),
                brokerKilled(3),
                weather(Weather.SILENT_AFTER, 12),
                mood(Mood.MISTAKEN, 6),
                duringWeather(Weather.SILENT_AFTER, engineKilled(1, 1)),
                engineStopped(1, 2),
                mood(Mood.BABBLING, 6),
                duringWeather(Weather.SILENT_AFTER, fhirKilled(1)),
                engineFrozen(1, 10),
                modelGone(8),
                engineKilled(0, 4),
                weather(Weather.THROTTLED, 6),
                mood(Mood.BUSY, 6),
                engineKilled(1, 2),
                weather(Weather.CUT_AFTER, 8));
    }

    /** What runs in every build. */
    static List<Fault> few() {
        return List.of(
                engineKilled(0, 0),
                weather(Weather.CUT_AFTER, 3),
                brokerStopped(1),
                duringMood(Mood.HUNG, engineKilled(1, 0)),
                fhirKilled(0),
                weather(Weather.THROTTLED, 2),
                engineFrozen(0, 8));
    }

    static Fault engineKilled(int engine, int secondsAway) {
        return (fleet, counts) -> {
            counts.merge("engine killed", 1, Integer::sum);
            fleet.engine(engine).kill();
            lasting(secondsAway);
            fleet.startEngine(engine);
        };
    }

    static Fault bothEnginesKilled() {
        return (fleet, counts) -> {
            counts.merge("engine killed", 2, Integer::sum);
            fleet.engine(0).kill();
            fleet.engine(1).kill();
            fleet.startEngine(0);
            fleet.startEngine(1);
        };
    }

    static Fault engineStopped(int engine, int secondsAway) {
        return (fleet, counts) -> {
            counts.merge("engine stopped in order", 1, Integer::sum);
            fleet.engine(engine).stop();
            lasting(secondsAway);
            fleet.startEngine(engine);
        };
    }

    /** Longer than the group waits: another engine takes its messages, and then it goes on with them. */
    static Fault engineFrozen(int engine, int seconds) {
        return (fleet, counts) -> {
            counts.merge("engine frozen", 1, Integer::sum);
            fleet.engine(engine).freeze();
            lasting(seconds);
            fleet.engine(engine).thaw();
        };
    }

    static Fault brokerStopped(int secondsAway) {
        return (fleet, counts) -> {
            counts.merge("broker stopped", 1, Integer::sum);
            fleet.broker().stop();
            lasting(secondsAway);
            fleet.startBroker();
        };
    }

    static Fault brokerKilled(int secondsAway) {
        return (fleet, counts) -> {
            counts.merge("broker killed", 1, Integer::sum);
            fleet.broker().kill();
            lasting(secondsAway);
            fleet.startBroker();
        };
    }

    static Fault fhirKilled(int secondsAway) {
        return (fleet, counts) -> {
            counts.merge("FHIR server killed", 1, Integer::sum);
            fleet.fhir().kill();
            lasting(secondsAway);
            fleet.startFhir();
        };
    }

    static Fault modelGone(int seconds) {
        return (fleet, counts) -> {
            counts.merge("model server gone", 1, Integer::sum);
            fleet.model.stop();
            lasting(seconds);
            fleet.model.start();
        };
    }

    static Fault weather(Weather weather, int seconds) {
        return duringWeather(weather, (fleet, counts) -> lasting(seconds));
    }

    static Fault mood(Mood mood, int seconds) {
        return duringMood(mood, (fleet, counts) -> lasting(seconds));
    }

    static Fault duringWeather(Weather weather, Fault fault) {
        return (fleet, counts) -> {
            counts.merge("FHIR " + weather.name().toLowerCase(java.util.Locale.ROOT), 1, Integer::sum);
            fleet.proxy.weather(weather);
            lasting(1);
            fault.happen(fleet, counts);
            fleet.proxy.weather(Weather.CLEAR);
        };
    }

    static Fault duringMood(Mood mood, Fault fault) {
        return (fleet, counts) -> {
            counts.merge("model " + mood.name().toLowerCase(java.util.Locale.ROOT), 1, Integer::sum);
            fleet.model.mood(mood);
            lasting(1);
            fault.happen(fleet, counts);
            fleet.model.mood(Mood.WELL);
        };
    }

    /** So long it stays as it is. */
    private static void lasting(int seconds) {
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        await().pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(seconds + 30L))
                .until(() -> System.nanoTime() >= end);
    }

    /** Counts in the order of their names. */
    static Map<String, Integer> counts() {
        return new TreeMap<>();
    }
}
