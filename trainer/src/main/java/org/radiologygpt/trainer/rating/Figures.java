package org.radiologygpt.trainer.rating;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.radiologygpt.trainer.evaluate.Bootstrap;

/**
 * Ratings as figures. A report counts once: the mean of its raters. Intervals are 95 % by bootstrap over reports, and
 * differences are paired by report.
 */
final class Figures {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OVERALL = "overall";

    private final List<Rating> ratings;
    private final List<String> problems;

    Figures(List<Rating> ratings, List<String> problems) {
        this.ratings = ratings.stream()
                .sorted(Comparator.comparingInt(rating -> rating.item().rater()))
                .toList();
        this.problems = problems;
    }

    ObjectNode toJson() {
        ObjectNode json = JSON.createObjectNode();
        json.put(
                "reports",
                ratings.stream().map(rating -> rating.item().id()).distinct().count());
        json.put("raters", raters()).put("ratings", ratings.size());
        List<String> sources = ratings.stream()
                .map(rating -> rating.item().source())
                .distinct()
                .sorted()
                .toList();
        ObjectNode means = json.putObject("sources");
        sources.forEach(source -> means.set(source, means(source)));
        ObjectNode differences = json.putObject("differences");
        for (int i = 0; i < sources.size(); i++) {
            for (String other : sources.subList(i + 1, sources.size())) {
                differences.set(sources.get(i) + " minus " + other, differences(sources.get(i), other));
            }
        }
        ObjectNode agreement = json.putObject("agreement");
        for (Scale scale : Scale.values()) {
            agreement.set(scale.key(), agreement(scale));
        }
        problems.forEach(json.putArray("problems")::add);
        return json;
    }

    private long raters() {
        return ratings.stream().map(rating -> rating.item().rater()).distinct().count();
    }

    private ObjectNode means(String source) {
        ObjectNode json = JSON.createObjectNode();
        for (Scale scale : Scale.values()) {
            json.set(scale.key(), interval(byReport(source, rating -> rating.values()
                    .get(scale))));
        }
        json.set(OVERALL, interval(byReport(source, Rating::overall)));
        return json;
    }

    private ObjectNode differences(String source, String other) {
        ObjectNode json = JSON.createObjectNode();
        for (Scale scale : Scale.values()) {
            ToDoubleFunction<Rating> value = rating -> rating.values().get(scale);
            json.set(scale.key(), interval(minus(byReport(source, value), byReport(other, value))));
        }
        json.set(OVERALL, interval(minus(byReport(source, Rating::overall), byReport(other, Rating::overall))));
        return json;
    }

    private Map<String, Double> byReport(String source, ToDoubleFunction<Rating> value) {
        return ratings.stream()
                .filter(rating -> rating.item().source().equals(source))
                .collect(Collectors.groupingBy(
                        rating -> rating.item().id(), TreeMap::new, Collectors.averagingDouble(value)));
    }

    private static Map<String, Double> minus(Map<String, Double> values, Map<String, Double> others) {
        Map<String, Double> differences = new TreeMap<>(values);
        differences.keySet().retainAll(others.keySet());
        differences.replaceAll((report, value) -> value - others.get(report));
        return differences;
    }

    private static ObjectNode interval(Map<String, Double> byReport) {
        double[] values =
                byReport.values().stream().mapToDouble(Double::doubleValue).toArray();
        ObjectNode json = JSON.createObjectNode().put("reports", values.length);
        if (values.length > 0) {
            Bootstrap.Interval interval = Bootstrap.interval(values.length, drawn -> mean(values, drawn));
            json.put(
                    "mean",
                    rounded(mean(values, IntStream.range(0, values.length).toArray())));
            json.put("low", rounded(interval.low())).put("high", rounded(interval.high()));
        }
        return json;
    }

    private static double mean(double[] values, int[] drawn) {
        double sum = 0;
        for (int at : drawn) {
            sum += values[at];
        }
        return sum / drawn.length;
    }

    private ObjectNode agreement(Scale scale) {
        RaterAgreement agreement = new RaterAgreement(
                List.copyOf(RatingImport.values(ratings.stream(), scale).values()), Scale.HIGHEST);
        ObjectNode json = JSON.createObjectNode().put("impressions", agreement.units());
        put(json, "exact", agreement.exact());
        put(json, "withinOne", agreement.withinOne());
        if (raters() == 2) {
            put(json, "quadraticKappa", agreement.quadraticKappa());
        }
        put(json, "ordinalAlpha", agreement.ordinalAlpha());
        return json;
    }

    /** Null where the figure has no meaning, as for kappa where all values are the same. */
    private static void put(ObjectNode json, String name, OptionalDouble value) {
        json.put(name, value.isPresent() ? Double.valueOf(rounded(value.getAsDouble())) : null);
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
