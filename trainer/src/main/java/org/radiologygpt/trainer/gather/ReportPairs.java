package org.radiologygpt.trainer.gather;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.radiologygpt.deid.DeidKey;
import org.radiologygpt.deid.Pseudonyms;
import org.radiologygpt.draft.Eligibility;
import org.radiologygpt.report.Language;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.SectionKind;
import org.radiologygpt.trainer.corpus.Pair;
import org.radiologygpt.trainer.curate.Exclusion;
import org.radiologygpt.trainer.curate.Gathered;
import org.radiologygpt.trainer.curate.Version;

/** Signed reports as pairs: the same texts, pseudonyms and moved dates as the routes publish under the same key. */
final class ReportPairs {
    private final DeidKey key;

    ReportPairs(DeidKey key) {
        this.key = key;
    }

    Gathered of(ReadOutcome outcome, long place) {
        if (!(outcome instanceof ReadOutcome.Read read)) {
            return new Gathered.LeftOut(Exclusion.UNREADABLE);
        }
        RadiologyReport report = read.report();
        Pseudonyms pseudonyms = new Pseudonyms(key, report);
        Version version =
                new Version(pseudonyms.report(), pseudonyms.day(report.clock()), Optional.of(report.clock()), place);
        return switch (report.status()) {
            case REGISTERED, PARTIAL, PRELIMINARY ->
                new Gathered.LeftOut(Exclusion.NOT_SIGNED, report.knownIdentifiers());
            case CANCELLED, ENTERED_IN_ERROR -> takenBack(report, version, Exclusion.TAKES_BACK);
            case FINAL, APPENDED ->
                unfit(report)
                        .<Gathered>map(why -> new Gathered.LeftOut(why, report.knownIdentifiers()))
                        .orElseGet(() -> signed(report, pseudonyms, version));
            case AMENDED, CORRECTED ->
                unfit(report)
                        .map(why -> takenBack(report, version, why))
                        .orElseGet(() -> signed(report, pseudonyms, version));
        };
    }

    /** The older versions are not wanted: they were withdrawn, or their words were wrong. */
    private static Gathered takenBack(RadiologyReport report, Version version, Exclusion why) {
        return new Gathered.TakenBack(List.of(version), why, report.knownIdentifiers());
    }

    private static Optional<Exclusion> unfit(RadiologyReport report) {
        if (Eligibility.isGarbled(report) || !isWhole(report)) {
            return Optional.of(Exclusion.GARBLED);
        }
        if (report.studies().size() > 1) {
            return Optional.of(Exclusion.SEVERAL_STUDIES);
        }
        if (report.language().filter(language -> language != Language.EN).isPresent()) {
            return Optional.of(Exclusion.OTHER_LANGUAGE);
        }
        if (report.text(SectionKind.FINDINGS).isEmpty()) {
            return Optional.of(Exclusion.NO_FINDINGS);
        }
        return report.text(SectionKind.IMPRESSION).isEmpty() ? Optional.of(Exclusion.NO_IMPRESSION) : Optional.empty();
    }

    private static boolean isWhole(RadiologyReport report) {
        return Stream.of(
                        Optional.of(report.key().source()),
                        report.text(SectionKind.FINDINGS),
                        report.text(SectionKind.IMPRESSION))
                .flatMap(Optional::stream)
                .allMatch(PlainText::isWhole);
    }

    /** As in the topic, a version that cannot be shown to be clean takes the older ones with it. */
    private static Gathered signed(RadiologyReport report, Pseudonyms pseudonyms, Version version) {
        List<String> texts = List.of(
                report.text(SectionKind.FINDINGS).orElseThrow(),
                report.text(SectionKind.IMPRESSION).orElseThrow());
        return CleanText.of(texts, report.knownIdentifiers())
                .<Gathered>map(clean -> new Gathered.Candidate(
                        version,
                        new Pair(
                                pseudonyms.report(),
                                pseudonyms.patient(),
                                report.key().source(),
                                version.day(),
                                clean.get(0),
                                clean.get(1),
                                false),
                        true,
                        report.knownIdentifiers()))
                .orElseGet(() -> takenBack(report, version, Exclusion.NOT_CLEAN));
    }
}
