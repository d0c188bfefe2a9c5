package org.radiologygpt.routes.app;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.radiologygpt.draft.Origin;
import org.radiologygpt.draft.ReportEvents;
import org.radiologygpt.fhir.DiagnosticReportReader;
import org.radiologygpt.fhir.ReviewReader;
import org.radiologygpt.hl7v2.MergeReader;
import org.radiologygpt.hl7v2.OruReader;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.SourceProfiles;
import org.radiologygpt.routes.control.ControlTopic;
import org.radiologygpt.routes.ingest.DraftWatch;
import org.radiologygpt.routes.ingest.MessageLife;
import org.radiologygpt.routes.ingest.NoticeReader;
import org.radiologygpt.routes.ingest.Notices;
import org.radiologygpt.routes.ingest.ReportReader;
import org.radiologygpt.routes.ingest.Restraints;
import org.radiologygpt.routes.ingest.Withdrawals;
import org.radiologygpt.routes.lifecycle.Closing;
import org.radiologygpt.routes.lifecycle.Lookahead;
import org.radiologygpt.routes.lifecycle.ReportLives;
import org.radiologygpt.routes.lifecycle.StateTopic;
import org.radiologygpt.routes.training.TrainingPairs;
import org.radiologygpt.routes.training.TrainingTopic;
import org.radiologygpt.routes.writeback.DraftStore;
import org.radiologygpt.routes.writeback.FhirDraftStore;
import org.radiologygpt.routes.writeback.PacedDraftStore;
import org.radiologygpt.routes.writeback.SentDrafts;

/** The parts that carry the lives of drafts: readers, states, the look ahead, the FHIR server, the training topic. */
record Life(
        Map<String, ReportReader> readers,
        DraftStore store,
        MessageLife messages,
        Notices notices,
        StateTopic states,
        Lookahead ahead,
        TrainingPairs training,
        ControlTopic control,
        DraftWatch watch)
        implements AutoCloseable {

    static Life start(EngineConfig config, SourceProfiles profiles, Clock clock) {
        Map<String, ReportReader> readers = readers(config, profiles);
        DraftStore store = Rooms.store(config, clock);
        TrainingPairs training = Rooms.training(config);
        StateTopic states = Rooms.states(config, clock);
        ReportLives lives = new ReportLives(states);
        Lookahead ahead = Lookahead.start(
                Rooms.client(config),
                record -> closing(readers, record, config.maxMessageBytes()),
                new Withdrawals(lives, store)::seen,
                clock);
        ControlTopic control = ControlTopic.start(config.topics().control(), Rooms.client(config), clock);
        Restraints restraints = new Restraints(control, config.draft().expiry(), clock);
        DraftWatch watch = DraftWatch.start(
                states, control, new Withdrawals(lives, store), config.draft().expiry(), clock);
        MessageLife messages = new MessageLife(lives, ahead, store, training, restraints);
        Notices notices = new Notices(notices(config, profiles), lives, store);
        return new Life(readers, store, messages, notices, states, ahead, training, control, watch);
    }

    private static Optional<Closing> closing(
            Map<String, ReportReader> readers, ConsumerRecord<String, byte[]> record, int maxMessageBytes) {
        boolean readable = record.value() != null && record.value().length <= maxMessageBytes;
        if (!readable || !(readers.get(record.topic()).read(record.value()) instanceof ReadOutcome.Read read)) {
            return Optional.empty();
        }
        Origin origin = new Origin(record.topic() + "-" + record.partition(), record.offset());
        return ReportEvents.closing(read.report())
                .map(reason -> new Closing(read.report().key(), reason, origin));
    }

    private static Map<String, ReportReader> readers(EngineConfig config, SourceProfiles profiles) {
        return Map.of(
                config.topics().oru(),
                new OruReader(profiles)::read,
                config.topics().fhir(),
                new DiagnosticReportReader(profiles)::read);
    }

    private static Map<String, NoticeReader> notices(EngineConfig config, SourceProfiles profiles) {
        return Map.of(
                config.topics().oru(),
                new MergeReader(profiles)::read,
                config.topics().fhir(),
                new ReviewReader()::read);
    }

    @Override
    public void close() {
        watch.close();
        control.close();
        ahead.close();
        states.close();
        if (training instanceof TrainingTopic topic) {
            topic.close();
        }
        if (store instanceof PacedDraftStore paced) {
            paced.close();
        }
        if (store instanceof SentDrafts sent) {
            sent.close();
        }
        if (store instanceof FhirDraftStore fhir) {
            fhir.close();
        }
    }
}
