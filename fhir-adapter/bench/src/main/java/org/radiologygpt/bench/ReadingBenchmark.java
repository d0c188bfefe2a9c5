package org.radiologygpt.bench;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.parser.DefaultModelClassFactory;
import ca.uhn.hl7v2.parser.GenericModelClassFactory;
import ca.uhn.hl7v2.parser.ModelClassFactory;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.radiologygpt.fhir.FhirJson;
import org.radiologygpt.fhir.ReportBundle;
import org.radiologygpt.hl7v2.OruReader;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.SourceProfiles;

/** The same bytes read in five ways, messages a second; each call reads the next of {@link Messages}. */
@BenchmarkMode(Mode.Throughput)
public class ReadingBenchmark {

    /** The messages, in turn. */
    @State(Scope.Thread)
    public static class Input {
        private final List<byte[]> messages = Messages.all();
        private int next;

        byte[] next() {
            next = next + 1 == messages.size() ? 0 : next + 1;
            return messages.get(next);
        }
    }

    /** This project. */
    @State(Scope.Thread)
    public static class Ours {
        private final OruReader reader = new OruReader(SourceProfiles.defaults());
        private final ReportBundle bundles = new ReportBundle();

        RadiologyReport report(byte[] message) {
            return ((ReadOutcome.Read) reader.read(message)).report();
        }

        String bundle(byte[] message) {
            return FhirJson.text(bundles.of(report(message)));
        }
    }

    /** HAPI HL7v2, one parser for all messages. */
    @State(Scope.Thread)
    public static class Hapi {
        private final PipeParser generic = parser(new GenericModelClassFactory());
        private final PipeParser typed = parser(new DefaultModelClassFactory());

        Message generic(byte[] message) throws HL7Exception {
            return generic.parse(new String(message, StandardCharsets.UTF_8));
        }

        Message typed(byte[] message) throws HL7Exception {
            return typed.parse(new String(message, StandardCharsets.UTF_8));
        }

        private static PipeParser parser(ModelClassFactory models) {
            DefaultHapiContext context = new DefaultHapiContext(models);
            context.setValidationContext(ValidationContextFactory.noValidation());
            return new PipeParser(context);
        }
    }

    /** The converter; only its own benchmark starts it. */
    @State(Scope.Thread)
    public static class Peer {
        private Converter converter;

        /** Starts the converter. */
        @Setup(Level.Trial)
        public void open() {
            converter = Converter.open();
        }

        /** Closes its class loader. */
        @TearDown(Level.Trial)
        public void close() {
            converter.close();
        }
    }

    /** Bytes to report. */
    @Benchmark
    public RadiologyReport oursToReport(Input input, Ours ours) {
        return ours.report(input.next());
    }

    /** Bytes to the JSON of a FHIR Bundle. */
    @Benchmark
    public String oursToBundle(Input input, Ours ours) {
        return ours.bundle(input.next());
    }

    /** Bytes to HAPI's generic model, which no field is read from. */
    @Benchmark
    public Message hapiGeneric(Input input, Hapi hapi) throws HL7Exception {
        return hapi.generic(input.next());
    }

    /** Bytes to HAPI's typed model, which no field is read from. */
    @Benchmark
    public Message hapiTyped(Input input, Hapi hapi) throws HL7Exception {
        return hapi.typed(input.next());
    }

    /** Bytes to the JSON of a FHIR Bundle by the converter. */
    @Benchmark
    public String converterToBundle(Input input, Peer peer) {
        return peer.converter.bundle(input.next());
    }
}
